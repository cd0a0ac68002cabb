#if HAS_TORCHSHARP
using System;
using System.Diagnostics;
using System.Linq;
using ScalableMNN.Runtime.Solving;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;
using static TorchSharp.torch;
#endif
using ScalableMNN.Tests.Engines;
using Xunit;
using Xunit.Abstractions;

namespace ScalableMNN.Engines.Tests.Torch;

/// <summary>What a layer costs beyond its kernels. The numbers are printed and bound nothing, because machines differ and are shared.</summary>
public sealed class OverheadTests(ITestOutputHelper output)
{
#if HAS_TORCHSHARP
    [TorchSharpFact]
    public void One_trajectory()
    {
        using var layer = new DampedOscillatorModule(points: 50, dtype: float64);
        using var force = zeros(50, dtype: float64);
        using var start = ones(2, dtype: float64);
        using var g = ones(50, 1, 3, dtype: float64);
        var parameters = new DampedOscillator.Parameters();
        var inputs = new DampedOscillator.Inputs(50);
        inputs.Force.Fill(0);
        inputs.InitialX.Set(0, 1, 1);

        // Both sides of the comparison solve the same problem.
        using var u = layer.call(force, start).detach();
        Assert.Equal(DampedOscillator.Solve(parameters, inputs).X.ToArray(), u.slice(2, 0, 1, 1).contiguous().data<double>().ToArray(), static (a, b) => Math.Abs(a - b) < 1e-12);
        var (bare, whole) = (double.PositiveInfinity, double.PositiveInfinity);
        Compare(
            ref bare,
            ref whole,
            () =>
            {
                var solution = DampedOscillator.Solve(parameters, inputs);
                var cotangent = new DampedOscillator.Cotangent(solution);
                cotangent.Values.Fill(1);
                DampedOscillator.Gradient(solution, cotangent);
            },
            () => layer.call(force, start).backward([g]));
        output.WriteLine($"batch 1, T 50: kernels {1e6 * bare:f1} us, layer {1e6 * whole:f1} us, overhead {1e6 * (whole - bare):f1} us");
    }

    [TorchSharpFact]
    public void The_shape_of_Lorenz_with_the_batch_first_in_memory() => Lorenz("batch first in memory", static shape => rand(shape, dtype: float64));

    [TorchSharpFact]
    public void The_shape_of_Lorenz_with_the_batch_last_in_memory() => Lorenz("batch last in memory", static shape => rand([.. shape[2..], .. shape[..2]], dtype: float64).permute([shape.Length - 2, shape.Length - 1, .. Dimensions(shape.Length - 2)]));

    [TorchSharpFact]
    public void Second_derivatives_at_the_shape_of_Lorenz()
    {
        using var layer = new SecondOrderModule(points: 50);
        using var all = (rand(4, 512, 3, 50, dtype: float64) + 0.5).requires_grad_();
        using var start = rand(512, 3, 2, dtype: float64);
        using var step = zeros(1, dtype: float64) + 0.04;
        var (first, second) = (double.PositiveInfinity, double.PositiveInfinity);
        Compare(
            ref first,
            ref second,
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
        var (solve, along) = (double.PositiveInfinity, double.PositiveInfinity);
        Compare(
            ref solve,
            ref along,
            () => SecondOrder.Gradient(SecondOrder.Solve(parameters, inputs), cotangent),
            () => Solver.GradientAlong<SecondOrder, SecondOrder.Parameters, SecondOrder.Inputs>(solution, cotangent, new(parameters, inputs), new SecondOrder.Cotangent(solution)));
        output.WriteLine($"The kernels alone: solve and gradient {1e3 * solve:f2} ms, their derivatives along a direction {1e3 * along:f2} ms, {along / solve:f1} times as much");
        output.WriteLine($"Lorenz, batch 512x3, T 50: a gradient {1e3 * first:f2} ms, a gradient and its derivative {1e3 * second:f2} ms, {second / first:f1} times as much");

        Tensor Loss() => layer.call(all[0], all[1], all[2], all[3], start, step).pow(2).sum();
    }

    private static long[] Dimensions(int count) => [.. Enumerable.Range(0, count).Select(static d => (long)d)];

    private void Lorenz(string layout, Func<long[], Tensor> random)
    {
        using var layer = new SecondOrderModule(points: 50);
        using var c0 = (random([512, 3, 50]) + 0.5).requires_grad_();
        using var c1 = (random([512, 3, 50]) + 0.5).requires_grad_();
        using var c2 = (random([512, 3, 50]) + 0.5).requires_grad_();
        using var right = random([512, 3, 50]).requires_grad_();
        using var start = random([512, 3, 2]).requires_grad_();
        using var step = zeros(1, dtype: float64) + 0.04;
        using var g = random([512, 3, 50, 1, 3]);
        const int B = 1536;
        var parameters = new SecondOrder.Parameters();
        var inputs = new SecondOrder.Inputs(50, B);
        inputs.C0.Set(static (_, _) => 0.75);
        inputs.C1.Set(static (_, _) => 0.75);
        inputs.C2.Set(static (_, _) => 0.75);
        inputs.Right.Set(static (_, _) => 0.75);
        inputs.Steps.Set(static (_, _) => 0.04);
        inputs.InitialU.Fill(1);
        inputs.InitialU.Fill(1, order: 1);
        var (bare, whole) = (double.PositiveInfinity, double.PositiveInfinity);
        Compare(
            ref bare,
            ref whole,
            () =>
            {
                var solution = SecondOrder.Solve(parameters, inputs);
                var cotangent = new SecondOrder.Cotangent(solution);
                cotangent.Values.Fill(1);
                SecondOrder.Gradient(solution, cotangent);
            },
            () =>
            {
                layer.call(c0, c1, c2, right, start, step).backward([g]);
                foreach (var tensor in new[] { c0, c1, c2, right, start })
                {
                    tensor.grad = null;
                }
            });
        using var u = layer.call(c0, c1, c2, right, start, step);
        Assert.Equal([512, 3, 50, 1, 3], u.shape);
        Assert.All(layer.Reports.ToArray(), static report => Assert.True(report.HasSolution));
        output.WriteLine($"Lorenz, batch 512x3, T 50, {layout}: kernels {1e3 * bare:f2} ms, layer {1e3 * whole:f2} ms, overhead {100 * ((whole / bare) - 1):f0} %");
    }

    private static void Compare(ref double bare, ref double whole, Action kernels, Action layer)
    {
        for (var repeat = 0; repeat < 60; repeat++)
        {
            using var scope = NewDisposeScope();
            var clock = Stopwatch.StartNew();
            kernels();
            bare = Math.Min(bare, clock.Elapsed.TotalSeconds);
            clock.Restart();
            layer();
            whole = Math.Min(whole, clock.Elapsed.TotalSeconds);
        }
    }
#else
    [TorchSharpFact]
    public void A_layer_costs_little() => Assert.Fail("TorchSharp is absent; " + output + " is to be skipped.");
#endif
}
