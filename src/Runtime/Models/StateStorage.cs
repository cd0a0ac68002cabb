using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading;

namespace ScalableMNN.Runtime.Models;

/// <summary>
/// One number for each unknown u^(r) of a model at each grid point of each trajectory: unknown n at grid point t of trajectory b at (t N + n) B + b,
/// trajectories innermost, with N unknowns ordered by state and then by derivative; or elsewhere, see <see cref="Place"/>.
/// </summary>
public abstract class StateStorage
{
    private readonly Lock _allocating = new();
    private readonly bool _clear;
    private Memory<double> _numbers;

    /// <summary>Makes room.</summary>
    /// <param name="model">The model.</param>
    /// <param name="trajectories">Number B of trajectories.</param>
    /// <param name="points">Number T of grid points.</param>
    /// <param name="clear">Whether the numbers start at zero; otherwise they are yet to be written.</param>
    private protected StateStorage(ModelDescription model, int trajectories, int points, bool clear)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
        TrajectoryCount = trajectories;
        PointCount = points;
        _clear = clear;
        CheckLength();
        Layout = BatchLayout.TrajectoriesInnermost(trajectories);
    }

    /// <summary>The model.</summary>
    public ModelDescription Model { get; }

    /// <summary>Number B of trajectories.</summary>
    public int TrajectoryCount { get; private set; }

    /// <summary>Number T of grid points.</summary>
    public int PointCount { get; }

    /// <summary>Where the numbers lie: unknown n at grid point t is number t N + n of its trajectory.</summary>
    public BatchLayout Layout { get; private set; }

    /// <summary>Places the numbers on memory that the caller gives, for a solve to write to or a gradient to read from: nothing is copied. Before any number is touched, this takes no memory of its own.</summary>
    /// <param name="numbers">The memory; <see cref="NativeNumbers"/> stands for memory outside the managed heap.</param>
    /// <param name="layout">Where number i of trajectory b lies; unknown n at grid point t is number i = t N + n.</param>
    /// <exception cref="ArgumentOutOfRangeException">A stride is negative.</exception>
    /// <exception cref="ArgumentException">The memory is too short for its layout, or, for a solution, two numbers would share a place.</exception>
    public void Place(Memory<double> numbers, BatchLayout layout)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(layout.RowStride, nameof(layout));
        ArgumentOutOfRangeException.ThrowIfNegative(layout.TrajectoryStride, nameof(layout));
        var rows = Model.Layout.Unknowns * PointCount;
        if (numbers.Length < layout.Extent(rows, TrajectoryCount))
        {
            throw new ArgumentException(
                $"{Model.Name}: {rows} numbers for each of {TrajectoryCount} trajectories with strides {layout.RowStride} and {layout.TrajectoryStride} need {layout.Extent(rows, TrajectoryCount)} numbers, the memory has {numbers.Length}.",
                nameof(numbers));
        }

        if (this is not ModelCotangent && !layout.IsDistinct(rows, TrajectoryCount))
        {
            throw new ArgumentException(
                $"{Model.Name}: with strides {layout.RowStride} and {layout.TrajectoryStride} two of {rows} numbers for each of {TrajectoryCount} trajectories share a place. A solution needs one for each.", nameof(layout));
        }

        _numbers = numbers;
        Layout = layout;
    }

    /// <summary>All numbers, wherever they lie.</summary>
    internal Span<double> Storage => StorageMemory.Span;

    /// <summary>All numbers, trajectories innermost.</summary>
    internal Span<double> Innermost => Layout.IsInnermost(Model.Layout.Unknowns * PointCount, TrajectoryCount)
        ? Storage[..(Model.Layout.Unknowns * PointCount * TrajectoryCount)]
        : throw new InvalidOperationException(
            $"{Model.Name}: the numbers are placed on memory whose trajectories do not lie side by side (row stride {Layout.RowStride}, trajectory stride {Layout.TrajectoryStride}). Read and write that memory itself, or number by number.");

    private protected Memory<double> StorageMemory => _numbers.IsEmpty ? Allocate() : _numbers;

    /// <summary>The times of the grid points of a trajectory.</summary>
    private protected abstract ReadOnlySpan<double> TimesOf(int trajectory);

    /// <summary>The grid point of a trajectory at a time: the first there, or the last, which is after all that happens then.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory.</exception>
    /// <exception cref="ArgumentException">No grid point lies at the time; the message names the nearest.</exception>
    internal int PointAt(int trajectory, double time, bool after)
    {
        const double Rounding = 1e-12;
        ArgumentOutOfRangeException.ThrowIfNegative(trajectory);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(trajectory, TrajectoryCount);
        var times = TimesOf(trajectory);
        var nearest = 0;
        for (var point = 1; point < times.Length; point++)
        {
            nearest = Math.Abs(times[point] - time) < Math.Abs(times[nearest] - time) ? point : nearest;
        }

        if (!(Math.Abs(times[nearest] - time) <= Rounding * Math.Max(Math.Abs(time), Math.Abs(times[^1] - times[0]))))
        {
            throw new ArgumentException($"{Model.Name}: trajectory {trajectory} has no values at time {time}; the nearest are at {times[nearest]}. Say in the schedule that they are wanted: Want({time}).", nameof(time));
        }

        while (after && nearest + 1 < times.Length && times[nearest + 1] == times[nearest])
        {
            nearest++;
        }

        return nearest;
    }

    /// <summary>Makes storage of the same kind for another number of trajectories.</summary>
    internal StateStorage Rebatched(int trajectories)
    {
        var other = (StateStorage)MemberwiseClone();
        other.TrajectoryCount = trajectories;
        other._numbers = other.NewNumbers(clear: true);
        other.Layout = BatchLayout.TrajectoriesInnermost(trajectories);
        return other;
    }

    internal int Index(int state, int order, int trajectory, int point)
    {
        if ((uint)trajectory >= (uint)TrajectoryCount)
        {
            ThrowOutOfRange(state, "trajectory", "trajectories", trajectory, TrajectoryCount, nameof(trajectory));
        }

        if ((uint)point >= (uint)PointCount)
        {
            ThrowOutOfRange(state, "grid point", "grid points", point, PointCount, nameof(point));
        }

        return Layout.IndexOf(RowOf(state, order, point), trajectory);
    }

    internal int RowOf(int state, int order, int point) => (point * Model.Layout.Unknowns) + Model.States[state].Offset + order;

    internal Span<double> Row(int state, int order, int point)
    {
        if ((uint)point >= (uint)PointCount)
        {
            ThrowOutOfRange(state, "grid point", "grid points", point, PointCount, nameof(point));
        }

        var row = RowOf(state, order, point);
        return Layout.TrajectoryStride == 1 || TrajectoryCount == 1
            ? Storage.Slice(Layout.IndexOf(row, 0), TrajectoryCount)
            : Innermost.Slice(row * TrajectoryCount, TrajectoryCount);
    }

    /// <summary>Turns a trajectory into NaN from a grid point on.</summary>
    internal void Erase(int trajectory, int fromStep)
    {
        var numbers = Storage;
        for (var row = fromStep * Model.Layout.Unknowns; row < PointCount * Model.Layout.Unknowns; row++)
        {
            numbers[Layout.IndexOf(row, trajectory)] = double.NaN;
        }
    }

    internal double[] Column(int state, int order, int trajectory)
    {
        var index = Index(state, order, trajectory, 0);
        var stride = Model.Layout.Unknowns * Layout.RowStride;
        var column = new double[PointCount];
        for (var point = 0; point < column.Length; point++)
        {
            column[point] = Storage[index + (point * stride)];
        }

        return column;
    }

    internal int CheckOrder(int state, int order)
    {
        var description = Model.States[state];
        return order >= 0 && order <= description.Order
            ? order
            : throw new ArgumentOutOfRangeException(
                nameof(order), order, $"{Model.Name}.{description.Name} has derivatives up to order {description.Order}; D({order}) does not exist. Declare a higher Order of the state to have it.");
    }

    [DoesNotReturn]
    private void ThrowOutOfRange(int state, string what, string whats, int got, int count, string argument) => throw new ArgumentOutOfRangeException(
        argument, got, $"{Model.Name}.{Model.States[state].Name} has {count} {(count == 1 ? what : whats)}; {what} {got} does not exist. Valid are 0 to {count - 1}.");

    private Memory<double> Allocate()
    {
        lock (_allocating)
        {
            if (_numbers.IsEmpty)
            {
                _numbers = NewNumbers(_clear);
            }

            return _numbers;
        }
    }

    private Memory<double> NewNumbers(bool clear) => NumberArray.Allocate(CheckLength(), clear).Memory;

    private int CheckLength()
    {
        var length = (long)Model.Layout.Unknowns * PointCount * TrajectoryCount;
        return length <= NumberArray.MaxLength
            ? (int)length
            : throw new InvalidOperationException(
                $"{TrajectoryCount} trajectories of {PointCount} grid points of {Model.Name} have {length} unknowns, more than the {NumberArray.MaxLength} that fit one array. Solve the batch in parts.");
    }
}
