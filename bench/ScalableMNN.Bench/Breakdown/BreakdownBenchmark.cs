using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ScalableMNN.Bench.Measuring;
using ScalableMNN.Bench.Shapes;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Bench.Breakdown;

/// <summary>
/// Divides the time of a generated solve, and of its gradient, into kernels and what is around them. It takes the shortest times: a short kernel is seldom interrupted and a long pass
/// often, so that the difference of medians on a busy machine would blame what is around the kernels.
/// </summary>
internal static class BreakdownBenchmark
{
    private static readonly SolveOptions AllCores = new() { KeepFactor = true };
    private static readonly SolveOptions OneCore = AllCores with { MaxDegreeOfParallelism = 1 };

    public static IReadOnlyList<TimeBudget> Run(Shape shape, Sampler sampler)
    {
        var data = new ShapeData(shape);
        var model = shape.Generate(data);
        var lanes = LanesOf(shape, model);
        var blocks = (shape.Trajectories + lanes - 1) / lanes;
        var kernels = model.Kernels(lanes);
        var forward = new List<KernelTimes>();
        var backward = new List<KernelTimes>();
        var inputs = new double[shape.InputsPerTrajectory * shape.Trajectories];
        var solution = new double[(long)shape.Unknowns * shape.Points * shape.Trajectories];
        var times = sampler.Measure(
        [
            () => model.SolveAgain(AllCores with { KeepFactor = false }),
            () => model.SolveAgain(OneCore with { KeepFactor = false }),
            () => forward.Add(kernels.Forward()),
            () => Touch([inputs], [solution]),
        ]);
        model.SolveAgain(AllCores);
        var gradientTimes = sampler.Measure([() => model.DifferentiateAgain(AllCores), () => model.DifferentiateAgain(OneCore), () => backward.Add(kernels.Backward()), () => Touch([solution, solution], [inputs])]);
        return
        [
            Budget("forward", lanes, blocks, times, forward),
            Budget("backward", lanes, blocks, gradientTimes, backward),
        ];
    }

    private static TimeBudget Budget(string pass, int lanes, int blocks, IReadOnlyList<Sample> times, List<KernelTimes> kernels)
    {
        double Of(Func<KernelTimes, double> part) => blocks * kernels.Min(part);
        return new TimeBudget(
            pass, lanes, blocks, times[0].Minimum, times[1].Minimum,
            Of(static k => k.Factorise), Of(static k => k.Reduce), Of(static k => k.Substitute), Of(static k => k.Residual), Of(static k => k.Chain), times[3].Minimum);
    }

    /// <summary>The runtime's choice: as many trajectories side by side as a vector holds, as long as every core gets a block.</summary>
    private static int LanesOf(Shape shape, GeneratedModel model)
    {
        const long Limit = 1L << 28;
        var layout = model.Layout;
        var lane = (2L * layout.Header) + layout.Workspace + layout.Unknowns + ((shape.Points + 2L) * ((2L * layout.Steps) + layout.Rows + layout.Factor + (4L * layout.Unknowns)));
        return shape.Trajectories == 1 ? 1
            : Vector512.IsHardwareAccelerated && (shape.Trajectories + 7) / 8 >= Environment.ProcessorCount && lane * 8 < Limit ? 8
            : Vector256.IsHardwareAccelerated && lane * 4 < Limit ? 4 : 1;
    }

    private static void Touch(ReadOnlySpan<double[]> read, ReadOnlySpan<double[]> written)
    {
        var sum = Vector<double>.Zero;
        foreach (var source in read)
        {
            foreach (ref readonly var values in MemoryMarshal.Cast<double, Vector<double>>(source.AsSpan()))
            {
                sum += values;
            }
        }

        foreach (var target in written)
        {
            target.AsSpan().Fill(Vector.Sum(sum));
        }
    }
}
