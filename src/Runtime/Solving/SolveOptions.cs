using System;
using System.Collections.Generic;
using System.Linq;
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
    /// Whether to estimate the error of every number of the solution, of discretisation and rounding together, for about the cost of one or two solves; where the model can be solved with a tolerance, by that. It is read as
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

    /// <summary>
    /// For nonlinear equations on a grid: whether to compare the solution with what the equations do from the same initial values, marched with a coarse tolerance (the default). Where the two are more than a tenth
    /// of a state's size apart, the status is <see cref="SolveStatus.IllConditioned"/>, with the step. It costs a tenth to a half of the solve; not where errors grow by themselves, as in chaos, nor on accelerators.
    /// </summary>
    public bool CheckResolution { get; init; } = true;

    /// <summary>
    /// The error that each step of an initial-value problem may make, relative to the size of each state; 0 (the default) solves on the grid as it is, and inputs of a schedule, or a model with events, with 1e-8. With a tolerance the grid points are merely the times at
    /// which values are wanted: the solver takes steps of its own between them, by Radau IIA methods of order 5, 9 or 13, so that stiff equations and grids that are far too coarse are solved as well.
    /// </summary>
    /// <remarks>
    /// The error of the solution is about as large as the tolerance for equations whose solutions do not drift apart. Values that are given at grid points are taken as linear between them.
    /// Gradients take the steps as constants; those with respect to times are NaN.
    /// </remarks>
    public double RelativeTolerance { get; init; }

    /// <summary>
    /// The size below which a state and its derivatives do not count, in their own units: the error may always be this large. NaN (the default) stands for a thousandth of the relative tolerance, of the largest
    /// size that the state has had so far, so that units do not matter.
    /// </summary>
    public double AbsoluteTolerance { get; init; } = double.NaN;

    /// <summary>Absolute tolerances of single states, by their names; they go before <see cref="AbsoluteTolerance"/>.</summary>
    public IReadOnlyDictionary<string, double> AbsoluteTolerances { get; init; } = new Dictionary<string, double>();

    /// <summary>How many steps a trajectory may take with a tolerance, those that are repeated included.</summary>
    public int MaxSteps { get; init; } = 100_000;

    /// <summary>The relative tolerance of a solve with a schedule or events whose options give none.</summary>
    internal const double ToleranceOfSchedules = 1e-8;

    /// <summary>Whether steps are the solver's own.</summary>
    internal bool IsAdaptive => RelativeTolerance != 0;

    /// <summary>The absolute tolerance of a state; NaN where it follows from the relative one.</summary>
    internal double AbsoluteToleranceOf(string state) => AbsoluteTolerances.TryGetValue(state, out var tolerance) ? tolerance : AbsoluteTolerance;

    /// <summary>Throws where the tolerances make no sense for a model.</summary>
    internal void CheckTolerances(ModelDescription model)
    {
        if (!(RelativeTolerance is >= 1e-14 and <= 0.1))
        {
            throw new InvalidOperationException($"SolveOptions.RelativeTolerance is {RelativeTolerance}. Give a number between 1e-14 and 0.1, such as 1e-6; or 0 to solve on the grid as it is.");
        }

        if (AbsoluteTolerance < 0 || double.IsInfinity(AbsoluteTolerance))
        {
            throw new InvalidOperationException($"SolveOptions.AbsoluteTolerance is {AbsoluteTolerance}. Give a positive number, zero, or NaN to have it follow from the relative tolerance.");
        }

        if (MaxSteps < 1)
        {
            throw new InvalidOperationException($"SolveOptions.MaxSteps is {MaxSteps}. Give at least 1.");
        }

        foreach (var (state, tolerance) in AbsoluteTolerances)
        {
            if (!(tolerance >= 0) || double.IsInfinity(tolerance))
            {
                throw new InvalidOperationException($"SolveOptions.AbsoluteTolerances has {tolerance} for {state}. Give a positive number or zero.");
            }

            if (!model.States.Any(other => other.Name == state))
            {
                throw new InvalidOperationException($"SolveOptions.AbsoluteTolerances names {state}, which is no state of {model.Name}. Its states: {string.Join(", ", model.States.Select(static other => other.Name))}.");
            }
        }
    }

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
