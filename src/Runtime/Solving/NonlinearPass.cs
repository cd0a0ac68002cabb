using System;
using System.Runtime.CompilerServices;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Lanes;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Solving;

/// <summary>
/// Solves the lane blocks of a nonlinear model by Gauss-Newton. An initial-value problem is first marched from point to point, each step starting from the
/// Taylor polynomial of the point before; then the whole grid is iterated together until its steps are small.
/// </summary>
internal static class NonlinearPass<TModel, TLane>
    where TModel : IMechanisticModel<TModel>
    where TLane : unmanaged, ILane<TLane>
{
    /// <summary>How a step of the march is tried, one after the other.</summary>
    private enum Attempt
    {
        /// <summary>From the Taylor polynomial of the point before.</summary>
        Taylor,

        /// <summary>From the point before, with derivatives that vanish.</summary>
        Rest,

        /// <summary>From there, with a line search.</summary>
        Guarded,
    }

    /// <summary>Iterations of a single step of the march; one that needs more has no solution near its start.</summary>
    private const int StepIterations = 25;

    private static readonly Action<(ModelTrajectories Solution, SolveRecord Record), int, LaneArray> Work =
        static (state, block, scratch) => SolveBlock(state.Solution, state.Record, block, scratch);

    public static void Run(ModelTrajectories solution, SolveRecord record, int blocks)
    {
        NonlinearOutcome.Check(solution, record.Options.Start);
        var layout = new BlockLayout(solution.Model.Layout, solution.PointCount);
        var scratch = layout.Scratch(5) + layout.Header + (2 * solution.Model.Layout.Unknowns) + (record.Kept is null ? layout.Kept : 0);
        LaneBlocks.ForEach(blocks, scratch * TLane.Count, record.Options, (solution, record), Work);
    }

    private static void SolveBlock(ModelTrajectories solution, SolveRecord record, int index, LaneArray scratch)
    {
        var problem = solution.Problem;
        var first = index * TLane.Count;
        var count = Math.Min(TLane.Count, problem.Trajectories - first);
        var arrays = new BlockArrays<TLane>(problem, scratch, record.Kept?[index]);
        var iterate = arrays.TakeVector();
        var block = arrays.Block with { Iterate = iterate };
        var isFull = count == TLane.Count;
        var sound = isFull
            ? Packing<TLane>.Pack<FullBlock>(problem, first, count, block.Header, block.Steps)
            : Packing<TLane>.Pack<RaggedBlock>(problem, first, count, block.Header, block.Steps);
        Span<TLane> work = arrays.TakeVector(), other = arrays.TakeVector();
        var iteration = new GaussNewton<TModel, TLane>(work, other, arrays.TakeVector(), arrays.TakeVector(), arrays.Take(2 * problem.Model.Layout.Unknowns), record.Options);

        Span<double> lostAt = stackalloc double[TLane.Count];
        lostAt.Fill(double.PositiveInfinity);
        if (record.Options.Start is { } start)
        {
            Read(start, block, arrays.Scales, iterate, first, count);
        }
        else
        {
            for (var lane = 0; lane < TLane.Count; lane++)
            {
                Begin(problem, block, arrays.Scales, iterate, lane);
            }

            if (Given.Of(problem.Model) is { IsComplete: true } given)
            {
                March(problem, block, arrays, given, iteration, lostAt);
            }
        }

        var outcome = iteration.Run(block, record.Options.MaxIterations, lostAt);

        Span<TLane> sizes = [TLane.Zero, TLane.Zero, outcome.Squares, outcome.Failure];
        if (isFull)
        {
            ForwardPass<TModel, TLane>.Unpack<FullBlock>(solution, block, arrays.Scales, iterate, default, work, first, count, sizes);
        }
        else
        {
            ForwardPass<TModel, TLane>.Unpack<RaggedBlock>(solution, block, arrays.Scales, iterate, default, work, first, count, sizes);
        }

        ForwardPass<TModel, TLane>.Report(solution, record, sound, first, count, Packing<TLane>.Numbers(sizes), lostAt);
        for (var i = 0; i < count; i++)
        {
            NonlinearOutcome.ReportIterations(solution, record.Options.Start, first + i, outcome.IterationsOf(i), outcome.CorrectionOf(i), outcome.HasConverged(i), lostAt[i]);
        }

        if (record.Options.Estimates)
        {
            EstimatePass<TModel, TLane>.Run(solution, record.Options, block, iterate, work, other, first, count);
        }
    }

    /// <summary>Fills the grid of one trajectory with the given values at rest, so that a problem that is not marched has somewhere to start.</summary>
    private static void Begin(Problem problem, in LaneBlock<TLane> block, Span<TLane> scales, Span<TLane> iterate, int lane)
    {
        var width = TLane.Count;
        var numbers = Packing<TLane>.Numbers(iterate);
        for (var at = lane; at < numbers.Length; at += width)
        {
            numbers[at] = 0;
        }

        var unknowns = problem.Model.Layout.Unknowns;
        ScalesAt(problem, block, 0, scales);
        var scale = Packing<TLane>.Numbers(scales);
        var given = Packing<TLane>.Numbers(block.Header);
        foreach (var (header, unknown, order) in Given.Of(problem.Model).Values)
        {
            for (var point = 0; point < (order == 0 ? block.Points : 1); point++)
            {
                numbers[(((point * unknowns) + unknown) * width) + lane] = given[(header * width) + lane] * scale[(unknown * width) + lane];
            }
        }
    }

    /// <summary>Solves step by step, each step as an initial-value problem of two points.</summary>
    private static void March(Problem problem, in LaneBlock<TLane> block, BlockArrays<TLane> arrays, Given given, GaussNewton<TModel, TLane> iteration, Span<double> lostAt)
    {
        var layout = problem.Model.Layout;
        var n = layout.Unknowns;
        var header = arrays.Take(block.Header.Length);
        block.Header.CopyTo(header);
        var origin = TLane.Zero;
        Span<double> settled = stackalloc double[TLane.Count];
        for (var point = 0; point < block.Points; point++)
        {
            // The first point alone makes its derivatives consistent; after it, each step has its left point given.
            var from = Math.Max(0, point - 1);
            var piece = new LaneBlock<TLane>
            {
                Points = point - from + 1,
                Header = header,
                Steps = block.Steps[(from * layout.Steps)..],
                Rows = block.Rows[(from * layout.Rows)..],
                Factor = block.Factor[(from * layout.Factor)..],
                Workspace = block.Workspace,
                Iterate = block.Iterate[(from * n)..],
                Origin = origin,
            };
            if (point > 0)
            {
                var step = ScalesAt(problem, block, from, arrays.Scales);
                foreach (var (place, unknown, _) in given.Values)
                {
                    header[place] = block.Iterate[(from * n) + unknown] / arrays.Scales[unknown];
                }

                Extrapolate(problem, block, from, piece.Iterate);
                origin += step;
            }

            for (var lane = 0; lane < settled.Length; lane++)
            {
                settled[lane] = double.IsFinite(lostAt[lane]) ? 0 : double.PositiveInfinity;
            }

            // A stiff state is no polynomial over a step: those that went astray try again from where they were, at rest, and then with every step guarded.
            for (var attempt = point == 0 ? Attempt.Rest : Attempt.Taylor; attempt <= Attempt.Guarded && settled.ContainsAnyExcept(0); attempt++)
            {
                if (attempt != Attempt.Taylor && point > 0)
                {
                    Rest(problem, settled, piece.Iterate);
                }

                var outcome = iteration.Run(piece, StepIterations, settled, attempt == Attempt.Guarded, isRough: true);
                for (var lane = 0; lane < settled.Length; lane++)
                {
                    settled[lane] = outcome.HasConverged(lane) ? 0 : settled[lane];
                }
            }

            for (var lane = 0; lane < lostAt.Length; lane++)
            {
                lostAt[lane] = settled[lane] == 0 ? lostAt[lane] : point;
            }

            if (!lostAt.Contains(double.PositiveInfinity))
            {
                break;
            }
        }

        // Where the given values do not determine the first point it is no initial-value problem after all: the whole grid is iterated without a march.
        for (var lane = 0; lane < lostAt.Length; lane++)
        {
            if (lostAt[lane] == 0)
            {
                lostAt[lane] = double.PositiveInfinity;
                Begin(problem, block, arrays.Scales, block.Iterate, lane);
            }
        }
    }

    /// <summary>
    /// Predicts the unknowns at the next point by the Taylor polynomial of each state. Like an asymptotic series it ends before its terms grow again: the high
    /// derivatives of a stiff state say nothing of where it is after a step, and what they carry of rounding, h^r times, would throw the iterations onto another solution.
    /// </summary>
    private static void Extrapolate(Problem problem, in LaneBlock<TLane> block, int from, Span<TLane> piece)
    {
        var n = problem.Model.Layout.Unknowns;
        var width = TLane.Count;
        var ratio = TLane.One;
        if (problem.StepsPer == Per.Step)
        {
            ratio = block.Steps[((from + 1) * problem.Steps.Length) + problem.StepIndex] / block.Steps[(from * problem.Steps.Length) + problem.StepIndex];
        }

        var ratios = Packing<TLane>.Numbers(new Span<TLane>(ref ratio));
        var numbers = Packing<TLane>.Numbers(piece[..(2 * n)]);
        foreach (var state in problem.Model.States)
        {
            for (var lane = 0; lane < width; lane++)
            {
                var here = (state.Offset * width) + lane;
                var last = LastTerm(numbers[here..], width, state.Order);
                var scale = 1.0;
                for (var r = 0; r <= state.Order; r++)
                {
                    var sum = 0.0;
                    var factorial = 1.0;
                    for (var o = r; o <= last; o++)
                    {
                        factorial *= Math.Max(1, o - r);
                        sum += numbers[here + (o * width)] / factorial;
                    }

                    numbers[here + ((n + r) * width)] = sum * scale;
                    scale *= ratios[lane];
                }
            }
        }
    }

    /// <summary>The last term of a Taylor polynomial that is no larger than the two before it together.</summary>
    private static int LastTerm(ReadOnlySpan<double> terms, int width, int order)
    {
        double before = 0, last = Math.Abs(terms[0]);
        var factorial = 1.0;
        for (var o = 1; o <= order; o++)
        {
            factorial *= o;
            var term = Math.Abs(terms[o * width]) / factorial;
            if (o > 1 && term > before + last)
            {
                return o - 1;
            }

            before = last;
            last = term;
        }

        return order;
    }

    /// <summary>Predicts, for trajectories that are not settled, that the states stay and their derivatives vanish.</summary>
    private static void Rest(Problem problem, ReadOnlySpan<double> settled, Span<TLane> piece)
    {
        var n = problem.Model.Layout.Unknowns;
        var numbers = Packing<TLane>.Numbers(piece[..(2 * n)]);
        foreach (var state in problem.Model.States)
        {
            for (var r = 0; r <= state.Order; r++)
            {
                for (var lane = 0; lane < settled.Length; lane++)
                {
                    if (settled[lane] != 0)
                    {
                        var from = ((state.Offset + r) * TLane.Count) + lane;
                        numbers[(n * TLane.Count) + from] = r == 0 ? numbers[from] : 0;
                    }
                }
            }
        }
    }

    /// <summary>Reads trajectories to start from in the kernels' scaling.</summary>
    private static void Read(ModelTrajectories start, in LaneBlock<TLane> block, Span<TLane> scales, Span<TLane> iterate, int first, int count)
    {
        Packing<TLane>.ReadColumn<RaggedBlock>(ref start.Storage[start.Layout.IndexOf(0, first)], start.Layout, block.Points * scales.Length, count, ref iterate[0], 1, TLane.Zero);
        for (var point = 0; point < block.Points; point++)
        {
            ScalesAt(start.Problem, block, point, scales);
            for (var n = 0; n < scales.Length; n++)
            {
                iterate[(point * scales.Length) + n] *= scales[n];
            }
        }
    }

    /// <summary>Fills in h^r for each unknown of a grid point; returns h.</summary>
    private static TLane ScalesAt(Problem problem, in LaneBlock<TLane> block, int point, Span<TLane> scales)
    {
        var step = problem.StepsPer == Per.Step ? block.Steps[(point * problem.Steps.Length) + problem.StepIndex]
            : problem.StepIndex < 0 ? TLane.Create(problem.Model.Grid.StepSize)
            : block.Header[problem.StepIndex];
        Packing<TLane>.FillScales(problem.Orders, step, scales);
        return step;
    }
}
