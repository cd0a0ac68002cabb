using System;
using System.Collections.Concurrent;
using System.Linq;
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
    /// <summary>Differentiates.</summary>
    /// <returns>Which derivatives are wanted and not computed, as a sentence; null where there are none.</returns>
    public static string? Run(AdjointRun run)
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
        return MarkTimes(run);
    }

    /// <summary>Makes the derivatives with respect to times NaN, where they are wanted.</summary>
    private static string? MarkTimes(AdjointRun run)
    {
        var values = run.Inputs;
        var times = Enumerable.Range(0, values.Slots.Count).Where(slot => values.Slots[slot].Kind is ValueKind.Start or ValueKind.Steps && !values.IsDiscarded(slot)).ToArray();
        foreach (var slot in times)
        {
            for (var row = 0; row < values.RowsOf(slot); row++)
            {
                for (var trajectory = 0; trajectory < values.TrajectoryCount; trajectory++)
                {
                    if (run.Solution.Reports[trajectory].HasSolution)
                    {
                        values.NumberAt(slot, row, trajectory) = double.NaN;
                    }
                }
            }
        }

        return times.Length == 0
            ? null
            : $"{run.Solution.Model.Name}: derivatives with respect to {string.Join(" and ", times.Select(slot => $"Inputs.{values.NameOf(slot)}"))} are not computed where the solver takes steps of its own (SolveOptions.RelativeTolerance); they are NaN.";
    }

    private static Span<Lane1> Lanes(double[] numbers) => MemoryMarshal.Cast<double, Lane1>(numbers.AsSpan());
}
