using System;
using System.Threading;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Fitting;

/// <summary>How a fit goes about it, and when it ends.</summary>
public sealed record FitOptions
{
    /// <summary>The default options.</summary>
    public static FitOptions Default { get; } = new();

    /// <summary>Most iterations of the minimiser, for each problem that is minimised by itself; the default is 1000.</summary>
    public int MaxIterations { get; init; } = 1000;

    /// <summary>Ends the fit with the best so far after this time; the default is no limit.</summary>
    public TimeSpan MaxTime { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>
    /// The fit has converged when no component of the gradient, in the minimiser's coordinates, is larger than this fraction of the loss; the default is 1e-7.
    /// </summary>
    public double Tolerance { get; init; } = 1e-7;

    /// <summary>Cores, refinement and cancellation of the solves. Cancelling ends the fit with the best so far.</summary>
    public SolveOptions Solve { get; init; } = SolveOptions.Default;

    /// <summary>Is told of every improvement, one at a time, on the thread that found it; or null.</summary>
    public IProgress<FitProgress>? Progress { get; init; }
}
