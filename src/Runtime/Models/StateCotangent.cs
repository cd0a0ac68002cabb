using System;

namespace ScalableMNN.Runtime.Models;

/// <summary>The derivative of a loss with respect to a state, or one of its derivatives, along the trajectories of a solution.</summary>
public readonly struct StateCotangent
{
    private readonly StateStorage _storage;
    private readonly int _state;
    private readonly int _order;

    internal StateCotangent(StateStorage storage, int state, int order)
    {
        _storage = storage;
        _state = state;
        _order = order;
    }

    /// <summary>The derivative of the loss with respect to the value at a grid point of a trajectory.</summary>
    /// <param name="trajectory">Index of the trajectory, 0 to B - 1.</param>
    /// <param name="point">Index of the grid point, 0 to T - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory or grid point; the message says how many there are.</exception>
    public ref double this[int trajectory, int point] => ref _storage.Storage[_storage.Index(_state, _order, trajectory, point)];

    /// <summary>The derivative of the loss with respect to the value at a time of a trajectory; where something happens at that time, just before.</summary>
    /// <param name="trajectory">Index of the trajectory.</param>
    /// <param name="time">A time at which the solution has values.</param>
    /// <returns>A reference to the number.</returns>
    /// <exception cref="ArgumentException">There are no values at that time; the message names the nearest one.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory.</exception>
    public ref double At(int trajectory, double time) => ref this[trajectory, _storage.PointAt(trajectory, time, after: false)];

    /// <summary>The derivative of the loss with respect to the value at a time of the first trajectory; where something happens at that time, just before.</summary>
    /// <param name="time">A time at which the solution has values.</param>
    /// <returns>A reference to the number.</returns>
    /// <exception cref="ArgumentException">There are no values at that time; the message names the nearest one.</exception>
    public ref double At(double time) => ref At(0, time);

    /// <summary>The derivative of the loss with respect to the value just after what happens at a time of a trajectory.</summary>
    /// <param name="trajectory">Index of the trajectory.</param>
    /// <param name="time">A time at which the solution has values.</param>
    /// <returns>A reference to the number.</returns>
    /// <exception cref="ArgumentException">There are no values at that time; the message names the nearest one.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory.</exception>
    public ref double After(int trajectory, double time) => ref this[trajectory, _storage.PointAt(trajectory, time, after: true)];

    /// <summary>The same with respect to a time derivative.</summary>
    /// <param name="order">Which one: 1 is the first derivative of this.</param>
    /// <returns>The derivative of the loss with respect to it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The state was declared with a lower order.</exception>
    public StateCotangent D(int order) => new(_storage, _state, _storage.CheckOrder(_state, _order + order));

    /// <summary>The numbers of all trajectories at one grid point, in place.</summary>
    /// <param name="point">Index of the grid point, 0 to T - 1.</param>
    /// <returns>B numbers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such grid point.</exception>
    public Span<double> AtStep(int point) => _storage.Row(_state, _order, point);

    /// <summary>Gives every grid point of every trajectory the same number.</summary>
    /// <param name="value">The number.</param>
    public void Fill(double value)
    {
        for (var point = 0; point < _storage.PointCount; point++)
        {
            AtStep(point).Fill(value);
        }
    }
}
