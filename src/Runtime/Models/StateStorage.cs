using System;
using System.Diagnostics.CodeAnalysis;

namespace ScalableMNN.Runtime.Models;

/// <summary>
/// One number for each unknown u^(r) of a model at each grid point of each trajectory: unknown n at grid point t of trajectory b at (t N + n) B + b,
/// trajectories innermost, with N unknowns ordered by state and then by derivative.
/// </summary>
public abstract class StateStorage
{
    private NumberArray _values;

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
        _values = Allocate(clear);
    }

    /// <summary>The model.</summary>
    public ModelDescription Model { get; }

    /// <summary>Number B of trajectories.</summary>
    public int TrajectoryCount { get; private set; }

    /// <summary>Number T of grid points.</summary>
    public int PointCount { get; }

    internal Span<double> Storage => _values.Span;

    private protected Memory<double> StorageMemory => _values.Memory;

    /// <summary>Makes storage of the same kind for another number of trajectories.</summary>
    internal StateStorage Rebatched(int trajectories)
    {
        var other = (StateStorage)MemberwiseClone();
        other.TrajectoryCount = trajectories;
        other._values = other.Allocate(clear: true);
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

    private NumberArray Allocate(bool clear)
    {
        var length = (long)Model.Layout.Unknowns * PointCount * TrajectoryCount;
        return length <= NumberArray.MaxLength
            ? NumberArray.Allocate((int)length, clear)
            : throw new InvalidOperationException(
                $"{TrajectoryCount} trajectories of {PointCount} grid points of {Model.Name} have {length} unknowns, more than the {NumberArray.MaxLength} that fit one array. Solve the batch in parts.");
    }
}
