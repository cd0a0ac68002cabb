using System;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Models;

/// <summary>A state, or one of its derivatives, along the trajectories of a solution.</summary>
public readonly struct StateTrajectory
{
    private readonly StateStorage _storage;
    private readonly int _state;
    private readonly int _order;

    internal StateTrajectory(StateStorage storage, int state, int order)
    {
        _storage = storage;
        _state = state;
        _order = order;
    }

    /// <summary>Number B of trajectories.</summary>
    public int TrajectoryCount => _storage.TrajectoryCount;

    /// <summary>Number T of grid points.</summary>
    public int PointCount => _storage.PointCount;

    /// <summary>The value at a grid point of a trajectory; NaN where the solve of the trajectory failed.</summary>
    /// <param name="trajectory">Index of the trajectory, 0 to B - 1.</param>
    /// <param name="point">Index of the grid point, 0 to T - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory or grid point; the message says how many there are.</exception>
    public double this[int trajectory, int point] => _storage.Storage[_storage.Index(_state, _order, trajectory, point)];

    /// <summary>The value at a time of a trajectory; where something happens at that time, just before.</summary>
    /// <param name="trajectory">Index of the trajectory.</param>
    /// <param name="time">A time at which values were wanted or measured, something happens, or any other grid point lies.</param>
    /// <returns>The value; NaN where the solve of the trajectory failed.</returns>
    /// <exception cref="ArgumentException">There are no values at that time; the message names the nearest one.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory.</exception>
    public double At(int trajectory, double time) => this[trajectory, _storage.PointAt(trajectory, time, after: false)];

    /// <summary>The value at a time of the first trajectory; where something happens at that time, just before.</summary>
    /// <param name="time">The time, as for <see cref="At(int, double)"/>.</param>
    /// <returns>The value; NaN where the solve of the trajectory failed.</returns>
    /// <exception cref="ArgumentException">There are no values at that time; the message names the nearest one.</exception>
    public double At(double time) => At(0, time);

    /// <summary>The value just after what happens at a time of a trajectory.</summary>
    /// <param name="trajectory">Index of the trajectory.</param>
    /// <param name="time">The time, as for <see cref="At(int, double)"/>.</param>
    /// <returns>The value; NaN where the solve of the trajectory failed.</returns>
    /// <exception cref="ArgumentException">There are no values at that time; the message names the nearest one.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory.</exception>
    public double After(int trajectory, double time) => this[trajectory, _storage.PointAt(trajectory, time, after: true)];

    /// <summary>The value just after what happens at a time of the first trajectory.</summary>
    /// <param name="time">The time, as for <see cref="At(int, double)"/>.</param>
    /// <returns>The value; NaN where the solve of the trajectory failed.</returns>
    /// <exception cref="ArgumentException">There are no values at that time; the message names the nearest one.</exception>
    public double After(double time) => After(0, time);

    /// <summary>A time derivative.</summary>
    /// <param name="order">Which one: 1 is the first derivative of this.</param>
    /// <returns>The derivative along the same trajectories.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The state was declared with a lower order.</exception>
    public StateTrajectory D(int order) => new(_storage, _state, _storage.CheckOrder(_state, _order + order));

    /// <summary>
    /// The estimated error of this along the same trajectories, with its sign: value minus error is, as a rule, closer to the exact solution. NaN where a trajectory has no solution
    /// or its grid too few points, see <see cref="TrajectoryReport.ErrorEstimate"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">The solve did not estimate it.</exception>
    public StateTrajectory Error => _storage is ModelTrajectories { Errors: { } errors }
        ? new(errors, _state, _order)
        : throw new InvalidOperationException($"The errors of {_storage.Model.Name} were not estimated. Solve with SolveOptions.EstimateError.");

    /// <summary>The values of all trajectories at one grid point, in place.</summary>
    /// <param name="point">Index of the grid point, 0 to T - 1.</param>
    /// <returns>B numbers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such grid point.</exception>
    public ReadOnlySpan<double> AtStep(int point) => _storage.Row(_state, _order, point);

    /// <summary>Copies one trajectory out.</summary>
    /// <param name="trajectory">Index of the trajectory, 0 to B - 1.</param>
    /// <returns>T numbers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory.</exception>
    public double[] ToArray(int trajectory = 0) => _storage.Column(_state, _order, trajectory);
}
