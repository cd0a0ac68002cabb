using System;
using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Lanes;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Solving;

/// <summary>
/// Differentiates the lane blocks of a batch: lambda = M^-1 dL/dz with the factor of the solve (or the same one made again), refined once, and the chain rule to the values.
/// </summary>
internal static class AdjointPass<TModel, TLane>
    where TModel : IMechanisticModel<TModel>
    where TLane : unmanaged, ILane<TLane>
{
    private static readonly Action<AdjointRun, int, LaneArray> Work = static (run, block, scratch) => DifferentiateBlock(run, block, scratch);

    public static void Run(AdjointRun run)
    {
        var problem = run.Solution.Problem;
        var layout = new BlockLayout(problem.Model.Layout, problem.Points);
        var scratch = layout.Scratch(run.Options.Refine ? 4 : 3) + layout.Header + layout.Steps + (run.Record.Kept is null ? layout.Kept : 0);
        Run(run, TLane.Count, scratch * TLane.Count, Work);
    }

    /// <summary>Does the work of every block, and sums what trajectories share.</summary>
    internal static void Run(AdjointRun run, int lanes, int scratch, Action<AdjointRun, int, LaneArray> work)
    {
        var problem = run.Solution.Problem;
        var blocks = (problem.Trajectories + lanes - 1) / lanes;
        var shared = 0;
        foreach (ref readonly var source in problem.Header.AsSpan())
        {
            shared += source.Shared ? 1 : 0;
        }

        run.Shared = shared == 0 ? [] : ArrayPool<double>.Shared.Rent(shared * problem.Trajectories);
        LaneBlocks.ForEach(blocks, scratch, run.Options, run, work);
        run.Fault = run.IsSuspect ? GradientFault.Find(run) : null;
        if (shared > 0)
        {
            SumShared(run, problem);
            ArrayPool<double>.Shared.Return(run.Shared);
        }
    }

    private static void DifferentiateBlock(AdjointRun run, int index, LaneArray scratch)
    {
        var problem = run.Solution.Problem;
        var first = index * TLane.Count;
        var count = Math.Min(TLane.Count, problem.Trajectories - first);
        var isFull = count == TLane.Count;
        var arrays = new BlockArrays<TLane>(problem, scratch, run.Record.Kept?[index]);
        var z = arrays.TakeVector();
        var block = problem.Model.IsLinear ? arrays.Block : arrays.Block with { Iterate = z };
        var cotangent = arrays.TakeVector();
        var lambda = arrays.TakeVector();
        if (run.Record.Kept is null)
        {
            if (isFull)
            {
                Packing<TLane>.Pack<FullBlock>(problem, first, count, block.Header, block.Steps);
            }
            else
            {
                Packing<TLane>.Pack<RaggedBlock>(problem, first, count, block.Header, block.Steps);
            }
        }

        var inverses = arrays.Take(arrays.Scales.Length);
        if (isFull)
        {
            Scale<FullBlock>(run, block, arrays.Scales, inverses, z, cotangent, first, count);
        }
        else
        {
            Scale<RaggedBlock>(run, block, arrays.Scales, inverses, z, cotangent, first, count);
        }

        if (run.Record.Kept is null)
        {
            TModel.Factorise(block, lambda, out _);
        }

        var header = arrays.Take(block.Header.Length);
        var steps = arrays.Take(block.Steps.Length);
        header.Clear();
        steps.Clear();
        cotangent.CopyTo(lambda);
        TModel.Reduce(block, lambda);
        TModel.Substitute(block, lambda);
        if (run.Options.Refine)
        {
            // With scale zero the residual is -M lambda, computed from the rows.
            var correction = arrays.TakeVector();
            TModel.Residual(block, lambda, TLane.Zero, correction, out _);
            Add(correction, cotangent);
            TModel.Reduce(block, correction);
            TModel.Substitute(block, correction);
            Add(lambda, correction);
        }

        TModel.Chain(block, z, lambda, header, steps);
        if (isFull)
        {
            Unpack<FullBlock>(run, header, steps, first, count);
        }
        else
        {
            Unpack<RaggedBlock>(run, header, steps, first, count);
        }

        ClearFailed(run, first, count);
    }

    /// <summary>Reads solution and cotangent in the kernels' scaling, z = h^r u and dL/dz = h^-r dL/du.</summary>
    internal static void Scale<TWidth>(AdjointRun run, LaneBlock<TLane> block, Span<TLane> scales, Span<TLane> inverses, Span<TLane> z, Span<TLane> cotangent, int first, int count)
        where TWidth : IBlockWidth
    {
        ref var values = ref run.Solution.Storage[run.Solution.Layout.IndexOf(0, first)];
        ref var derivatives = ref run.Cotangent.Storage[run.Cotangent.Layout.IndexOf(0, first)];
        var (own, given) = (run.Solution.Layout, run.Cotangent.Layout);
        if (own.TrajectoryStride == 1 && given.TrajectoryStride == 1)
        {
            Scale<TWidth>(run.Solution.Problem, block, scales, inverses, ref values, own.RowStride, ref derivatives, given.RowStride, z, cotangent, count);
        }
        else
        {
            var rows = run.Solution.PointCount * scales.Length;
            Packing<TLane>.ReadColumn<TWidth>(ref values, own, rows, count, ref z[0], 1, TLane.Zero);
            Packing<TLane>.ReadColumn<TWidth>(ref derivatives, given, rows, count, ref cotangent[0], 1, TLane.Zero);
            Scale<FullBlock>(
                run.Solution.Problem, block, scales, inverses, ref Packing<TLane>.Numbers(z)[0], TLane.Count, ref Packing<TLane>.Numbers(cotangent)[0], TLane.Count, z, cotangent, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Scale<TWidth>(
        Problem problem,
        LaneBlock<TLane> block,
        Span<TLane> scales,
        Span<TLane> inverses,
        ref double values,
        nint valueStride,
        ref double derivatives,
        nint derivativeStride,
        Span<TLane> z,
        Span<TLane> cotangent,
        int count)
        where TWidth : IBlockWidth
    {
        var orders = problem.Orders;
        var perStep = problem.StepsPer == Per.Step;
        var width = problem.Steps.Length;
        var stepIndex = problem.StepIndex;
        if (!perStep)
        {
            var step = stepIndex < 0 ? TLane.Create(problem.Model.Grid.StepSize) : block.Header[stepIndex];
            Packing<TLane>.FillScales(orders, step, scales);
            Packing<TLane>.FillScales(orders, TLane.One / step, inverses);
        }

        ref var value = ref MemoryMarshal.GetReference(z);
        ref var derivative = ref MemoryMarshal.GetReference(cotangent);
        nint from = 0, at = 0;
        nint i = 0;
        for (var point = 0; point < problem.Points; point++)
        {
            if (perStep)
            {
                var step = block.Steps[(point * width) + stepIndex];
                Packing<TLane>.FillScales(orders, step, scales);
                Packing<TLane>.FillScales(orders, TLane.One / step, inverses);
            }

            for (var n = 0; n < scales.Length; n++)
            {
                Unsafe.Add(ref value, i) = Packing<TLane>.Load<TWidth>(ref Unsafe.Add(ref values, from), count) * scales[n];
                Unsafe.Add(ref derivative, i) = Packing<TLane>.Load<TWidth>(ref Unsafe.Add(ref derivatives, at), count) * inverses[n];
                from += valueStride;
                at += derivativeStride;
                i++;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Add(Span<TLane> target, ReadOnlySpan<TLane> addend)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] += addend[i];
        }
    }

    internal static void Unpack<TWidth>(AdjointRun run, Span<TLane> header, Span<TLane> steps, int first, int count)
        where TWidth : IBlockWidth
    {
        var problem = run.Solution.Problem;
        var shared = 0;
        if (!IsFinite(header) || !IsFinite(steps))
        {
            run.IsSuspect = true;
        }

        for (var i = 0; i < header.Length; i++)
        {
            ref readonly var source = ref problem.Header[i];
            if (source.Shared)
            {
                Packing<TLane>.Store<TWidth>(ref run.Shared[(shared++ * problem.Trajectories) + first], count, header[i]);
            }
            else if (run.TargetOf(source) is { IsDiscarded: false } target)
            {
                Packing<TLane>.WriteColumn<TWidth>(ref target.First(first), target.Layout, 1, count, ref header[i], 1);
            }
        }

        var width = problem.Steps.Length;
        for (var i = 0; i < width; i++)
        {
            var target = run.TargetOf(problem.Steps[i]);
            if (target.Rows == 0 || target.Part == ValuePart.Presence || target.IsDiscarded)
            {
                continue;
            }

            // What lies beyond the last row repeats it, so its derivatives belong to that row.
            var end = ((target.Rows - 1) * width) + i;
            for (var at = end + width; at < steps.Length; at += width)
            {
                steps[end] += steps[at];
            }

            Packing<TLane>.WriteColumn<TWidth>(ref target.First(first), target.Layout, target.Rows, count, ref steps[i], width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static bool IsFinite(ReadOnlySpan<TLane> derivatives)
    {
        // Zero times a number that is not finite is NaN, and stays it through the sum.
        var suspect = TLane.Zero;
        foreach (var derivative in derivatives)
        {
            suspect = TLane.MultiplyAdd(derivative, TLane.Zero, suspect);
        }

        return !Packing<TLane>.Numbers(new Span<TLane>(ref suspect)).ContainsAnyExcept(0.0);
    }

    internal static void ClearFailed(AdjointRun run, int first, int count)
    {
        var problem = run.Solution.Problem;
        for (var trajectory = first; trajectory < first + count; trajectory++)
        {
            if (run.Solution.Reports[trajectory].HasSolution)
            {
                continue;
            }

            var shared = 0;
            foreach (ref readonly var source in problem.Header.AsSpan())
            {
                if (source.Shared)
                {
                    run.Shared[(shared++ * problem.Trajectories) + trajectory] = 0;
                }
                else if (run.TargetOf(source) is { IsDiscarded: false } target)
                {
                    target.First(trajectory) = 0;
                }
            }

            foreach (ref readonly var source in problem.Steps.AsSpan())
            {
                var target = run.TargetOf(source);
                for (var row = 0; row < source.Rows && !target.IsDiscarded; row++)
                {
                    target.Values.NumberAt(target.Slot, row, trajectory) = 0;
                }
            }
        }
    }

    internal static void SumShared(AdjointRun run, Problem problem)
    {
        var shared = 0;
        foreach (ref readonly var source in problem.Header.AsSpan())
        {
            if (!source.Shared)
            {
                continue;
            }

            var sum = 0.0;
            foreach (var part in run.Shared.AsSpan(shared++ * problem.Trajectories, problem.Trajectories))
            {
                sum += part;
            }

            if (run.TargetOf(source) is { IsDiscarded: false } target)
            {
                target.First(0) = sum;
            }
        }
    }
}
