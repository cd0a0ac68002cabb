using System.Collections.Generic;

namespace ScalableMNN.Runtime.Schedules;

/// <summary>What happens to each trajectory of a batch, and at which times its values are wanted.</summary>
internal sealed class Timeline(IReadOnlyList<TrajectoryTimeline> trajectories)
{
    /// <summary>The timeline of a trajectory.</summary>
    public TrajectoryTimeline this[int trajectory] => trajectories[trajectory];

    /// <summary>The timeline of one trajectory alone.</summary>
    public Timeline OfTrajectory(int trajectory) => new([trajectories[trajectory]]);
}

/// <summary>What happens to a trajectory.</summary>
/// <param name="Times">The times of the grid points, none earlier than the one before. A time at which something happens is there twice, for what is just before and just after.</param>
/// <param name="IsAfter">Whether a grid point is just after what happens at its time.</param>
/// <param name="Points">How many of the grid points are the trajectory's own; the others stay at its last.</param>
/// <param name="Doses">The doses, in the order in which they were said.</param>
/// <param name="Events">The events, in any order.</param>
internal sealed record TrajectoryTimeline(double[] Times, bool[] IsAfter, int Points, Dose[] Doses, ScheduledEvent[] Events)
{
    /// <summary>The times at which all states become their initial values.</summary>
    public ScheduledReset[] Resets { get; init; } = [];

    /// <summary>The standard deviations of measured values that have their own: by input and grid point, in the order of the values there.</summary>
    public Dictionary<(int Slot, int Point), double[]> Deviations { get; } = [];

    /// <summary>The limits of measurements that are censored, null for those that are not: by input and grid point, in the order of the values there.</summary>
    public Dictionary<(int Slot, int Point), CensoringLimits?[]> Limits { get; } = [];
}
