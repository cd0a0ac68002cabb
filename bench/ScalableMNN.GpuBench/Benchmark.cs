#if HAS_ILGPU
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using ILGPU;
using ILGPU.Runtime;
using ScalableMNN.Accelerators;
using ScalableMNN.Runtime.Accelerators;

namespace ScalableMNN.GpuBench;

/// <summary>Measures the shapes on one device, and prints and writes what it finds.</summary>
internal static class Benchmark
{
    // Comparing larger batches with the processor would take longer than measuring them.
    private const long LargestCompared = 60_000_000;

    private static readonly ShapeCase[] Shapes =
    [
        new("Lorenz", 1536, 50, 32.5, AcceleratedCase.OfSecondOrder),
        new("KdV", 8192, 10, 51.9, AcceleratedCase.OfFourthOrder),
        new("one, T 1000", 1, 1000, 16.6, AcceleratedCase.OfSecondOrder),
        new("one, T 100000", 1, 100_000, 1650, AcceleratedCase.OfSecondOrder),
        new("64 x 3 coupled", 64, 1000, 205, AcceleratedCase.OfCoupled3),
        new("16 x 8 coupled", 16, 1000, 262, AcceleratedCase.OfCoupled8),
        new("batch 1e5", 100_000, 50, null, AcceleratedCase.OfSecondOrder),
        new("batch 1e6", 1_000_000, 50, null, AcceleratedCase.OfSecondOrder),
    ];

    private static JsonSerializerOptions Indented { get; } = new() { WriteIndented = true };

    /// <summary>Measures.</summary>
    /// <returns>0, or 2 where a shape could not be measured.</returns>
    public static int Run(BenchmarkOptions options)
    {
        using var context = Context.Create(static builder => builder.Default().EnableAlgorithms());
        using var accelerator = AcceleratorChoice.Parse(options.Device).Create(context);
        var reference = options.Reference is { } file ? ReferenceTimes.Read(file, accelerator.Name, Shapes.Select(static shape => shape.Name)) : null;
        var chosen = Shapes
            .Where(shape => options.Only is null || shape.Name.Contains(options.Only, StringComparison.OrdinalIgnoreCase))
            .Select(shape => options.IsQuick ? shape with { Trajectories = Math.Min(shape.Trajectories, 40), Points = Math.Min(shape.Points, 12), OnProcessor = null } : shape)
            .Select(shape => (Shape: shape, Times: reference?.Of(shape.Name, shape.Trajectories, shape.Points)))
            .ToList();
        var bandwidth = Triad(accelerator, options.IsQuick ? 1 << 14 : accelerator.AcceleratorType == AcceleratorType.CPU ? 1 << 20 : 1 << 27, options.IsQuick ? 2 : 20);
        Say($"{accelerator.Name} ({accelerator.AcceleratorType}), {accelerator.MemorySize} bytes, triad {bandwidth / 1e9:F1} GB/s");
        var command = $"{Path.GetFileName(Environment.ProcessPath)} {string.Join(' ', Environment.GetCommandLineArgs().Skip(1))}";
        var (shapes, failures) = (new List<ShapeResult>(), new List<ShapeFailure>());
        var results = new Results(
            accelerator.Name, accelerator.AcceleratorType.ToString(), accelerator.MemorySize, bandwidth, DateTimeOffset.UtcNow, command, options.Commit, options.IsQuick, reference, shapes, failures);
        foreach (var ((name, batch, grid, onProcessor, create), times) in chosen)
        {
            AcceleratedCase? measured = null;
            try
            {
                measured = create(accelerator, grid, batch, options.MemoryLimit);
                var result = Measure(name, measured, batch, grid, onProcessor, times, bandwidth, options.IsQuick);
                shapes.Add(result);
                Say($"{name,-16} solve {result.SolveKernelMs,9:F3} ms kernel {result.SolveMs,9:F3} ms all, gradient {result.GradientKernelMs,9:F3} ms kernel {result.GradientMs,9:F3} ms all, {result.NanosecondsPerPoint,8:F3} ns/point, {100 * result.BandwidthShare,5:F1} % of bandwidth, {result.Slices} slice(s), difference {result.SolutionDifference:G2} {result.GradientDifference:G2}");
            }
            catch (Exception exception) when (exception is DeviceException or AcceleratorException or OutOfMemoryException)
            {
                // A card with less memory fails at some shapes; the others can be measured.
                failures.Add(new ShapeFailure(name, batch, grid, exception.Message));
                Say($"{name,-16} FAILED: {exception.Message}");
            }
            finally
            {
                measured?.Release();
            }

            // After each shape, so that what was measured is there whatever happens to the next.
            if (options.Json is not null)
            {
                File.WriteAllText(options.Json, JsonSerializer.Serialize(results, Indented) + "\n");
            }
        }

        if (reference is not null)
        {
            Compare(reference, shapes);
        }

        return failures.Count == 0 ? 0 : 2;
    }

    private static void Say(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));

    private static void Compare(ReferenceTimes reference, List<ShapeResult> shapes)
    {
        Say($"Reference: {reference.Implementation}, {reference.Date}. How many times as long it takes, data on the device in both:");
        foreach (var shape in shapes)
        {
            Say($"{shape.Name,-16} {(shape.SolveRatio is { } solve ? FormattableString.Invariant($"solve {solve,8:F1}, solve and gradient {shape.BothRatio,8:F1}") : "not measured")}");
        }

        if (shapes.Where(static shape => shape.SolveRatio is not null).MinBy(static shape => Math.Min(shape.SolveRatio!.Value, shape.BothRatio!.Value)) is { } least)
        {
            Say($"The least is {Math.Min(least.SolveRatio!.Value, least.BothRatio!.Value):F1}, of {least.Name}; the aim is 50.");
        }
    }

    private static ShapeResult Measure(string name, AcceleratedCase measured, int batch, int points, double? onProcessor, ReferenceShape? reference, double bandwidth, bool isQuick)
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
        var (kernel, gradientOnly) = (Median(solveKernel), Median(gradientKernel));
        return new ShapeResult(
            name, batch, points, layout.Unknowns, slices, firstSeconds, kernel, Median(solve), gradientOnly, Median(gradient),
            kernel * 1e6 / ((double)batch * points), bytes, bytes / (kernel * 1e-3) / bandwidth, differences?.Item1, differences?.Item2, onProcessor,
            reference?.ForwardMs / kernel, reference?.BothMs / (kernel + gradientOnly));

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

    /// <param name="OnProcessor">Milliseconds of the reference implementation on two processor cores.</param>
    private sealed record ShapeCase(string Name, int Trajectories, int Points, double? OnProcessor, Func<Accelerator, int, int, long, AcceleratedCase> Create);
}
#endif
