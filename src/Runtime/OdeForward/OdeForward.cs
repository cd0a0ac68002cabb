using System;
using ScalableMNN.Runtime.Banded;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime;

/// <summary>
/// Solves linear ordinary differential equations whose sizes are known only at run time, by block-banded least squares in time and memory linear in the number of grid points, with
/// exact gradients: the normal equations in unknowns scaled by powers of the step, one factorisation, and one step of iterative refinement whose residual comes from the rows.
/// </summary>
/// <remarks>
/// <para>The formulation is that of the Scalable Mechanistic Neural Network (Chen et al., ICLR 2025, arXiv 2410.06074).</para>
/// <para>The result of a trajectory is the same to the last bit whatever other trajectories are in the batch. A trajectory that fails is NaN, its report says why and where, and no other
/// trajectory is affected. Nothing is shared between solves: any number of threads may call at once.</para>
/// </remarks>
public static class OdeForward
{
    /// <summary>Solves a problem.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="options">How to work.</param>
    /// <returns>The solution. Disposing it returns its memory for the next solve.</returns>
    /// <exception cref="ArgumentException">A shape is wrong or a batch is empty; the message names the input, the shape it has and the one wanted.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static OdeSolution Solve(OdeProblem problem, OdeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(problem);
        options ??= OdeOptions.Default;
        var shape = OdeShape.Of(problem);
        var engine = BandedEngine.Create(shape, options.LaneWidth);
        var factors = options.KeepFactor ? new LaneMemory?[engine.Blocks] : null;
        var solves = options.KeepFactor ? new LaneMemory?[engine.Blocks] : null;
        try
        {
            var solution = GC.AllocateUninitializedArray<double>(checked(shape.Trajectories * shape.Points * shape.Unknowns));
            var reports = new TrajectoryReport[shape.Trajectories];
            engine.Solve(shape, factors, solves, solution, reports, options);
            var result = new OdeSolution(shape, engine, factors ?? [], solves ?? [], solution, reports, options);
            factors = null;
            solves = null;
            return result;
        }
        finally
        {
            Release(factors);
            Release(solves);
        }
    }

    /// <summary>Factorises a problem once, for many right-hand sides and initial values.</summary>
    /// <param name="problem">
    /// The problem. Its right-hand sides and initial values count only by their shapes: they say, with the other inputs, which batch shape solves will have, and at which points and orders
    /// values are given.
    /// </param>
    /// <param name="options">How to work.</param>
    /// <returns>The factor. Disposing it returns its memory.</returns>
    /// <exception cref="ArgumentException">A shape is wrong or a batch is empty; the message names the input, the shape it has and the one wanted.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static OdeFactor Factorise(OdeProblem problem, OdeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(problem);
        options ??= OdeOptions.Default;
        var shape = OdeShape.Of(problem);
        var engine = BandedEngine.Create(shape, options.LaneWidth);
        var memory = new LaneMemory?[engine.Blocks];
        var reports = new FactorReport[shape.Trajectories];
        var done = false;
        try
        {
            engine.Factorise(shape, memory, reports, options);
            done = true;
            return new OdeFactor(shape, engine, memory, reports);
        }
        finally
        {
            if (!done)
            {
                Release(memory);
            }
        }
    }

    /// <summary>Releases what was rented before something went wrong.</summary>
    internal static void Release(LaneMemory?[]? memories)
    {
        foreach (var memory in memories ?? [])
        {
            memory?.Release();
        }
    }
}
