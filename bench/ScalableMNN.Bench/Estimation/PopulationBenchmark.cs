using System;
using System.Collections.Generic;
using System.Diagnostics;
using ScalableMNN.Runtime.Estimation;

namespace ScalableMNN.Bench.Estimation;

/// <summary>Estimates one common parameter and one of each trajectory for more and more trajectories.</summary>
internal static class PopulationBenchmark
{
    private const double S = 2;
    private const double Step = 0.05;

    /// <summary>Measures. Sizes increase, so that the largest memory so far is that of the present one.</summary>
    /// <param name="sizes">Numbers of trajectories.</param>
    /// <param name="points">Grid points of each.</param>
    public static IEnumerable<PopulationResult> Run(IReadOnlyList<int> sizes, int points)
    {
        _ = Estimate(Inputs(sizes[0], points));
        using var process = Process.GetCurrentProcess();
        foreach (var size in sizes)
        {
            var inputs = Inputs(size, points);
            GC.Collect();
            process.Refresh();
            var allocated = GC.GetTotalAllocatedBytes();
            var worked = process.TotalProcessorTime;
            var watch = Stopwatch.StartNew();
            var report = Estimate(inputs);
            var elapsed = watch.Elapsed;
            process.Refresh();
            yield return new PopulationResult(
                size, report.Iterations, elapsed.TotalSeconds, (process.TotalProcessorTime - worked).TotalSeconds, GC.GetTotalAllocatedBytes() - allocated, process.PeakWorkingSet64,
                report["S"].Value - S, report["S"].StandardError);
        }
    }

    private static EstimateReport Estimate(Gains.Inputs inputs) => Gains.Estimate(new Gains.Parameters(inputs), inputs).EnsureSuccess().Report;

    private static Gains.Inputs Inputs(int trajectories, int points)
    {
        var random = new NormalNumbers(trajectories);
        var inputs = new Gains.Inputs(points, trajectories);
        inputs.InitialX.Fill(3);
        for (var b = 0; b < trajectories; b++)
        {
            var k = random.Between(0.5, 1.5);
            for (var t = 0; t < points; t++)
            {
                inputs.ObservedX[b, t] = (S / k) + ((3 - (S / k)) * Math.Exp(-k * Step * t)) + random.Next(0.05);
            }
        }

        return inputs;
    }
}

/// <summary>What the estimation of a population took.</summary>
/// <param name="Trajectories">How many trajectories.</param>
/// <param name="Iterations">How many iterations.</param>
/// <param name="Seconds">By the clock.</param>
/// <param name="ProcessorSeconds">Of all cores together.</param>
/// <param name="Allocated">Bytes of managed memory, all allocations together.</param>
/// <param name="Peak">Bytes of the process at its largest so far, data and runtime included.</param>
/// <param name="Error">Estimate of the common parameter less the truth.</param>
/// <param name="StandardError">Its standard error.</param>
internal sealed record PopulationResult(int Trajectories, int Iterations, double Seconds, double ProcessorSeconds, long Allocated, long Peak, double Error, double StandardError);
