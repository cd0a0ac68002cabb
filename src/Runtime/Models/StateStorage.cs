using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace ScalableMNN.Runtime.Models;

/// <summary>
/// One number for each unknown u^(r) of a model at each grid point of each trajectory: unknown n at grid point t of trajectory b at (t N + n) B + b,
/// trajectories innermost, with N unknowns ordered by state and then by derivative.
/// </summary>
public abstract class StateStorage
{
    // From this size on an array is not moved by the garbage collector in any case, and worth aligning.
    private const int LargeArray = 85_000 / sizeof(double);
    private const int Line = 64;

    private double[] _values;
    private int _start;
    private int _length;

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
        Allocate(clear);
    }

    /// <summary>The model.</summary>
    public ModelDescription Model { get; }

    /// <summary>Number B of trajectories.</summary>
    public int TrajectoryCount { get; private set; }

    /// <summary>Number T of grid points.</summary>
    public int PointCount { get; }

    internal Span<double> Storage => _values.AsSpan(_start, _length);

    /// <summary>Makes storage of the same kind for another number of trajectories.</summary>
    internal StateStorage Rebatched(int trajectories)
    {
        var other = (StateStorage)MemberwiseClone();
        other.TrajectoryCount = trajectories;
        other.Allocate(clear: true);
        return other;
    }

    internal int Index(int state, int order, int trajectory, int step)
    {
        if ((uint)trajectory >= (uint)TrajectoryCount)
        {
            ThrowOutOfRange(state, "trajectory", "trajectories", trajectory, TrajectoryCount, nameof(trajectory));
        }

        if ((uint)step >= (uint)PointCount)
        {
            ThrowOutOfRange(state, "grid point", "grid points", step, PointCount, nameof(step));
        }

        return RowStart(state, order, step) + trajectory;
    }

    internal int RowStart(int state, int order, int step) => ((step * Model.Layout.Unknowns) + Model.States[state].Offset + order) * TrajectoryCount;

    internal ReadOnlySpan<double> Row(int state, int order, int step)
    {
        if ((uint)step >= (uint)PointCount)
        {
            ThrowOutOfRange(state, "grid point", "grid points", step, PointCount, nameof(step));
        }

        return Storage.Slice(RowStart(state, order, step), TrajectoryCount);
    }

    internal double[] Column(int state, int order, int trajectory)
    {
        var index = Index(state, order, trajectory, 0);
        var stride = Model.Layout.Unknowns * TrajectoryCount;
        var column = new double[PointCount];
        for (var step = 0; step < column.Length; step++)
        {
            column[step] = Storage[index + (step * stride)];
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

    /// <summary>Makes room for the numbers; in a large array they begin with a cache line, so that the blocks of a batch do not share lines, nor the cores that work on them.</summary>
    [MemberNotNull(nameof(_values))]
    private void Allocate(bool clear)
    {
        var length = (long)Model.Layout.Unknowns * PointCount * TrajectoryCount;
        if (length > Array.MaxLength - Line)
        {
            throw new InvalidOperationException(
                $"{TrajectoryCount} trajectories of {PointCount} grid points of {Model.Name} have {length} unknowns, more than the {Array.MaxLength} that fit one array. Solve the batch in parts.");
        }

        _length = (int)length;
        if (_length < LargeArray)
        {
            _values = clear ? new double[_length] : GC.AllocateUninitializedArray<double>(_length);
            _start = 0;
            return;
        }

        var room = _length + (Line / sizeof(double)) - 1;
        _values = clear ? GC.AllocateArray<double>(room, pinned: true) : GC.AllocateUninitializedArray<double>(room, pinned: true);
        _start = (int)((-Marshal.UnsafeAddrOfPinnedArrayElement(_values, 0) & (Line - 1)) / sizeof(double));
    }
}
