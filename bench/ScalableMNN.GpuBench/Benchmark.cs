#if HAS_ILGPU
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using ILGPU;
using ILGPU.Runtime;
using ScalableMNN.Accelerators;

namespace ScalableMNN.GpuBench;

/// <summary>Measures the shapes on one device, and prints and writes what it finds.</summary>
internal static class Benchmark
{
    // Comparing larger batches with the processor would take longer than measuring them.
    private const long LargestCompared = 60_000_000;

    private static readonly (string Name, int Trajectories, int Points, double? Reference, Func<Accelerator, int, int, AcceleratedCase> Create)[] Shapes =
    [
        ("Lorenz", 1536, 50, 32.5, AcceleratedCase.OfSecondOrder),
        ("KdV", 8192, 10, 51.9, AcceleratedCase.OfFourthOrder),
        ("one, T 1000", 1, 1000, 16.6, AcceleratedCase.OfSecondOrder),
        ("one, T 100000", 1, 100_000, 1650, AcceleratedCase.OfSecondOrder),
        ("64 x 3 coupled", 64, 1000, 205, AcceleratedCase.OfCoupled3),
        ("16 x 8 coupled", 16, 1000, 262, AcceleratedCase.OfCoupled8),
        ("batch 1e5", 100_000, 50, null, AcceleratedCase.OfSecondOrder),
        ("batch 1e6", 1_000_000, 50, null, AcceleratedCase.OfSecondOrder),
    ];

    public static int Run(string device, string? json, string? only, string? commit, bool isQuick)
    {
        using var context = Context.Create(static builder => builder.Default().EnableAlgorithms());
        using var accelerator = AcceleratorChoice.Parse(device).Create(context);
        var bandwidth = Triad(accelerator, isQuick || accelerator.AcceleratorType == AcceleratorType.CPU ? 1 << 20 : 1 << 27, isQuick ? 2 : 20);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{accelerator.Name} ({accelerator.AcceleratorType}), {accelerator.MemorySize} bytes, triad {bandwidth / 1e9:F1} GB/s"));
        var results = new List<ShapeResult>();
        foreach (var (name, trajectories, points, reference, create) in Shapes.Where(shape => only is null || shape.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
        {
            var (batch, grid) = isQuick ? (Math.Min(trajectories, 40), Math.Min(points, 12)) : (trajectories, points);
            var result = Measure(name, create(accelerator, grid, batch), batch, grid, isQuick ? null : reference, bandwidth, isQuick);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-16} solve {result.SolveKernelMs,9:F3} ms kernel {result.SolveMs,9:F3} ms all, gradient {result.GradientKernelMs,9:F3} ms kernel {result.GradientMs,9:F3} ms all, {result.NanosecondsPerPoint,8:F3} ns/point, {100 * result.BandwidthShare,5:F1} % of bandwidth, difference {result.SolutionDifference:G2} {result.GradientDifference:G2}"));
            results.Add(result);
        }

        if (json is not null)
        {
            var command = $"{Path.GetFileName(Environment.ProcessPath)} {string.Join(' ', Environment.GetCommandLineArgs().Skip(1))}";
            var all = new Results(accelerator.Name, accelerator.AcceleratorType.ToString(), accelerator.MemorySize, bandwidth, DateTimeOffset.UtcNow, command, commit, isQuick, results);
            File.WriteAllText(json, JsonSerializer.Serialize(all, Indented) + "\n");
        }

        return 0;
    }

    private static JsonSerializerOptions Indented { get; } = new() { WriteIndented = true };

    private static ShapeResult Measure(string name, AcceleratedCase measured, int batch, int points, double? reference, double bandwidth, bool isQuick)
    {
        var first = Stopwatch.StartNew();
        measured.Solve();
        var firstSeconds = first.Elapsed.TotalSeconds;
        measured.Differentiate();
        var (solveKernel, solve, gradientKernel, gradient) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var clock = Stopwatch.StartNew();
        do
        {
            Time(measured.Solve, solveKernel, solve);
            Time(measured.Differentiate, gradientKernel, gradient);
        }
        while (!isQuick && (clock.Elapsed.TotalSeconds < 3 || solve.Count < 5));

        var slices = measured.Slices();
        var layout = measured.Layout;

        // Read: what is given. Written and read again: packed values, rows, factor and two vectors. Written: the solution.
        var bytes = sizeof(double) * (double)batch * (layout.Header + ((double)points * (layout.Steps + (2 * (layout.Steps + layout.Rows + layout.Factor)) + (5 * layout.Unknowns))));
        (double, double)? differences = (long)batch * points * layout.Unknowns <= LargestCompared ? measured.Compare() : null;
        measured.Release();
        var kernel = Median(solveKernel);
        return new ShapeResult(
            name, batch, points, layout.Unknowns, slices, firstSeconds, kernel, Median(solve), Median(gradientKernel), Median(gradient),
            kernel * 1e6 / ((double)batch * points), bytes, bytes / (kernel * 1e-3) / bandwidth, differences?.Item1, differences?.Item2, reference);

        void Time(Action action, List<double> kernels, List<double> totals)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            totals.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            kernels.Add(measured.KernelTime().TotalMilliseconds);
        }
    }

    private static double Median(List<double> times)
    {
        times.Sort();
        return times[times.Count / 2];
    }

    private static double Triad(Accelerator accelerator, int elements, int repetitions)
    {
        using var a = accelerator.Allocate1D<double>(elements);
        using var b = accelerator.Allocate1D<double>(elements);
        using var c = accelerator.Allocate1D<double>(elements);
        b.MemSetToZero();
        c.MemSetToZero();
        var kernel = accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<double>, ArrayView<double>, ArrayView<double>>(
            static (i, target, left, right) => target[i] = left[i] + (3 * right[i]));
        var best = double.PositiveInfinity;
        for (var repetition = 0; repetition < repetitions + 1; repetition++)
        {
            accelerator.Synchronize();
            var start = Stopwatch.GetTimestamp();
            kernel(elements, a.View, b.View, c.View);
            accelerator.Synchronize();
            best = repetition == 0 ? best : Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return 3.0 * sizeof(double) * elements / best;
    }
}
#endif
