#if HAS_TORCHSHARP
using System;
using System.Linq;
using System.Runtime.InteropServices;
using ScalableMNN.Runtime;
using ScalableMNN.Tests.Golden;
using ScalableMNN.Torch;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;
using static TorchSharp.torch;
#endif
using ScalableMNN.Tests.Engines;
using Xunit;

namespace ScalableMNN.Engines.Tests.Torch;

/// <summary>The solver for run-time shapes as a function of tensors.</summary>
public sealed class OdeForwardTorchTests
{
#if HAS_TORCHSHARP
    private static Tensor Random(params long[] shape) => rand(shape, dtype: float64) + 0.2;

    [TorchSharpFact]
    public void Golden_cases_hold_with_automatic_differentiation()
    {
        Assert.NotEmpty(GoldenCase.Names);
        foreach (var name in GoldenCase.Names)
        {
            using var scope = NewDisposeScope();
            var golden = GoldenCase.Load(name);
            var problem = golden.Problem;
            var (coefficients, right, initial, steps) = (Leaf(problem.Coefficients), Leaf(problem.RightHandSide), Leaf(problem.InitialValues!), Leaf(problem.Steps!));
            var u = OdeForwardTorch.Apply(
                coefficients,
                right,
                initial,
                steps,
                problem.Points,
                problem.InitialPoints,
                problem.EquationWeight,
                problem.InitialWeight,
                problem.SmoothnessWeight,
                problem.CentralSmoothness);
            Check(name, golden.Solution, u);
            u.backward([ToTensor(golden.LossGradient)]);
            Check(name, golden.CoefficientGradient, coefficients.grad!);
            Check(name, golden.RightHandSideGradient, right.grad!);
            Check(name, golden.InitialValueGradient, initial.grad!);
            Check(name, golden.StepGradient, steps.grad!);
        }

        static Tensor Leaf(NdArray values) => ToTensor(values).requires_grad_();

        static void Check(string name, GoldenValue golden, Tensor value)
        {
            var error = golden.Error(MemoryMarshal.Cast<byte, double>(value.detach().contiguous().bytes));
            Assert.True(error <= golden.Tolerance, $"{name}, {golden.Name}: error {error:g2}, allowed {golden.Tolerance:g2}");
        }
    }

    [TorchSharpFact]
    public void Gradients_are_those_of_differences()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        GradientCheck.Holds(a => OdeForwardTorch.Apply(a[0], a[1], a[2], a[3]), 1e-6, Random(3, 6, 1, 1, 3), Random(2, 1, 1, 1), Random(1, 1, 2), Random(3, 5));
        GradientCheck.Holds(a => OdeForwardTorch.Apply(a[0], a[1], a[2], a[3], centralSmoothness: true, smoothnessWeight: 2), 1e-6, Random(1, 2, 2, 2), Random(5, 2), Random(1, 2, 1), Random(1));
    }

    [TorchSharpFact]
    public void Gradients_that_are_differentiated_again_are_the_same_and_so_are_their_derivatives()
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        Check(a => OdeForwardTorch.Apply(a[0], a[1], a[2], a[3]), Random(2, 5, 1, 1, 3), Random(2, 1, 1), Random(1, 1, 2), Random(4));
        Check(a => OdeForwardTorch.Apply(a[0], a[1], a[2], a[3], centralSmoothness: true, equationWeight: 1.5, initialWeight: 2, smoothnessWeight: 1.25), Random(1, 2, 2, 3), Random(2, 5, 2), Random(1, 2, 2), Random(2, 1));

        static void Check(Func<Tensor[], Tensor> function, params Tensor[] arguments)
        {
            var plain = Array.ConvertAll(arguments, static argument => argument.clone().requires_grad_());
            function(plain).pow(3).sum().backward();
            var recorded = Gradients(function, Array.ConvertAll(arguments, static argument => argument.clone().requires_grad_()));
            for (var i = 0; i < plain.Length; i++)
            {
                Assert.Equal(plain[i].grad!.shape, recorded[i].shape);
                Assert.Equal(0, (plain[i].grad! - recorded[i]).abs().max().ToDouble(), 1e-8 * Math.Max(1, plain[i].grad!.abs().max().ToDouble()));
            }

            // The second derivative is that of the gradient, for each of the inputs.
            for (var i = 0; i < arguments.Length; i++)
            {
                GradientCheck.Holds(a => Gradients(function, a)[i], 1e-5, arguments);
            }
        }

        // Differences are taken where nothing is recorded; the gradient within needs its own record.
        static Tensor[] Gradients(Func<Tensor[], Tensor> function, Tensor[] arguments)
        {
            using var on = enable_grad();
            return [.. autograd.grad([function(arguments).pow(3).sum()], [.. arguments], retain_graph: true, create_graph: true)];
        }
    }

    [TorchSharpFact]
    public void A_third_derivative_is_right_too()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        GradientCheck.Holds(
            static a =>
            {
                using var on = enable_grad();
                var u = OdeForwardTorch.Apply(a[0], a[1], null, a[2]).pow(2).sum();
                var first = autograd.grad([u], [a[0]], retain_graph: true, create_graph: true)[0].pow(2).sum();
                return autograd.grad([first], [a[0]], retain_graph: true, create_graph: true)[0];
            },
            1e-4,
            Random(3, 1, 1, 2) + 1,
            Random(3, 1),
            Random(2));
    }

    [TorchSharpFact]
    public void Several_solves_wait_for_their_gradients_and_each_can_be_repeated()
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        var (coefficients, right, initial, steps) = (Random(6, 1, 1, 3).requires_grad_(), Random(1, 1), Random(1, 1, 2), Random(1));
        var u = OdeForwardTorch.Apply(coefficients, right, initial, steps, points: 6);
        OdeForwardTorch.Apply(coefficients.detach() + 1, right, initial, steps, points: 6);
        u.sum().backward(retain_graph: true);
        var once = coefficients.grad!.clone();
        u.sum().backward();
        Assert.Equal(0, ((2 * once) - coefficients.grad!).abs().max().ToDouble(), 1e-12);
    }

    [TorchSharpFact]
    public void An_input_that_was_changed_in_place_gives_no_gradient_rather_than_a_wrong_one()
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        var (coefficients, right, initial, steps) = (Random(6, 1, 1, 3), Random(1, 1).requires_grad_(), Random(1, 1, 2), Random(1));
        var u = OdeForwardTorch.Apply(coefficients, right, initial, steps, points: 6);
        coefficients.add_(1);
        u.sum().backward();
        Assert.True(right.grad!.isnan().all().ToBoolean());
    }

    [TorchSharpFact]
    public void Other_number_types_and_wrong_shapes()
    {
        using var scope = NewDisposeScope();
        manual_seed(6);
        Tensor[] arguments = [Random(4, 6, 1, 1, 3), Random(6, 1), Random(1, 1, 2), Random(1)];
        var u = OdeForwardTorch.Apply(arguments[0], arguments[1], arguments[2], arguments[3]);
        var single = Array.ConvertAll(arguments, static argument => argument.to(float32).requires_grad_());
        var v = OdeForwardTorch.Apply(single[0], single[1], single[2], single[3]);
        v.sum().backward();
        Assert.Equal(float32, v.dtype);
        Assert.Equal(0, (u - v.to(float64)).abs().max().ToDouble(), 1e-5);
        Assert.All(single, static argument => Assert.Equal(float32, argument.grad!.dtype));

        Assert.Contains("RightHandSide: got shape (5, 1), wanted (..., 6 or 1, 1)", Assert.Throws<ArgumentException>(() => OdeForwardTorch.Apply(arguments[0], Random(5, 1), arguments[2], arguments[3])).Message, StringComparison.Ordinal);
        Assert.Contains("is NaN or infinite", Assert.Throws<InvalidOperationException>(() => OdeForwardTorch.Apply(arguments[0] / 0, arguments[1], arguments[2], arguments[3])).Message, StringComparison.Ordinal);
        Assert.Contains("not larger than zero", Assert.Throws<InvalidOperationException>(() => OdeForwardTorch.Apply(arguments[0], arguments[1], arguments[2], -arguments[3])).Message, StringComparison.Ordinal);
    }

    private static Tensor ToTensor(NdArray values) => tensor(values.Span.ToArray(), [.. values.Shape.ToArray().Select(static extent => (long)extent)]);
#else
    [TorchSharpFact]
    public void The_solver_is_a_function_of_tensors() => Assert.Fail("TorchSharp is absent; this test is to be skipped.");
#endif
}
