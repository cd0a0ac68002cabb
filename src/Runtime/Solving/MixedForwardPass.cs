using System;
using System.Runtime.InteropServices;
using ScalableMNN.Runtime.Lanes;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Solving;

/// <summary>Solves the lane blocks of a batch with a factor in single precision: pack, factorise, substitute, refine in double precision, unpack.</summary>
internal static class MixedForwardPass<TModel, TSingle, TDouble>
    where TModel : IMechanisticModel<TModel>
    where TSingle : unmanaged, ISingleLane<TSingle, TDouble>
    where TDouble : unmanaged, ILane<TDouble>
{
    private static readonly Action<(ModelTrajectories Solution, SolveRecord Record), int, LaneArray> Work =
        static (state, block, scratch) => SolveBlock(state.Solution, state.Record, block, scratch);

    public static void Run(ModelTrajectories solution, SolveRecord record)
    {
        var layout = new MixedLayout(solution.Model.Layout, solution.PointCount);
        var blocks = (solution.TrajectoryCount + TSingle.Count - 1) / TSingle.Count;
        var scratch = layout.Scratch(record.Options.Refine ? 4 : 1) + (record.Kept is null ? layout.Kept : 0);
        LaneBlocks.ForEach(blocks, scratch * TSingle.Count, record.Options, (solution, record), Work);
    }

    private static void SolveBlock(ModelTrajectories solution, SolveRecord record, int index, LaneArray scratch)
    {
        var problem = solution.Problem;
        var arrays = new MixedArrays<TSingle, TDouble>(problem, index, scratch, record.Kept?[index]);
        var parts = MixedArrays<TSingle, TDouble>.Parts;
        Span<bool> sound = stackalloc bool[parts];
        for (var part = 0; part < parts; part++)
        {
            sound[part] = arrays.Pack(problem, part);
        }

        arrays.NarrowValues();
        TModel.Factorise(arrays.Block, arrays.Vector, out var failure);
        TModel.Substitute(arrays.Block, arrays.Vector);
        var z = arrays.TakeVectors();
        Narrowing<TSingle, TDouble>.Widen(arrays.Vector, z);
        Span<double> corrections = stackalloc double[TSingle.Count];
        Span<double> squares = stackalloc double[TSingle.Count];
        if (record.Options.Refine)
        {
            var residual = arrays.TakeVectors();
            new MixedRefinement<TModel, TSingle, TDouble>(residual, arrays.TakeVectors(), arrays.TakeVectors(), corrections, squares).Run(arrays, z, TDouble.One, default, refine: true);
            RestoreLost(arrays, corrections, z, residual, squares);
        }

        var failures = MemoryMarshal.Cast<TSingle, float>(new Span<TSingle>(ref failure));
        for (var part = 0; part < parts; part++)
        {
            var (first, count, isEmpty) = arrays.TrajectoriesOf(part);
            if (isEmpty)
            {
                continue;
            }

            Span<TDouble> sizes = [TDouble.Zero, TDouble.Zero, TDouble.Zero, TDouble.Zero];
            var own = MixedArrays<TSingle, TDouble>.PartOf(z, part);
            if (count == TDouble.Count)
            {
                ForwardPass<TModel, TDouble>.Unpack<FullBlock>(solution, arrays.Exact(part), arrays.Scales, own, default, own, first, count, sizes);
            }
            else
            {
                ForwardPass<TModel, TDouble>.Unpack<RaggedBlock>(solution, arrays.Exact(part), arrays.Scales, own, default, own, first, count, sizes);
            }

            var numbers = Packing<TDouble>.Numbers(sizes);
            for (var lane = 0; lane < TDouble.Count; lane++)
            {
                var at = (part * TDouble.Count) + lane;
                numbers[TDouble.Count + lane] = numbers[lane] * corrections[at] * corrections[at];
                numbers[(2 * TDouble.Count) + lane] = squares[at];
                numbers[(3 * TDouble.Count) + lane] = failures[at];
            }

            ForwardPass<TModel, TDouble>.Report(solution, record, sound[part], first, count, numbers);
        }
    }

    /// <summary>
    /// Where refinement does not converge the factor is no good for corrections, which go through M. The first solution went through the rows alone: it has digits left and is
    /// computed anew. The report says what the correction was.
    /// </summary>
    private static void RestoreLost(scoped in MixedArrays<TSingle, TDouble> arrays, ReadOnlySpan<double> corrections, Span<TDouble> z, Span<TDouble> room, Span<double> squares)
    {
        if (!corrections.ContainsAnyInRange(ForwardPass<TModel, TDouble>.LargestCorrection, double.PositiveInfinity))
        {
            return;
        }

        TModel.Factorise(arrays.Block, arrays.Vector, out _);
        TModel.Substitute(arrays.Block, arrays.Vector);
        Span<TDouble> lost = stackalloc TDouble[MixedArrays<TSingle, TDouble>.Parts];
        var flags = Packing<TDouble>.Numbers(lost);
        for (var lane = 0; lane < flags.Length; lane++)
        {
            flags[lane] = corrections[lane] > ForwardPass<TModel, TDouble>.LargestCorrection ? 1 : 0;
        }

        for (var part = 0; part < lost.Length; part++)
        {
            var own = MixedArrays<TSingle, TDouble>.PartOf(z, part);
            for (var i = 0; i < own.Length; i++)
            {
                own[i] = TDouble.Choose(lost[part], TSingle.Widen(arrays.Vector[i], part > 0), own[i]);
            }

            TModel.Residual(arrays.Exact(part), own, TDouble.One, MixedArrays<TSingle, TDouble>.PartOf(room, part), out var sum);
            var sums = Packing<TDouble>.Numbers(new Span<TDouble>(ref sum));
            for (var lane = 0; lane < TDouble.Count; lane++)
            {
                var at = (part * TDouble.Count) + lane;
                squares[at] = flags[at] == 0 ? squares[at] : sums[lane];
            }
        }
    }
}
