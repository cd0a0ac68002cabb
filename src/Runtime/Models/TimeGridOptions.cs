using System;

namespace ScalableMNN.Runtime.Models;

/// <summary>How fine a <see cref="TimeGrid"/> is, and how far it reaches. Give <see cref="Points"/>, <see cref="LargestStep"/>, or both.</summary>
public sealed record TimeGridOptions
{
    /// <summary>Number T of grid points; 0 (the default) stands for as few as <see cref="LargestStep"/> allows.</summary>
    public int Points { get; init; }

    /// <summary>The largest step, measured on the <see cref="Clock"/>; the default is no bound.</summary>
    public double LargestStep { get; init; } = double.PositiveInfinity;

    /// <summary>Time of the first grid point, where the initial values hold; NaN (the default) stands for the first measurement.</summary>
    public double Start { get; init; } = double.NaN;

    /// <summary>Time of the last grid point, beyond the last measurement where the model is to predict; NaN (the default) stands for the last measurement.</summary>
    public double End { get; init; } = double.NaN;

    /// <summary>
    /// A clock on which the steps between two given times are equal: an increasing function of time, finite from start to end, fast where the states change fast. Null (the default) stands for time itself. For processes that settle,
    /// <c>t => Math.Log(1 + t / tau)</c> has short steps up to the time tau and ever longer ones after it.
    /// </summary>
    public Func<double, double>? Clock { get; init; }
}
