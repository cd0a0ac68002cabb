using System;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using ScalableMNN.Runtime.Lanes;
using ScalableMNN.Runtime.Solving;
using static System.Runtime.CompilerServices.Unsafe;

namespace ScalableMNN.Runtime.Banded;

/// <summary>The engine for one kind of lane.</summary>
internal sealed class BandedEngine<TLane>(BandedPlan plan, int trajectories) : BandedEngine(plan, trajectories, TLane.Count)
    where TLane : unmanaged, ILane<TLane>
{
    // Relative size of the refinement step above which few digits can be trusted.
    private const double IllConditioned = 1e-3;

    // Relative disagreement between factor and rows above which the factor says nothing about its smallest pivots, and above which it says little.
    private const double Undetermined = 0.5;
    private const double BarelyDetermined = 0.05;

    private delegate void BlockAction(int block, LaneMemory scratch);

    /// <inheritdoc/>
    public override BandedEngine For(OdeShape shape) => new BandedEngine<TLane>(new BandedPlan(shape), shape.Trajectories);

    /// <inheritdoc/>
    public override void Factorise(OdeShape shape, LaneMemory?[] factors, FactorReport[] reports, OdeOptions options) =>
        ForEachBlock(0, options, (block, worker) =>
        {
            factors[block] = Rent(Plan.FactorSize);
            ref var scratch = ref worker.Lanes<TLane>();
            var banded = new BandedBlock<TLane>(Plan, ref factors[block]!.Lanes<TLane>(), ref scratch, options.CancellationToken);
            var offsets = new nint[2 * TLane.Count].AsSpan();
            var coefficients = Reader(shape.Problem.Coefficients, Offsets(shape.Coefficients, block, offsets[..TLane.Count]), Plan.Unknowns * Plan.Equations, Plan.CoefficientsConstant ? 1 : Plan.Points, ref Add(ref scratch, Plan.Scratch.CoefficientBuffer));
            var steps = Reader(shape.Problem.Steps, Offsets(shape.Steps, block, offsets[TLane.Count..]), 1, Plan.StepsConstant ? 1 : Plan.Points - 1, ref Add(ref scratch, Plan.Scratch.StepBuffer));
            banded.Factorise(ref coefficients, ref steps, starts: false, ref scratch);
            Judge(block, ref banded, reports);
        });

    /// <inheritdoc/>
    public override void Solve(OdeShape shape, LaneMemory?[]? factors, LaneMemory?[]? solves, double[] solution, TrajectoryReport[] reports, OdeOptions options)
    {
        var own = (factors is null ? Plan.FactorSize : 0) + (solves is null ? Plan.SolveSize : 0);
        ForEachBlock(own, options, (block, worker) =>
        {
            ref var scratch = ref worker.Lanes<TLane>();
            var spare = Plan.Scratch.Size;
            ref var factor = ref Add(ref scratch, spare);
            if (factors is not null)
            {
                factors[block] = Rent(Plan.FactorSize);
                factor = ref factors[block]!.Lanes<TLane>();
            }

            var solve = SolveRegion(solves, block, worker, spare + (factors is null ? Plan.FactorSize : 0));
            var banded = new BandedBlock<TLane>(Plan, ref factor, ref scratch, options.CancellationToken);
            var offsets = new nint[2 * TLane.Count].AsSpan();
            var coefficients = Reader(shape.Problem.Coefficients, Offsets(shape.Coefficients, block, offsets[..TLane.Count]), Plan.Unknowns * Plan.Equations, Plan.CoefficientsConstant ? 1 : Plan.Points, ref Add(ref scratch, Plan.Scratch.CoefficientBuffer));
            var steps = Reader(shape.Problem.Steps, Offsets(shape.Steps, block, offsets[TLane.Count..]), 1, Plan.StepsConstant ? 1 : Plan.Points - 1, ref Add(ref scratch, Plan.Scratch.StepBuffer));
            LoadGiven(shape, block, ref banded, worker, solve);
            banded.Factorise(ref coefficients, ref steps, starts: true, ref solve.First);
            Span<FactorReport> found = stackalloc FactorReport[TLane.Count];
            Judge(block, ref banded, found);
            Finish(block, ref banded, worker, solve, solution, found, reports);
        });
    }

    /// <inheritdoc/>
    public override void Solve(OdeShape shape, LaneMemory?[] factors, FactorReport[] factorReports, LaneMemory?[]? solves, double[] solution, TrajectoryReport[] reports, OdeOptions options) =>
        ForEachBlock(solves is null ? Plan.SolveSize : 0, options, (block, worker) =>
        {
            ref var scratch = ref worker.Lanes<TLane>();
            var solve = SolveRegion(solves, block, worker, Plan.Scratch.Size);
            var banded = new BandedBlock<TLane>(Plan, ref factors[block]!.Lanes<TLane>(), ref scratch, options.CancellationToken);
            LoadGiven(shape, block, ref banded, worker, solve);
            banded.Start(ref solve.First);
            Finish(block, ref banded, worker, solve, solution, factorReports.AsSpan(block * TLane.Count, Used(block)), reports);
        });

    /// <inheritdoc/>
    public override void Backward(OdeShape shape, LaneMemory?[] factors, LaneMemory?[] solves, NdArray gradient, TrajectoryGradients target, OdeOptions options) =>
        ForEachBlock(Plan.AdjointSize, options, (block, worker) =>
        {
            ref var scratch = ref worker.Lanes<TLane>();
            ref var record = ref Add(ref scratch, Plan.Scratch.Size);
            ref var solve = ref solves[block]!.Lanes<TLane>();
            var banded = new BandedBlock<TLane>(Plan, ref factors[block]!.Lanes<TLane>(), ref scratch, options.CancellationToken);
            var offsets = new nint[5 * TLane.Count].AsSpan();
            var wide = TLane.Count;
            var used = Used(block);
            var reader = Reader(gradient, Offsets(Plan.Points * Plan.Unknowns, block, offsets[..wide]), Plan.Unknowns, Plan.Points, ref Add(ref scratch, Plan.Scratch.SolutionBuffer));
            banded.LoadAdjoint(ref reader, ref record);
            ref var swept = ref Add(ref record, Plan.Unknowns);
            banded.Forward(ref swept, Plan.AdjointRecord);
            banded.BackwardWithResidual(ref record, ref record, Plan.AdjointRecord, homogeneous: true);
            banded.Forward(ref swept, Plan.AdjointRecord);

            var coefficients = Writer(target.Coefficients, Offsets(shape.Coefficients.Size, block, offsets[wide..(2 * wide)])[..used], Plan.Unknowns * Plan.Equations, Plan.CoefficientsConstant ? 1 : Plan.Points, ref Add(ref scratch, Plan.Scratch.CoefficientBuffer));
            var rightHandSide = Writer(target.RightHandSide, Offsets(shape.RightHandSide.Size, block, offsets[(2 * wide)..(3 * wide)])[..used], Plan.Equations, Plan.RightHandSideConstant ? 1 : Plan.Points, ref Add(ref scratch, Plan.Scratch.RightHandSideBuffer));
            var initialValues = Writer(target.InitialValues, Offsets(shape.InitialValues.Size, block, offsets[(3 * wide)..(4 * wide)])[..used], Plan.States * Plan.InitialOrders, Plan.InitialValuesConstant ? Math.Min(1, Plan.InitialPoints) : Plan.InitialPoints, ref Add(ref scratch, Plan.Scratch.InitialBuffer));
            var steps = Writer(target.Steps, Offsets(shape.Steps.Size, block, offsets[(4 * wide)..])[..used], 1, shape.Steps.Size == 0 ? 0 : Plan.StepsConstant ? 1 : Plan.Points - 1, ref Add(ref scratch, Plan.Scratch.StepBuffer));
            var visitor = new GradientVisitor<TLane>(ref solve, coefficients, rightHandSide, initialValues, steps);
            banded.BackwardCorrecting(ref record, Plan.AdjointRecord, ref visitor);
            visitor.Flush();
        });

    private static LaneMemory Rent(long lanes) => LaneMemory.Rent(lanes * SizeOf<TLane>());

    private static StepReader<TLane> Reader(NdArray? array, ReadOnlySpan<nint> offsets, int size, int steps, ref TLane buffer) =>
        new(array is null ? default : array.Span, offsets, size, steps, ref buffer, BandedPlan.Chunk(size));

    private static StepWriter<TLane> Writer(double[] array, ReadOnlySpan<nint> offsets, int size, int steps, ref TLane buffer) =>
        new(array, offsets, size, steps, ref buffer, BandedPlan.Chunk(size));

    /// <summary>Where a block's solve lies: in memory of its own where it is kept, else in the working space.</summary>
    private Region SolveRegion(LaneMemory?[]? solves, int block, LaneMemory worker, long spare)
    {
        if (solves is null)
        {
            return new Region(worker, (nint)spare);
        }

        var memory = Rent(Plan.SolveSize);
        solves[block] = memory;
        return new Region(memory, 0);
    }

    /// <summary>How many trajectories a block has; the lanes beyond them repeat the last.</summary>
    private int Used(int block) => Math.Min(TLane.Count, Trajectories - (block * TLane.Count));

    private Span<nint> Offsets(Broadcast map, int block, Span<nint> offsets)
    {
        for (var lane = 0; lane < TLane.Count; lane++)
        {
            offsets[lane] = (nint)map.Offset(Math.Min((block * TLane.Count) + lane, Trajectories - 1));
        }

        return offsets;
    }

    private Span<nint> Offsets(long size, int block, Span<nint> offsets)
    {
        for (var lane = 0; lane < TLane.Count; lane++)
        {
            offsets[lane] = (nint)(size * Math.Min((block * TLane.Count) + lane, Trajectories - 1));
        }

        return offsets;
    }

    private void LoadGiven(OdeShape shape, int block, scoped ref BandedBlock<TLane> banded, LaneMemory worker, Region solve)
    {
        ref var scratch = ref worker.Lanes<TLane>();
        var offsets = new nint[2 * TLane.Count].AsSpan();
        var rightHandSide = Reader(shape.Problem.RightHandSide, Offsets(shape.RightHandSide, block, offsets[..TLane.Count]), Plan.Equations, Plan.RightHandSideConstant ? 1 : Plan.Points, ref Add(ref scratch, Plan.Scratch.RightHandSideBuffer));
        var initialValues = Reader(shape.Problem.InitialValues, Offsets(shape.InitialValues, block, offsets[TLane.Count..]), Plan.States * Plan.InitialOrders, Plan.InitialValuesConstant ? 1 : Plan.InitialPoints, ref Add(ref scratch, Plan.Scratch.InitialBuffer));
        banded.LoadGiven(ref rightHandSide, ref initialValues, ref solve.First);
    }

    /// <summary>From the swept right-hand side to the solution: backward, once more for the refinement, and out.</summary>
    private void Finish(int block, scoped ref BandedBlock<TLane> banded, LaneMemory worker, Region solve, double[] solution, scoped ReadOnlySpan<FactorReport> factorReports, TrajectoryReport[] reports)
    {
        ref var scratch = ref worker.Lanes<TLane>();
        ref var record = ref Add(ref solve.First, Plan.SolveHeader);
        banded.BackwardWithResidual(ref solve.First, ref record, Plan.SolveRecord, homogeneous: false);
        banded.ClearResidual();
        banded.Forward(ref Add(ref record, Plan.Unknowns), Plan.SolveRecord);
        var offsets = new nint[TLane.Count].AsSpan();
        var size = (long)Plan.Points * Plan.Unknowns;
        var used = Used(block);
        var writer = Writer(solution, Offsets(size, block, offsets)[..used], Plan.Unknowns, Plan.Points, ref Add(ref scratch, Plan.Scratch.SolutionBuffer));
        var visitor = new SolutionVisitor<TLane>(ref solve.First, writer);
        banded.BackwardCorrecting(ref record, Plan.SolveRecord, ref visitor);
        visitor.Flush();

        for (var lane = 0; lane < used; lane++)
        {
            var trajectory = (block * TLane.Count) + lane;
            var report = Report(lane, ref banded, factorReports[lane]);
            reports[trajectory] = report;
            if (!report.HasSolution)
            {
                solution.AsSpan((int)(trajectory * size), (int)size).Fill(double.NaN);
            }
        }
    }

    private static TrajectoryReport Report(int lane, scoped ref BandedBlock<TLane> banded, FactorReport factor)
    {
        var notFinite = LaneTransfer.Element(banded.NotFiniteAt, lane);
        if (factor.Status == SolveStatus.NotFinite || double.IsFinite(notFinite))
        {
            // The inputs of the factor and those of the solve: the earlier point, and bad input before what follows from it.
            var step = factor.Status == SolveStatus.NotFinite ? Math.Min(factor.Step, notFinite) : notFinite;
            if (factor.Status != SolveStatus.StepNotPositive || step <= factor.Step)
            {
                return new TrajectoryReport(SolveStatus.NotFinite, (int)step, double.NaN, double.NaN);
            }
        }

        if (factor.Status is not (SolveStatus.Ok or SolveStatus.IllConditioned))
        {
            return new TrajectoryReport(factor.Status, factor.Step, double.NaN, double.NaN);
        }

        var residual = Math.Sqrt(LaneTransfer.Element(banded.SquaredResidual, lane));
        var corrected = LaneTransfer.Element(banded.SquaredCorrection, lane);
        var solution = LaneTransfer.Element(banded.SquaredSolution, lane);
        var correction = corrected == 0 ? 0 : Math.Sqrt(corrected / solution);
        if (!double.IsFinite(residual) || !double.IsFinite(solution) || !double.IsFinite(corrected))
        {
            return new TrajectoryReport(SolveStatus.NotFinite, -1, double.NaN, double.NaN);
        }

        var status = correction <= IllConditioned ? factor.Status : SolveStatus.IllConditioned;
        return new TrajectoryReport(status, -1, residual, correction);
    }

    /// <summary>How the factorisation of every trajectory of a block fared.</summary>
    private void Judge(int block, scoped ref BandedBlock<TLane> banded, FactorReport[] reports)
    {
        Span<FactorReport> found = stackalloc FactorReport[TLane.Count];
        Judge(block, ref banded, found);
        found[..Used(block)].CopyTo(reports.AsSpan(block * TLane.Count));
    }

    private void Judge(int block, scoped ref BandedBlock<TLane> banded, scoped Span<FactorReport> reports)
    {
        var suspicious = false;
        for (var lane = 0; lane < TLane.Count; lane++)
        {
            var notFinite = LaneTransfer.Element(banded.NotFiniteAt, lane);
            var notPositive = LaneTransfer.Element(banded.StepNotPositiveAt, lane);
            var singular = LaneTransfer.Element(banded.SingularAt, lane);
            reports[lane] = double.IsFinite(notFinite) && notFinite <= notPositive ? new FactorReport(SolveStatus.NotFinite, (int)notFinite)
                : double.IsFinite(notPositive) ? new FactorReport(SolveStatus.StepNotPositive, (int)notPositive)
                : double.IsFinite(singular) ? new FactorReport(SolveStatus.NotPositiveDefinite, (int)singular)
                : new FactorReport(SolveStatus.Ok, -1);
            suspicious |= reports[lane].Status == SolveStatus.Ok && double.IsFinite(LaneTransfer.Element(banded.SuspiciousAt, lane));
        }

        if (!suspicious)
        {
            return;
        }

        var memory = Rent(Plan.AdjointSize);
        try
        {
            banded.Probe(ref memory.Lanes<TLane>(), out var byFactor, out var byRows);
            for (var lane = 0; lane < TLane.Count; lane++)
            {
                var at = LaneTransfer.Element(banded.SuspiciousAt, lane);
                if (reports[lane].Status != SolveStatus.Ok || !double.IsFinite(at))
                {
                    continue;
                }

                var expected = LaneTransfer.Element(byFactor, lane);
                var disagreement = Math.Abs(expected - LaneTransfer.Element(byRows, lane));
                if (!(disagreement <= Undetermined * expected))
                {
                    reports[lane] = new FactorReport(SolveStatus.NotPositiveDefinite, (int)at);
                }
                else if (disagreement > BarelyDetermined * expected)
                {
                    reports[lane] = new FactorReport(SolveStatus.IllConditioned, (int)at);
                }
            }
        }
        finally
        {
            memory.Release();
        }
    }

    /// <summary>A part of working memory.</summary>
    private readonly record struct Region(LaneMemory Memory, nint Offset)
    {
        public ref TLane First => ref Add(ref Memory.Lanes<TLane>(), Offset);
    }

    /// <summary>Runs over the blocks with working space for each core.</summary>
    /// <param name="extra">Lanes wanted behind the scratch space.</param>
    /// <param name="options">How to work.</param>
    /// <param name="action">What to do.</param>
    private void ForEachBlock(long extra, OdeOptions options, BlockAction action)
    {
        options.CancellationToken.ThrowIfCancellationRequested();
        var size = Plan.Scratch.Size + extra;
        if (Blocks == 1 || options.MaxDegreeOfParallelism == 1)
        {
            var scratch = Rent(size);
            try
            {
                for (var block = 0; block < Blocks; block++)
                {
                    action(block, scratch);
                }
            }
            finally
            {
                scratch.Release();
            }

            return;
        }

        var parallel = new ParallelOptions
        {
            CancellationToken = options.CancellationToken,
            MaxDegreeOfParallelism = options.MaxDegreeOfParallelism,
        };
        Parallel.For(
            0,
            Blocks,
            parallel,
            () => Rent(size),
            (block, _, scratch) =>
            {
                action(block, scratch);
                return scratch;
            },
            static scratch => scratch.Release());
    }
}
