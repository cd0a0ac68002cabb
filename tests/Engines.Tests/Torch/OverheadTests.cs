#if HAS_TORCHSHARP
using System;
using System.Diagnostics;
using System.Linq;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;
using static TorchSharp.torch;
#endif
using ScalableMNN.Tests.Engines;
using Xunit;
using Xunit.Abstractions;

namespace ScalableMNN.Engines.Tests.Torch;

/// <summary>
/// What a layer costs beyond its kernels, on new arrays as it makes new tensors, and on arrays made before. The numbers are printed and bound nothing, because machines differ and are shared.
/// </summary>
public sealed class OverheadTests(ITestOutputHelper output)
{
#if HAS_TORCHSHARP
    [TorchSharpFact]
    public void One_trajectory()
    {
        using var layer = new DampedOscillatorModule(points: 50, dtype: float64);
        using var force = zeros(50, dtype: float64);
        using var start = torch.ones(2, dtype: float64);
        using var g = torch.ones(50, 1, 3, dtype: float64);
        var parameters = new DampedOscillator.Parameters();
        var inputs = new DampedOscillator.Inputs(50);
        inputs.Force.Fill(0);
        inputs.InitialX.Set(0, 1, 1);

        // Both sides of the comparison solve the same problem.
        using var u = layer.call(force, start).detach();
        Assert.Equal(DampedOscillator.Solve(parameters, inputs).X.ToArray(), u.slice(2, 0, 1, 1).contiguous().data<double>().ToArray(), static (a, b) => Math.Abs(a - b) < 1e-12);
        var trajectories = DampedOscillator.Solve(parameters, inputs);
        var ones = new DampedOscillator.Cotangent(trajectories);
        ones.Values.Fill(1);
        var gradient = DampedOscillator.Gradient(trajectories, ones);
        var times = Compare(
            1000,
            () =>
            {
                var solution = DampedOscillator.Solve(parameters, inputs);
                var cotangent = new DampedOscillator.Cotangent(solution);
                cotangent.Values.Fill(1);
                DampedOscillator.Gradient(solution, cotangent);
            },
            () =>
            {
                DampedOscillator.SolveInto(trajectories, parameters, inputs);
                DampedOscillator.Gradient(trajectories, ones, null, gradient);
            },
            () => layer.call(force, start).backward([g]));
        output.WriteLine($"batch 1, T 50: {times}");
    }

    [TorchSharpFact]
    public void The_shape_of_Lorenz_with_the_batch_first_in_memory() => Lorenz(isBatchLast: false);

    [TorchSharpFact]
    public void The_shape_of_Lorenz_with_the_batch_last_in_memory() => Lorenz(isBatchLast: true);

    [TorchSharpFact]
    public void The_shape_of_KdV_with_the_batch_first_in_memory() => Kdv(isBatchLast: false);

    [TorchSharpFact]
    public void The_shape_of_KdV_with_the_batch_last_in_memory() => Kdv(isBatchLast: true);

    [TorchSharpFact]
    public void Second_derivatives_at_the_shape_of_Lorenz()
    {
        using var layer = new SecondOrderModule(points: 50);
        using var all = (rand(4, 512, 3, 50, dtype: float64) + 0.5).requires_grad_();
        using var start = rand(512, 3, 2, dtype: float64);
        using var step = zeros(1, dtype: float64) + 0.04;
        var (first, second) = LeastTimes(
            () => autograd.grad([Loss()], [all]),
            () => autograd.grad([autograd.grad([Loss()], [all], retain_graph: true, create_graph: true)[0].pow(2).sum()], [all]));
        const int B = 1536;
        var parameters = new SecondOrder.Parameters();
        var inputs = new SecondOrder.Inputs(50, B);
        inputs.Values.Fill(0.75);
        inputs.Steps.Set(static (_, _) => 0.04);
        var solution = SecondOrder.Solve(parameters, inputs);
        var cotangent = new SecondOrder.Cotangent(solution);
        cotangent.Values.Fill(1);
        var (solve, along) = LeastTimes(
            () => SecondOrder.Gradient(SecondOrder.Solve(parameters, inputs), cotangent),
            () => Solver.GradientAlong<SecondOrder, SecondOrder.Parameters, SecondOrder.Inputs>(solution, cotangent, new(parameters, inputs), new SecondOrder.Cotangent(solution)));
        output.WriteLine($"The kernels alone: solve and gradient {solve:f0} us, their derivatives along a direction {along:f0} us, {along / solve:f1} times as much");
        output.WriteLine($"Lorenz, batch 512x3, T 50: a gradient {first:f0} us, a gradient and its derivative {second:f0} us, {second / first:f1} times as much");

        Tensor Loss() => layer.call(all[0], all[1], all[2], all[3], start, step).pow(2).sum();
    }

    private void Lorenz(bool isBatchLast)
    {
        const int T = 50;
        using var scope = NewDisposeScope();
        using var layer = new SecondOrderModule(points: T);
        var a = Arguments([512, 3], isBatchLast, T, T, T, T, 2, T - 1);
        var parameters = new SecondOrder.Parameters();
        var inputs = new SecondOrder.Inputs(T, 512 * 3);
        Fill(inputs.InitialU, a[4], inputs.C0, a[0], inputs.C1, a[1], inputs.C2, a[2], inputs.Right, a[3], inputs.Steps, a[5]);
        var solution = SecondOrder.Solve(parameters, inputs);
        var cotangent = new SecondOrder.Cotangent(solution);
        cotangent.Values.Fill(1);
        var gradient = SecondOrder.Gradient(solution, cotangent);
        Compare(
            "Lorenz, batch 512x3, T 50",
            isBatchLast,
            a,
            solution.U,
            () => SecondOrder.Gradient(SecondOrder.Solve(parameters, inputs), cotangent),
            () =>
            {
                SecondOrder.SolveInto(solution, parameters, inputs);
                SecondOrder.Gradient(solution, cotangent, null, gradient);
            },
            () => layer.call(a[0], a[1], a[2], a[3], a[4], a[5]));
    }

    private void Kdv(bool isBatchLast)
    {
        const int T = 10;
        using var scope = NewDisposeScope();
        using var layer = new FourthOrderModule(points: T);
        var a = Arguments([32, 256], isBatchLast, T, T, T, T, T, T, 4, T - 1);
        var parameters = new FourthOrder.Parameters();
        var inputs = new FourthOrder.Inputs(T, 32 * 256);
        Fill(inputs.InitialU, a[6], inputs.C0, a[0], inputs.C1, a[1], inputs.C2, a[2], inputs.C3, a[3], inputs.C4, a[4], inputs.Right, a[5], inputs.Steps, a[7]);
        var solution = FourthOrder.Solve(parameters, inputs);
        var cotangent = new FourthOrder.Cotangent(solution);
        cotangent.Values.Fill(1);
        var gradient = FourthOrder.Gradient(solution, cotangent);
        var tensors = new FourthOrderModule.Tensors { C0 = a[0], C1 = a[1], C2 = a[2], C3 = a[3], C4 = a[4], Right = a[5], InitialU = a[6], Steps = a[7] };
        Compare(
            "KdV, batch 32x256, T 10",
            isBatchLast,
            a,
            solution.U,
            () => FourthOrder.Gradient(FourthOrder.Solve(parameters, inputs), cotangent),
            () =>
            {
                FourthOrder.SolveInto(solution, parameters, inputs);
                FourthOrder.Gradient(solution, cotangent, null, gradient);
            },
            () => layer.call(tensors));
    }

    /// <summary>Random arguments, the steps last and small.</summary>
    private static Tensor[] Arguments(long[] batch, bool isBatchLast, params long[] extents)
    {
        manual_seed(1);
        return [.. extents.Select((extent, i) =>
        {
            var numbers = isBatchLast ? rand([extent, .. batch], dtype: float64).permute([.. Enumerable.Range(1, batch.Length).Select(static d => (long)d), 0]) : rand([.. batch, extent], dtype: float64);
            return (i == extents.Length - 1 ? (numbers * 0.02) + 0.02 : numbers + 0.5).detach().requires_grad_();
        })];
    }

    /// <summary>Gives a model's inputs the numbers of the tensors.</summary>
    private static void Fill(InitialValues initial, Tensor given, params object[] values)
    {
        var start = Numbers(given);
        for (var order = 0; order < initial.Orders; order++)
        {
            initial.CopyFrom(start.AsSpan(order * initial.TrajectoryCount, initial.TrajectoryCount), order);
        }

        for (var i = 0; i < values.Length; i += 2)
        {
            ((StepValues)values[i]).CopyFrom(Numbers((Tensor)values[i + 1]));
        }

        static double[] Numbers(Tensor tensor) => tensor.detach().reshape(-1, tensor.shape[^1]).t().contiguous().data<double>().ToArray();
    }

    private void Compare(string shape, bool isBatchLast, Tensor[] arguments, StateTrajectory expected, Action kernels, Action kernelsInPlace, Func<Tensor> call)
    {
        // Both sides of the comparison solve the same problem.
        using var u = call().detach();
        var of = u.reshape(-1, expected.PointCount, u.shape[^1]);
        foreach (var trajectory in (int[])[0, 5, expected.TrajectoryCount - 1])
        {
            Assert.Equal(expected.ToArray(trajectory), of[trajectory].select(-1, 0).contiguous().data<double>().ToArray());
        }

        using var g = torch.ones(u.shape, dtype: float64);
        var times = Compare(
            40,
            kernels,
            kernelsInPlace,
            () =>
            {
                // Not backward(), which would copy every gradient once more: TorchSharp still holds it when libtorch puts it into a leaf.
                autograd.grad([call()], arguments, [g]);
            });
        output.WriteLine($"{shape}, batch {(isBatchLast ? "last" : "first")} in memory: {times}");
    }

    /// <summary>The least wall-clock time of each, and the mean time of all processors, which other work on the machine disturbs less and which counts the garbage collector.</summary>
    private static string Compare(int repeats, params Action[] sides)
    {
        var (wall, processors) = Times(repeats, sides);
        return string.Concat(((string[])["kernels", "kernels into arrays made before", "layer"]).Select((name, i) =>
            $"\n  {name}: {wall[i]:f1} us, the layer takes {wall[2] - wall[i]:f1} us or {100 * ((wall[2] / wall[i]) - 1):f0} % more; mean time of the processors {processors[i]:f1} us, {100 * ((processors[2] / processors[i]) - 1):f0} % more"));
    }

    private static (double, double) LeastTimes(Action one, Action other)
    {
        var (wall, _) = Times(20, one, other);
        return (wall[0], wall[1]);
    }

    private static (double[] Wall, double[] Processors) Times(int repeats, params Action[] sides)
    {
        double[] wall = new double[sides.Length], processors = new double[sides.Length];
        Array.Fill(wall, double.PositiveInfinity);
        for (var repeat = 0; repeat < sides.Length * repeats; repeat++)
        {
            using var scope = NewDisposeScope();
            var side = repeat % sides.Length;
            var before = Environment.CpuUsage.TotalTime;
            var clock = Stopwatch.StartNew();
            sides[side]();
            wall[side] = Math.Min(wall[side], clock.Elapsed.TotalMicroseconds);
            processors[side] += (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / repeats;
        }

        return (wall, processors);
    }
#else
    [TorchSharpFact]
    public void A_layer_costs_little() => Assert.Fail("TorchSharp is absent; " + output + " is to be skipped.");
#endif
}
