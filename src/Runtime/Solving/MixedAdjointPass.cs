using System;
using ScalableMNN.Runtime.Lanes;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Solving;

/// <summary>
/// Differentiates the lane blocks of a batch with a factor in single precision: lambda = M^-1 dL/dz, refined in double precision, and the chain rule to the values.
/// </summary>
internal static class MixedAdjointPass<TModel, TSingle, TDouble>
    where TModel : IMechanisticModel<TModel>
    where TSingle : unmanaged, ISingleLane<TSingle, TDouble>
    where TDouble : unmanaged, ILane<TDouble>
{
    private static readonly Action<AdjointRun, int, LaneArray> Work = static (run, block, scratch) => DifferentiateBlock(run, block, scratch);

    public static void Run(AdjointRun run)
    {
        var problem = run.Solution.Problem;
        var layout = new MixedLayout(problem.Model.Layout, problem.Points);
        var scratch = layout.Scratch(6) + problem.Model.Layout.Header + layout.Steps + (run.Record.Kept is null ? layout.Kept : 0);
        AdjointPass<TModel, TDouble>.Run(run, TSingle.Count, scratch * TSingle.Count, Work);
    }

    private static void DifferentiateBlock(AdjointRun run, int index, LaneArray scratch)
    {
        var problem = run.Solution.Problem;
        var arrays = new MixedArrays<TSingle, TDouble>(problem, index, scratch, run.Record.Kept?[index]);
        var parts = MixedArrays<TSingle, TDouble>.Parts;
        if (run.Record.Kept is null)
        {
            for (var part = 0; part < parts; part++)
            {
                arrays.Pack(problem, part);
            }

            arrays.NarrowValues();
            TModel.Factorise(arrays.Block, arrays.Vector, out _);
        }

        var z = arrays.TakeVectors();
        var cotangent = arrays.TakeVectors();
        var lambda = arrays.TakeVectors();
        lambda.Clear();
        for (var part = 0; part < parts; part++)
        {
            var (first, count, _) = arrays.TrajectoriesOf(part);
            var ownZ = MixedArrays<TSingle, TDouble>.PartOf(z, part);
            var ownCotangent = MixedArrays<TSingle, TDouble>.PartOf(cotangent, part);
            if (count == TDouble.Count)
            {
                AdjointPass<TModel, TDouble>.Scale<FullBlock>(run, arrays.Exact(part), arrays.Scales, arrays.Inverses, ownZ, ownCotangent, first, count);
            }
            else
            {
                AdjointPass<TModel, TDouble>.Scale<RaggedBlock>(run, arrays.Exact(part), arrays.Scales, arrays.Inverses, ownZ, ownCotangent, first, count);
            }
        }

        // From zero, whose residual is the cotangent. It is also the residual that evaluates the rows for the chain rule.
        Span<double> unused = stackalloc double[2 * TSingle.Count];
        new MixedRefinement<TModel, TSingle, TDouble>(arrays.TakeVectors(), arrays.TakeVectors(), arrays.TakeVectors(), unused[..TSingle.Count], unused[TSingle.Count..])
            .Run(arrays, lambda, TDouble.Zero, cotangent, run.Options.Refine);
        var headers = arrays.Take<TDouble>(problem.Model.Layout.Header);
        var steps = arrays.Take<TDouble>(arrays.Exact(0).Steps.Length);
        for (var part = 0; part < parts; part++)
        {
            var (first, count, isEmpty) = arrays.TrajectoriesOf(part);
            if (isEmpty)
            {
                continue;
            }

            headers.Clear();
            steps.Clear();
            TModel.Chain(arrays.Exact(part), MixedArrays<TSingle, TDouble>.PartOf(z, part), MixedArrays<TSingle, TDouble>.PartOf(lambda, part), headers, steps);
            if (count == TDouble.Count)
            {
                AdjointPass<TModel, TDouble>.Unpack<FullBlock>(run, headers, steps, first, count);
            }
            else
            {
                AdjointPass<TModel, TDouble>.Unpack<RaggedBlock>(run, headers, steps, first, count);
            }

            AdjointPass<TModel, TDouble>.ClearFailed(run, first, count);
        }
    }
}
