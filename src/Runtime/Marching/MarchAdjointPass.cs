using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using ScalableMNN.Runtime.Lanes;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Marching;

/// <summary>
/// Differentiates marched trajectories: marches again, keeping the steps, and then backward through the exact derivatives of every step. Step sizes are constants of the derivative.
/// Derivatives with respect to times (the start and the steps of the grid) are not computed, and are NaN.
/// </summary>
internal static class MarchAdjointPass<TModel>
    where TModel : IMechanisticModel<TModel>
{
    public static void Run(AdjointRun run)
    {
        var problem = run.Solution.Problem;
        var options = run.Record.Options with { MaxDegreeOfParallelism = run.Options.MaxDegreeOfParallelism, CancellationToken = run.Options.CancellationToken };
        var method = RadauMethod.For(options.RelativeTolerance);
        var idle = new ConcurrentBag<MarchAdjoint<TModel>>();
        AdjointPass<TModel, Lane1>.Run(run, 1, 1, (adjoint, trajectory, _) =>
        {
            var march = idle.TryTake(out var one) ? one : new MarchAdjoint<TModel>(problem, options, method);
            march.Clear();
            if (adjoint.Solution.Reports[trajectory].HasSolution)
            {
                march.Run(adjoint.Solution, adjoint.Cotangent, trajectory);
            }

            AdjointPass<TModel, Lane1>.Unpack<FullBlock>(adjoint, Lanes(march.Header), Lanes(march.Given), trajectory, 1);
            AdjointPass<TModel, Lane1>.ClearFailed(adjoint, trajectory, 1);
            idle.Add(march);
        });
    }

    private static Span<Lane1> Lanes(double[] numbers) => MemoryMarshal.Cast<double, Lane1>(numbers.AsSpan());
}
