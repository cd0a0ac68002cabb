#if HAS_TORCHSHARP
using System;
using System.Linq;
using ScalableMNN.Torch;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;
using static TorchSharp.torch;
#endif
using ScalableMNN.Tests.Engines;
using Xunit;

namespace ScalableMNN.Engines.Tests.Torch;

/// <summary>Derivatives of derivatives through models as layers.</summary>
public sealed class SecondDerivativeTests
{
#if HAS_TORCHSHARP
    private static Tensor Random(params long[] shape) => rand(shape, dtype: float64) + 0.2;

    [TorchSharpFact]
    public void Of_all_arguments_are_those_of_differences()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var oscillator = new DampedOscillatorModule(points: 7, dtype: float64);
        Check(a => oscillator.call(a[0], a[1]), Random(2, 3, 7), Random(3, 2));
        using var exchange = new ExchangeModule(points: 6, trajectories: 2, dtype: float64);
        Check(a => exchange.call(a[0], a[1], a[2], a[3]), Random(3, 2), Random(3, 2, 1), Random(1), Random(1));
        using var follower = new FollowerModule(dtype: float64);
        Check(a => follower.call(a[0], a[1], a[2]), Random(2, 12), Random(2, 2), Random(1));
        using var growth = new GrowthModule(dtype: float64);
        Check(a => growth.call(a[0]), Random(4, 1) * 0.3);

        static void Check(Func<Tensor[], Tensor> function, params Tensor[] arguments)
        {
            for (var i = 0; i < arguments.Length; i++)
            {
                GradientCheck.Holds(a => Gradients(function, a)[i], 1e-6, arguments);
            }
        }
    }

    [TorchSharpFact]
    public void Of_learned_values_are_those_of_differences()
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        using var layer = new DampedOscillatorModule(points: 9, dtype: float64);
        var (force, start) = (Random(3, 9), Random(3, 2));
        Tensor[] parameters = [.. layer.parameters()];
        for (var i = 0; i < parameters.Length; i++)
        {
            var gradient = autograd.grad([layer.call(force, start).pow(3).sum()], parameters, retain_graph: true, create_graph: true);
            var second = autograd.grad([gradient[i]], parameters, retain_graph: true);
            for (var j = 0; j < parameters.Length; j++)
            {
                const double H = 1e-3;
                var difference = ((8 * (At(H) - At(-H))) - (At(2 * H) - At(-2 * H))) / (12 * H);
                Assert.Equal(difference, second[j].ToDouble(), 1e-7 * Math.Max(1, Math.Abs(difference)));

                double At(double change)
                {
                    Move(change);
                    var moved = autograd.grad([layer.call(force, start).pow(3).sum()], parameters)[i].ToDouble();
                    Move(-change);
                    return moved;
                }

                void Move(double change)
                {
                    using var off = no_grad();
                    parameters[j].add_(change);
                }
            }
        }
    }

    [TorchSharpFact]
    public void Of_a_declared_model_are_those_of_the_solver_for_run_time_shapes()
    {
        // Two independent ways: numbers that carry their derivatives through the kernels, and adjoints of adjoints.
        using var scope = NewDisposeScope();
        manual_seed(3);
        using var layer = new SecondOrderModule(points: 8);
        Tensor[] arguments = [.. Enumerable.Range(0, 4).Select(static _ => Random(4, 8)), Random(4, 2), Random(4, 7) * 0.3];
        var own = Second(a => layer.call(a[0], a[1], a[2], a[3], a[4], a[5]));
        var other = Second(static a => OdeForwardTorch.Apply(
            stack([a[0], a[1], a[2]], -1).unsqueeze(-2).unsqueeze(-3), a[3].unsqueeze(-1), a[4].unsqueeze(-2).unsqueeze(-3), a[5]));
        for (var i = 0; i < own.Length; i++)
        {
            var scale = Math.Max(1, other[i].abs().max().ToDouble());
            Assert.Equal(0, (own[i] - other[i]).abs().max().ToDouble() / scale, 1e-9);
        }

        Tensor[] Second(Func<Tensor[], Tensor> function)
        {
            var variables = Array.ConvertAll(arguments, static argument => argument.clone().requires_grad_());
            manual_seed(4);
            var sum = Gradients(function, variables).Select(static gradient => (gradient * rand(gradient.shape, dtype: float64)).sum()).Aggregate(static (a, b) => a + b);
            return [.. autograd.grad([sum], variables)];
        }
    }

    [TorchSharpFact]
    public void A_penalty_on_the_gradient_is_trained()
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        using var layer = new GrowthModule();
        using var optimiser = optim.Adam(layer.parameters(), 0.05);
        var start = full(3, 1, 0.1f).requires_grad_();
        double first = 0, last = 0;
        for (var step = 0; step < 100; step++)
        {
            using var inner = NewDisposeScope();
            optimiser.zero_grad();
            var penalty = autograd.grad([GrowthModule.N(layer.call(start)).select(-1, -1).sum()], [start], retain_graph: true, create_graph: true)[0].pow(2).sum();
            penalty.backward();
            optimiser.step();
            last = penalty.ToDouble();
            first = step == 0 ? last : first;
        }

        Assert.True(double.IsFinite(last) && last < 0.5 * first, $"{first} -> {last}");
    }

    [TorchSharpFact]
    public void A_gradient_that_is_recorded_is_the_same()
    {
        using var scope = NewDisposeScope();
        manual_seed(6);
        using var layer = new DampedOscillatorModule(points: 12);
        var (force, start) = (rand(4, 12).requires_grad_(), rand(2).requires_grad_());
        Tensor[] variables = [force, start, .. layer.parameters()];
        var u = layer.call(force, start);
        var plain = autograd.grad([u.pow(2).sum()], variables, retain_graph: true);
        var recorded = autograd.grad([u.pow(2).sum()], variables, retain_graph: true, create_graph: true);
        for (var i = 0; i < variables.Length; i++)
        {
            Assert.Equal(plain[i].shape, recorded[i].shape);
            Assert.Equal(float32, recorded[i].dtype);
            Assert.Equal(0, (plain[i] - recorded[i]).abs().max().ToDouble());
        }
    }

    [TorchSharpFact]
    public void A_third_derivative_is_not_a_number_rather_than_wrong()
    {
        using var scope = NewDisposeScope();
        using var layer = new GrowthModule(dtype: float64);
        var start = full(1, 0.2, dtype: float64).requires_grad_();
        var first = autograd.grad([layer.call(start).pow(2).sum()], [start], retain_graph: true, create_graph: true)[0];
        var second = autograd.grad([first.sum()], [start], retain_graph: true, create_graph: true)[0];
        Assert.True(second.isfinite().all().ToBoolean());
        second.sum().backward();
        Assert.True(start.grad!.isnan().all().ToBoolean());
    }

    [TorchSharpFact]
    public void An_argument_that_was_changed_in_place_has_no_derivatives_rather_than_wrong_ones()
    {
        using var scope = NewDisposeScope();
        manual_seed(7);
        using var layer = new DampedOscillatorModule(points: 6, dtype: float64);
        var given = Random(3, 2).requires_grad_();
        var start = given * 1;
        var u = layer.call(Random(6), start);
        start.add_(1);
        Assert.True(autograd.grad([u.sum()], [given], retain_graph: true)[0].isnan().all().ToBoolean());
        Assert.True(autograd.grad([u.sum()], [given], retain_graph: true, create_graph: true)[0].isnan().all().ToBoolean());
    }

    [TorchSharpFact]
    public void A_trajectory_without_a_solution_contributes_nothing()
    {
        using var scope = NewDisposeScope();
        manual_seed(8);
        using var layer = new DampedOscillatorModule(points: 6, dtype: float64) { ThrowWhereUnsolved = false };
        var force = Random(3, 6);
        force[1, 4] = tensor(double.NaN);
        var start = Random(3, 2).requires_grad_();
        var gradient = autograd.grad([nansum(layer.call(force, start).pow(2))], [start], retain_graph: true, create_graph: true)[0];
        gradient.pow(2).sum().backward();
        Assert.True(start.grad!.isfinite().all().ToBoolean());
        Assert.Equal(0, start.grad![1].abs().max().ToDouble());
        Assert.NotEqual(0, start.grad![2].abs().max().ToDouble());
    }

    // Differences are taken where nothing is recorded; the gradient within needs its own record.
    private static Tensor[] Gradients(Func<Tensor[], Tensor> function, Tensor[] arguments)
    {
        using var on = enable_grad();
        return [.. autograd.grad([function(arguments).pow(3).sum()], [.. arguments], retain_graph: true, create_graph: true)];
    }
#else
    [TorchSharpFact]
    public void Layers_have_them() => Assert.Fail("TorchSharp is absent; this test is to be skipped.");
#endif
}
