using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Lanes;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Solving;

/// <summary>Solves the lane blocks of a batch: pack, factorise, substitute, refine once, unpack.</summary>
internal static class ForwardPass<TModel, TLane>
    where TModel : IMechanisticModel<TModel>
    where TLane : unmanaged, ILane<TLane>
{
    /// <summary>A refinement step larger than this, relative to the solution, means that few digits are left.</summary>
    internal const double LargestCorrection = 1e-3;

    private static readonly Action<(ModelTrajectories Solution, SolveRecord Record), int, LaneArray> Work =
        static (state, block, scratch) => SolveBlock(state.Solution, state.Record, block, scratch);

    public static void Run(ModelTrajectories solution, SolveRecord record)
    {
        var layout = new BlockLayout(solution.Model.Layout, solution.PointCount);
        var blocks = (solution.TrajectoryCount + TLane.Count - 1) / TLane.Count;
        var scratch = layout.Scratch((record.Options.Refine ? 2 : 1) + (record.Options.Estimates ? 2 : 0)) + (record.Kept is null ? layout.Kept : 0);
        if (!solution.Model.IsLinear)
        {
            NonlinearPass<TModel, TLane>.Run(solution, record, blocks);
            return;
        }

        LaneBlocks.ForEach(blocks, scratch * TLane.Count, record.Options, (solution, record), Work);
    }

    private static void SolveBlock(ModelTrajectories solution, SolveRecord record, int index, LaneArray scratch)
    {
        var problem = solution.Problem;
        var first = index * TLane.Count;
        var count = Math.Min(TLane.Count, problem.Trajectories - first);
        var arrays = new BlockArrays<TLane>(problem, scratch, record.Kept?[index]);
        var block = arrays.Block;
        var isFull = count == TLane.Count;
        var sound = isFull
            ? Packing<TLane>.Pack<FullBlock>(problem, first, count, block.Header, block.Steps)
            : Packing<TLane>.Pack<RaggedBlock>(problem, first, count, block.Header, block.Steps);

        var z = arrays.TakeVector();
        var correction = record.Options.Refine ? arrays.TakeVector() : default;
        TModel.Factorise(block, z, out var failure);
        TModel.Substitute(block, z);
        var squares = TLane.Zero;
        if (record.Options.Refine)
        {
            TModel.Residual(block, z, TLane.One, correction, out squares);
            TModel.Reduce(block, correction);
            TModel.Substitute(block, correction);
        }

        // The estimates want the solution as it is, and their room before they need it is free.
        var room = record.Options.Estimates ? arrays.TakeVector() : z;
        Span<TLane> sizes = [TLane.Zero, TLane.Zero, squares, failure];
        if (isFull)
        {
            Unpack<FullBlock>(solution, block, arrays.Scales, z, correction, room, first, count, sizes);
        }
        else
        {
            Unpack<RaggedBlock>(solution, block, arrays.Scales, z, correction, room, first, count, sizes);
        }

        Report(solution, record, sound, first, count, Packing<TLane>.Numbers(sizes));
        if (record.Options.Estimates)
        {
            for (var i = 0; i < correction.Length; i++)
            {
                z[i] += correction[i];
            }

            EstimatePass<TModel, TLane>.Run(solution, record.Options, block, z, room, arrays.TakeVector(), first, count);
        }
    }

    /// <summary>Adds the correction, undoes the scaling and writes the block's trajectories; leaves the squares of solution and correction in the first two sizes.</summary>
    /// <param name="solution">Receives the trajectories.</param>
    /// <param name="block">The block.</param>
    /// <param name="scales">Room for the scales of a grid point.</param>
    /// <param name="z">The solution.</param>
    /// <param name="correction">What is added to it, or nothing.</param>
    /// <param name="room">Room for the unscaled solution; it may be that of <paramref name="z"/>.</param>
    /// <param name="first">The block's first trajectory.</param>
    /// <param name="count">How many trajectories it has.</param>
    /// <param name="sizes">Receives the squares.</param>
    internal static void Unpack<TWidth>(
        ModelTrajectories solution,
        LaneBlock<TLane> block,
        Span<TLane> scales,
        ReadOnlySpan<TLane> z,
        ReadOnlySpan<TLane> correction,
        Span<TLane> room,
        int first,
        int count,
        Span<TLane> sizes)
        where TWidth : IBlockWidth
    {
        var layout = solution.Layout;
        ref var target = ref solution.Storage[layout.IndexOf(0, first)];
        if (layout.TrajectoryStride == 1)
        {
            Unscale<TWidth>(solution.Problem, block, scales, z, correction, ref target, layout.RowStride, count, sizes);
        }
        else
        {
            Unscale<FullBlock>(solution.Problem, block, scales, z, correction, ref Packing<TLane>.Numbers(room)[0], TLane.Count, count, sizes);
            Packing<TLane>.WriteColumn<TWidth>(ref target, layout, solution.PointCount * scales.Length, count, ref room[0], 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Unscale<TWidth>(
        Problem problem,
        LaneBlock<TLane> block,
        Span<TLane> scales,
        ReadOnlySpan<TLane> z,
        ReadOnlySpan<TLane> correction,
        ref double target,
        nint stride,
        int count,
        Span<TLane> sizes)
        where TWidth : IBlockWidth
    {
        var orders = problem.Orders;
        var perStep = problem.StepsPer == Per.Step;
        var width = problem.Steps.Length;
        var stepIndex = problem.StepIndex;
        if (!perStep)
        {
            var step = stepIndex < 0 ? TLane.Create(problem.Model.Grid.StepSize) : block.Header[stepIndex];
            Packing<TLane>.FillScales(orders, TLane.One / step, scales);
        }

        var zz = TLane.Zero;
        var dd = TLane.Zero;
        ref var value = ref MemoryMarshal.GetReference(z);
        ref var shift = ref MemoryMarshal.GetReference(correction);
        nint at = 0;
        nint i = 0;
        for (var point = 0; point < problem.Points; point++)
        {
            if (perStep)
            {
                Packing<TLane>.FillScales(orders, TLane.One / block.Steps[(point * width) + stepIndex], scales);
            }

            if (correction.IsEmpty)
            {
                for (var n = 0; n < scales.Length; n++)
                {
                    var plain = Unsafe.Add(ref value, i);
                    zz = TLane.MultiplyAdd(plain, plain, zz);
                    Packing<TLane>.Store<TWidth>(ref Unsafe.Add(ref target, at), count, plain * scales[n]);
                    at += stride;
                    i++;
                }
            }
            else
            {
                for (var n = 0; n < scales.Length; n++)
                {
                    var move = Unsafe.Add(ref shift, i);
                    var sum = Unsafe.Add(ref value, i) + move;
                    zz = TLane.MultiplyAdd(sum, sum, zz);
                    dd = TLane.MultiplyAdd(move, move, dd);
                    Packing<TLane>.Store<TWidth>(ref Unsafe.Add(ref target, at), count, sum * scales[n]);
                    at += stride;
                    i++;
                }
            }
        }

        sizes[0] = zz;
        sizes[1] = dd;
    }

    /// <summary>Reports each trajectory, from each lane's squares of solution, correction and residual and the step at which its factorisation failed.</summary>
    /// <param name="solution">What was computed.</param>
    /// <param name="record">How.</param>
    /// <param name="sound">Whether all values are finite and all steps positive.</param>
    /// <param name="first">The first of the trajectories.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="numbers">The numbers of each lane.</param>
    /// <param name="lostAt">Where the march of a nonlinear model lost each trajectory; what it reached before is kept.</param>
    internal static void Report(
        ModelTrajectories solution, SolveRecord record, bool sound, int first, int count, ReadOnlySpan<double> numbers, ReadOnlySpan<double> lostAt = default)
    {
        var lanes = TLane.Count;
        for (var i = 0; i < count; i++)
        {
            double zz = numbers[i], dd = numbers[lanes + i], squares = numbers[(2 * lanes) + i], failure = numbers[(3 * lanes) + i];
            var residual = record.Options.Refine ? Math.Sqrt(squares) : double.NaN;
            var size = record.Options.Refine ? (dd == 0 ? 0 : Math.Sqrt(dd / zz)) : double.NaN;
            if (sound && double.IsPositiveInfinity(failure) && double.IsFinite(zz + dd))
            {
                // The common case.
                solution.MutableReports[first + i] = new TrajectoryReport(size > LargestCorrection ? SolveStatus.IllConditioned : SolveStatus.Ok, -1, residual, size);
                continue;
            }

            var fault = sound ? default : solution.Problem.FindFault(first + i);
            var status = fault.Status != SolveStatus.Ok ? fault.Status
                : double.IsFinite(failure) ? SolveStatus.NotPositiveDefinite
                : HasFiniteSolution(solution, first + i) ? SolveStatus.Ok
                : SolveStatus.NotFinite;
            if (status == SolveStatus.Ok)
            {
                // Finite, but (unless batch mates are the matter) too large to be squared: the ratio of squares is not known.
                var isKnown = double.IsFinite(zz + dd);
                status = isKnown && size > LargestCorrection ? SolveStatus.IllConditioned : SolveStatus.Ok;
                solution.MutableReports[first + i] = new TrajectoryReport(status, -1, residual, isKnown ? size : double.NaN);
                continue;
            }

            var step = status == SolveStatus.NotPositiveDefinite ? (int)failure : fault.Status != SolveStatus.Ok ? fault.Step : -1;
            if (fault.Status == SolveStatus.Ok && CauseOfFailure.Find(solution, record.Options.Start, first + i, failure) is { } cause)
            {
                // Nothing is left free: an equation has no finite value.
                solution.SetCause(first + i, cause);
                (status, step) = (SolveStatus.NotFinite, cause.Point);
            }

            solution.MutableReports[first + i] = new TrajectoryReport(status, step, double.NaN, double.NaN);
            if (lostAt.IsEmpty || !double.IsFinite(lostAt[i]))
            {
                solution.Erase(first + i, 0);
            }
        }
    }

    private static bool HasFiniteSolution(ModelTrajectories solution, int trajectory)
    {
        var numbers = solution.Storage;
        for (var row = 0; row < solution.PointCount * solution.Model.Layout.Unknowns; row++)
        {
            if (!double.IsFinite(numbers[solution.Layout.IndexOf(row, trajectory)]))
            {
                return false;
            }
        }

        return true;
    }
}
