using System;
using System.Threading;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Solving;

/// <summary>How a batch is solved or differentiated.</summary>
public sealed record SolveOptions
{
    /// <summary>All cores, one refinement, nothing kept, no data followed.</summary>
    public static SolveOptions Default { get; } = new();

    /// <summary>On how many cores, at most; -1 (the default) stands for all of them.</summary>
    public int MaxDegreeOfParallelism { get; init; } = -1;

    /// <summary>Ends the work between two blocks of trajectories with an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>
    /// Whether to improve the solution by one step of iterative refinement (the default), with residuals computed from the rows: two to four digits more on long
    /// grids for about twice the time. Without it the reports carry neither residual nor correction. A model in single precision is refined until six digits or more are right; without
    /// it, it has the four to six that single precision leaves, and its gradients two.
    /// </summary>
    public bool Refine { get; init; } = true;

    /// <summary>
    /// Whether the solution keeps its factor, so that gradients need not factorise again. It costs memory in proportion to the grid points of the batch; worthwhile where
    /// one solution is differentiated several times, or where the batch is small enough to stay in cache.
    /// </summary>
    public bool KeepFactor { get; init; }

    /// <summary>
    /// Whether to estimate the error of every number of the solution, of discretisation and rounding together, for about the cost of one or two solves. It is read as
    /// <see cref="StateTrajectory.Error"/>, and its largest relative value from <see cref="TrajectoryReport.ErrorEstimate"/>. The solution itself stays as it is.
    /// </summary>
    public bool EstimateError { get; init; }

    /// <summary>Whether to estimate the condition number of the least-squares problem, <see cref="TrajectoryReport.Condition"/>; it costs several solves.</summary>
    public bool EstimateCondition { get; init; }

    /// <summary>For nonlinear equations: how many times they are linearised over the whole grid, at most.</summary>
    public int MaxIterations { get; init; } = 50;

    /// <summary>For nonlinear equations: the iterations end when a step is no larger than this, relative to the solution.</summary>
    public double Tolerance { get; init; } = 1e-10;

    /// <summary>
    /// For nonlinear equations: trajectories to start from, of the same model and shape, such as an earlier solution or one made from data. Without them an
    /// initial-value problem is first marched from point to point; other problems start from their given values held constant.
    /// </summary>
    public ModelTrajectories? Start { get; init; }

    /// <summary>
    /// Whether the solution follows the observed values of its inputs: each is then a row of the least-squares problem, as boundary values are, or data that a solution is to be drawn towards. As it is at
    /// first, false, a solve predicts from equations and initial values alone, whatever was observed; so the inputs of an estimate can be solved with as they are. A gradient follows what its solve did.
    /// </summary>
    public bool FollowData { get; init; }

    internal bool Estimates => EstimateError || EstimateCondition;

    internal int Workers
    {
        get
        {
            if (MaxDegreeOfParallelism is < -1 or 0)
            {
                throw new InvalidOperationException($"SolveOptions.MaxDegreeOfParallelism is {MaxDegreeOfParallelism}. Give a number of cores, 1 or more, or -1 for all of them.");
            }

            return MaxDegreeOfParallelism == -1 ? Environment.ProcessorCount : MaxDegreeOfParallelism;
        }
    }
}
