using System;
using System.Diagnostics;
using System.Runtime.InteropServices;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Lanes;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Bench.Breakdown;

/// <inheritdoc/>
internal sealed class BareKernels<TModel, TLane> : BareKernels
    where TModel : IMechanisticModel<TModel>
    where TLane : unmanaged, ILane<TLane>
{
    private const int Alignment = 64;

    private readonly double[] _memory;
    private readonly int _start;
    private readonly int _points;
    private readonly Range _header;
    private readonly Range _steps;
    private readonly Range _rows;
    private readonly Range _factor;
    private readonly Range _workspace;
    private readonly Range _solution;
    private readonly Range _correction;
    private readonly Range _cotangent;
    private readonly Range _adjoint;
    private readonly Range _headerGradient;
    private readonly Range _stepGradient;
    private int _taken;

    public BareKernels(ModelValues inputs, ReadOnlySpan<double> cotangent)
    {
        var layout = TModel.Description.Layout;
        _points = inputs.PointCount;
        int steps = (_points + 2) * layout.Steps, vector = (_points + 2) * layout.Unknowns;
        var lanes = (2 * layout.Header) + (2 * steps) + (_points * (layout.Rows + layout.Factor)) + layout.Workspace + (4 * vector);
        _memory = GC.AllocateArray<double>((lanes * TLane.Count) + (Alignment / sizeof(double)), pinned: true);
        _start = (int)((-Marshal.UnsafeAddrOfPinnedArrayElement(_memory, 0) & (Alignment - 1)) / sizeof(double));
        _header = Take(layout.Header);
        _steps = Take(steps);
        _rows = Take(_points * layout.Rows);
        _factor = Take(_points * layout.Factor);
        _workspace = Take(layout.Workspace);
        _solution = Take(vector);
        _correction = Take(vector);
        _cotangent = Take(vector);
        _adjoint = Take(vector);
        _headerGradient = Take(layout.Header);
        _stepGradient = Take(steps);
        Pack(inputs);
        var target = Lanes(_cotangent);
        for (var row = 0; row < _points * layout.Unknowns; row++)
        {
            target[row] = Load(cotangent.Slice(row * inputs.TrajectoryCount, inputs.TrajectoryCount));
        }
    }

    private LaneBlock<TLane> Block => new()
    {
        Points = _points,
        Header = Lanes(_header),
        Steps = Lanes(_steps),
        Rows = Lanes(_rows),
        Factor = Lanes(_factor),
        Workspace = Lanes(_workspace),
    };

    public override KernelTimes Forward()
    {
        var block = Block;
        Span<TLane> solution = Lanes(_solution), correction = Lanes(_correction);
        var start = Stopwatch.GetTimestamp();
        TModel.Factorise(block, solution, out _);
        var factorised = Stopwatch.GetTimestamp();
        TModel.Substitute(block, solution);
        var substituted = Stopwatch.GetTimestamp();
        TModel.Residual(block, solution, TLane.One, correction, out _);
        var compared = Stopwatch.GetTimestamp();
        TModel.Reduce(block, correction);
        var reduced = Stopwatch.GetTimestamp();
        TModel.Substitute(block, correction);
        var end = Stopwatch.GetTimestamp();
        return new KernelTimes(
            Milliseconds(start, factorised), Milliseconds(compared, reduced), Milliseconds(factorised, substituted) + Milliseconds(reduced, end), Milliseconds(substituted, compared), 0);
    }

    public override KernelTimes Backward()
    {
        var block = Block;
        Span<TLane> adjoint = Lanes(_adjoint), correction = Lanes(_correction);
        Lanes(_cotangent).CopyTo(adjoint);
        Lanes(_headerGradient).Clear();
        Lanes(_stepGradient).Clear();
        var start = Stopwatch.GetTimestamp();
        TModel.Reduce(block, adjoint);
        var reduced = Stopwatch.GetTimestamp();
        TModel.Substitute(block, adjoint);
        var substituted = Stopwatch.GetTimestamp();
        TModel.Residual(block, adjoint, TLane.Zero, correction, out _);
        var compared = Stopwatch.GetTimestamp();

        // The cotangent belongs to the residual; leaving it out changes no time, and what is refined is not looked at.
        TModel.Reduce(block, correction);
        var reducedAgain = Stopwatch.GetTimestamp();
        TModel.Substitute(block, correction);
        var refined = Stopwatch.GetTimestamp();
        TModel.Chain(block, Lanes(_solution), adjoint, Lanes(_headerGradient), Lanes(_stepGradient));
        var end = Stopwatch.GetTimestamp();
        return new KernelTimes(
            0,
            Milliseconds(start, reduced) + Milliseconds(compared, reducedAgain),
            Milliseconds(reduced, substituted) + Milliseconds(reducedAgain, refined),
            Milliseconds(substituted, compared),
            Milliseconds(refined, end));
    }

    // A TimeSpan counts in steps of 100 ns, as long as some kernels take.
    private static double Milliseconds(long start, long end) => (end - start) * (1e3 / Stopwatch.Frequency);

    /// <summary>Reads the first trajectories; lanes beyond the last one repeat it.</summary>
    private static TLane Load(ReadOnlySpan<double> row)
    {
        var lane = TLane.Zero;
        var numbers = MemoryMarshal.Cast<TLane, double>(new Span<TLane>(ref lane));
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = row[Math.Min(i, row.Length - 1)];
        }

        return lane;
    }

    private void Pack(ModelValues inputs)
    {
        Span<TLane> header = Lanes(_header), steps = Lanes(_steps);
        int headerAt = 0, stepsAt = 0, width = TModel.Description.Layout.Steps, trajectories = inputs.TrajectoryCount;
        for (var slot = 0; slot < inputs.Slots.Count; slot++)
        {
            var values = inputs.Slot(slot);
            var rows = values.Length / trajectories;
            if (inputs.Slots[slot].Per != Per.Step)
            {
                for (var row = 0; row < rows; row++)
                {
                    header[headerAt++] = Load(values.Slice(row * trajectories, trajectories));
                }

                continue;
            }

            for (var point = 0; point < _points + 2; point++)
            {
                steps[(point * width) + stepsAt] = Load(values.Slice(Math.Min(point, rows - 1) * trajectories, trajectories));
            }

            stepsAt++;
        }
    }

    private Range Take(int lanes)
    {
        var first = _start + (_taken * TLane.Count);
        _taken += lanes;
        return first..(first + (lanes * TLane.Count));
    }

    private Span<TLane> Lanes(Range range) => MemoryMarshal.Cast<double, TLane>(_memory.AsSpan(range));
}
