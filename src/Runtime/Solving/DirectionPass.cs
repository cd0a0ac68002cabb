using System;
using System.Runtime.CompilerServices;
using ScalableMNN.Runtime.Lanes;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Solving;

/// <summary>
/// Differentiates solution and gradient along a direction in the space of the values: solve, adjoint solve and chain rule with the same kernels, over numbers that carry their derivatives.
/// </summary>
internal static class DirectionPass<TModel, TLane>
    where TModel : IMechanisticModel<TModel>
    where TLane : unmanaged, ILane<TLane>
{
    private static readonly Action<AdjointRun, int, LaneArray> Work = static (run, block, scratch) => DifferentiateBlock(run, block, scratch);

    /// <summary>How many numbers of scratch a block takes.</summary>
    public static long Scratch(KernelLayout layout, int points)
    {
        var block = new BlockLayout(layout, points);
        var dual = (2L * (block.Header + block.Steps)) + block.Rows + block.Factor + block.Workspace + layout.Unknowns + (5L * block.Vector);
        return TLane.Count * ((2 * dual) + (2L * (block.Header + block.Steps)));
    }

    public static void Run(AdjointRun run) =>
        AdjointPass<TModel, TLane>.Run(run, TLane.Count, checked((int)Scratch(run.Solution.Model.Layout, run.Solution.PointCount)), Work);

    private static void DifferentiateBlock(AdjointRun run, int index, LaneArray scratch)
    {
        var problem = run.Solution.Problem;
        var first = index * TLane.Count;
        var count = Math.Min(TLane.Count, problem.Trajectories - first);
        if (count == TLane.Count)
        {
            DifferentiateBlock<FullBlock>(run, problem, scratch, first, count);
        }
        else
        {
            DifferentiateBlock<RaggedBlock>(run, problem, scratch, first, count);
        }
    }

    private static void DifferentiateBlock<TWidth>(AdjointRun run, Problem problem, LaneArray scratch, int first, int count)
        where TWidth : IBlockWidth
    {
        var layout = new BlockLayout(problem.Model.Layout, problem.Points);
        var unknowns = problem.Model.Layout.Unknowns;
        var room = new Room(scratch);
        var block = new LaneBlock<DualLane<TLane>>
        {
            Points = problem.Points,
            Header = room.Take<DualLane<TLane>>(layout.Header),
            Steps = room.Take<DualLane<TLane>>(layout.Steps),
            Rows = room.Take<DualLane<TLane>>(layout.Rows),
            Factor = room.Take<DualLane<TLane>>(layout.Factor),
            Workspace = room.Take<DualLane<TLane>>(layout.Workspace),
        };
        var header = room.Take<DualLane<TLane>>(layout.Header);
        var steps = room.Take<DualLane<TLane>>(layout.Steps);
        var scales = room.Take<DualLane<TLane>>(unknowns);
        var z = room.TakeVector(layout.Vector, unknowns);
        var iterate = room.TakeVector(layout.Vector, unknowns);
        var cotangent = room.TakeVector(layout.Vector, unknowns);
        var lambda = room.TakeVector(layout.Vector, unknowns);
        var correction = room.TakeVector(layout.Vector, unknowns);
        var ownHeader = room.Take<TLane>(layout.Header);
        var ownSteps = room.Take<TLane>(layout.Steps);
        var slopeHeader = room.Take<TLane>(layout.Header);
        var slopeSteps = room.Take<TLane>(layout.Steps);
        Packing<TLane>.Pack<TWidth>(problem, first, count, ownHeader, ownSteps);
        Packing<TLane>.Pack<TWidth>(run.Direction!, first, count, slopeHeader, slopeSteps);
        Join(problem, ownHeader, slopeHeader, ownSteps, slopeSteps, block.Header, block.Steps);

        // A linear model is solved anew. One that is not linear makes a step of Gauss-Newton from its solution, which then carries the derivative.
        if (!problem.Model.IsLinear)
        {
            Read<TWidth>(run.Solution, problem, block, scales, iterate, first, count, power: 1);
            block = block with { Iterate = iterate };
        }

        TModel.Factorise(block, z, out _);
        TModel.Substitute(block, z);
        TModel.Residual(block, z, DualLane<TLane>.One, correction, out _);
        TModel.Reduce(block, correction);
        TModel.Substitute(block, correction);
        AdjointPass<TModel, DualLane<TLane>>.Add(z, correction);
        WriteChange(run, problem, block, scales, z, first, count);

        // The adjoint solve, linearised where the solution is, and its chain rule.
        if (!problem.Model.IsLinear)
        {
            z.CopyTo(iterate);
            TModel.Factorise(block, lambda, out _);
        }

        Read<TWidth>(run.Cotangent, problem, block, scales, cotangent, first, count, power: -1);
        cotangent.CopyTo(lambda);
        TModel.Reduce(block, lambda);
        TModel.Substitute(block, lambda);
        TModel.Residual(block, lambda, DualLane<TLane>.Zero, correction, out _);
        AdjointPass<TModel, DualLane<TLane>>.Add(correction, cotangent);
        TModel.Reduce(block, correction);
        TModel.Substitute(block, correction);
        AdjointPass<TModel, DualLane<TLane>>.Add(lambda, correction);
        header.Clear();
        steps.Clear();
        TModel.Chain(block, z, lambda, header, steps);
        TakeSlopes(header, slopeHeader);
        TakeSlopes(steps, slopeSteps);
        AdjointPass<TModel, TLane>.Unpack<TWidth>(run, slopeHeader, slopeSteps, first, count);
        AdjointPass<TModel, TLane>.ClearFailed(run, first, count);
    }

    /// <summary>Puts values and their derivatives together. Whether there is an observation does not change, nor does what stands for a value that there is not.</summary>
    private static void Join(
        Problem problem,
        ReadOnlySpan<TLane> header,
        ReadOnlySpan<TLane> slopeHeader,
        ReadOnlySpan<TLane> steps,
        ReadOnlySpan<TLane> slopeSteps,
        Span<DualLane<TLane>> dualHeader,
        Span<DualLane<TLane>> dualSteps)
    {
        for (var i = 0; i < header.Length; i++)
        {
            dualHeader[i] = new(header[i], slopeHeader[i]);
        }

        var width = problem.Steps.Length;
        for (var i = 0; i < width; i++)
        {
            var isFixed = problem.Steps[i].Part == ValuePart.Presence || problem.Steps[i].Rows == 0;
            for (var at = i; at < steps.Length; at += width)
            {
                dualSteps[at] = new(steps[at], isFixed ? TLane.Zero : slopeSteps[at]);
            }
        }
    }

    /// <summary>Reads numbers for each unknown, and brings them to the kernels' scaling by a power of the step, which may move too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Read<TWidth>(
        StateStorage source, Problem problem, LaneBlock<DualLane<TLane>> block, Span<DualLane<TLane>> scales, Span<DualLane<TLane>> vector, int first, int count, int power)
        where TWidth : IBlockWidth
    {
        var numbers = source.Storage;
        var layout = source.Layout;
        for (var point = 0; point < problem.Points; point++)
        {
            var step = problem.StepAt(block, point);
            Packing<DualLane<TLane>>.FillScales(problem.Orders, power > 0 ? step : DualLane<TLane>.One / step, scales);
            for (var n = 0; n < scales.Length; n++)
            {
                var row = (point * scales.Length) + n;
                vector[row] = new DualLane<TLane>(Packing<TLane>.Load<TWidth>(ref numbers[layout.IndexOf(row, first)], layout.TrajectoryStride, count), TLane.Zero) * scales[n];
            }
        }
    }

    /// <summary>Writes the derivative of the trajectories; zero where there is no solution.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void WriteChange(
        AdjointRun run, Problem problem, LaneBlock<DualLane<TLane>> block, Span<DualLane<TLane>> scales, ReadOnlySpan<DualLane<TLane>> z, int first, int count)
    {
        var numbers = run.Change!.Storage;
        var layout = run.Change.Layout;
        for (var point = 0; point < problem.Points; point++)
        {
            Packing<DualLane<TLane>>.FillScales(problem.Orders, DualLane<TLane>.One / problem.StepAt(block, point), scales);
            for (var n = 0; n < scales.Length; n++)
            {
                var row = (point * scales.Length) + n;
                Packing<TLane>.Store(ref numbers[layout.IndexOf(row, first)], layout.TrajectoryStride, count, (z[row] * scales[n]).Slope);
            }
        }

        for (var trajectory = first; trajectory < first + count; trajectory++)
        {
            for (var row = 0; !run.Solution.Reports[trajectory].HasSolution && row < problem.Points * scales.Length; row++)
            {
                numbers[layout.IndexOf(row, trajectory)] = 0;
            }
        }
    }

    private static void TakeSlopes(ReadOnlySpan<DualLane<TLane>> dual, Span<TLane> slopes)
    {
        for (var i = 0; i < dual.Length; i++)
        {
            slopes[i] = dual[i].Slope;
        }
    }

    /// <summary>Cuts scratch into arrays, side by side.</summary>
    private ref struct Room(LaneArray scratch)
    {
        private int _next;

        public Span<TAny> Take<TAny>(int count)
            where TAny : unmanaged, ILane<TAny>
        {
            var lanes = scratch.At<TAny>(_next, count);
            _next += LaneArray.NumbersOf<TAny>(count);
            return lanes;
        }

        /// <summary>A vector whose two points beyond the grid are zero; the others are yet to be written.</summary>
        public Span<DualLane<TLane>> TakeVector(int length, int unknowns)
        {
            var vector = Take<DualLane<TLane>>(length);
            vector[^(2 * unknowns)..].Clear();
            return vector;
        }
    }
}
