using System;
using System.Runtime.CompilerServices;
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
    private const double LargestCorrection = 1e-3;

    private static readonly Action<(ModelTrajectories Solution, SolveRecord Record), int, LaneArray> Work =
        static (state, block, scratch) => SolveBlock(state.Solution, state.Record, block, scratch);

    public static void Run(ModelTrajectories solution, SolveRecord record)
    {
        var layout = new BlockLayout(solution.Model.Layout, solution.PointCount);
        var blocks = (solution.TrajectoryCount + TLane.Count - 1) / TLane.Count;
        var scratch = layout.Scratch(record.Options.Refine ? 2 : 1) + (record.Kept is null ? layout.Kept : 0);
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
        var sound = Packing<TLane>.Pack(problem, first, count, block.Header, block.Steps);

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

        Span<TLane> sizes = [TLane.Zero, TLane.Zero, squares, failure];
        Unpack(solution, block, arrays.Scales, z, correction, first, count, ref sizes[0], ref sizes[1]);
        Report(solution, record, sound, first, count, Packing<TLane>.Numbers(sizes));
    }

    /// <summary>Adds the correction, undoes the scaling and writes the block's trajectories.</summary>
    internal static void Unpack(
        ModelTrajectories solution, in LaneBlock<TLane> block, Span<TLane> scales, ReadOnlySpan<TLane> z, ReadOnlySpan<TLane> correction, int first, int count, ref TLane solutionSize, ref TLane correctionSize)
    {
        var problem = solution.Problem;
        var unknowns = scales.Length;
        var perStep = problem.StepsPer == Per.Step;
        var width = problem.Steps.Length;
        if (!perStep)
        {
            var step = problem.StepIndex < 0 ? TLane.Create(problem.Model.Grid.StepSize) : block.Header[problem.StepIndex];
            Packing<TLane>.FillScales(problem, TLane.One / step, scales);
        }

        var zz = TLane.Zero;
        var dd = TLane.Zero;
        var stride = problem.Trajectories;
        ref var target = ref solution.Storage[first];
        nint at = 0;
        for (var point = 0; point < problem.Points; point++)
        {
            if (perStep)
            {
                Packing<TLane>.FillScales(problem, TLane.One / block.Steps[(point * width) + problem.StepIndex], scales);
            }

            var values = z.Slice(point * unknowns, unknowns);
            if (correction.IsEmpty)
            {
                for (var n = 0; n < scales.Length; n++)
                {
                    var value = values[n];
                    zz = TLane.MultiplyAdd(value, value, zz);
                    Packing<TLane>.Store(ref Unsafe.Add(ref target, at), count, value * scales[n]);
                    at += stride;
                }
            }
            else
            {
                var corrections = correction.Slice(point * unknowns, unknowns);
                for (var n = 0; n < scales.Length; n++)
                {
                    var value = values[n] + corrections[n];
                    zz = TLane.MultiplyAdd(value, value, zz);
                    dd = TLane.MultiplyAdd(corrections[n], corrections[n], dd);
                    Packing<TLane>.Store(ref Unsafe.Add(ref target, at), count, value * scales[n]);
                    at += stride;
                }
            }
        }

        solutionSize = zz;
        correctionSize = dd;
    }

    /// <summary>Reports each trajectory, from each lane's squares of solution, correction and residual and the step at which its factorisation failed.</summary>
    internal static void Report(ModelTrajectories solution, SolveRecord record, bool sound, int first, int count, ReadOnlySpan<double> numbers)
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
            solution.MutableReports[first + i] = new TrajectoryReport(status, step, double.NaN, double.NaN);
            for (var at = first + i; at < solution.Storage.Length; at += solution.TrajectoryCount)
            {
                solution.Storage[at] = double.NaN;
            }
        }
    }

    private static bool HasFiniteSolution(ModelTrajectories solution, int trajectory)
    {
        for (var at = trajectory; at < solution.Storage.Length; at += solution.TrajectoryCount)
        {
            if (!double.IsFinite(solution.Storage[at]))
            {
                return false;
            }
        }

        return true;
    }
}
