#if HAS_TORCHSHARP
using System;
using System.IO;
using System.Linq;
using ScalableMNN.Runtime.Solving;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;
using static TorchSharp.torch;
#endif
using ScalableMNN.Tests.Engines;
using Xunit;

namespace ScalableMNN.Engines.Tests.Torch;

/// <summary>Models as layers, with real automatic differentiation.</summary>
public sealed class ModuleTests
{
#if HAS_TORCHSHARP
    private static Tensor Random(params long[] shape) => rand(shape, dtype: float64) + 0.1;

    [TorchSharpFact]
    public void Trajectories_are_those_of_the_model()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var layer = new DampedOscillatorModule(points: 30, dtype: float64);
        var (force, start) = (Random(3, 4, 30), Random(4, 2));

        var u = layer.call(force, start);

        Assert.Equal([3, 4, 30, 1, 3], u.shape);
        var parameters = new DampedOscillator.Parameters();
        var inputs = new DampedOscillator.Inputs(points: 30, trajectories: 12);
        for (var b = 0; b < 12; b++)
        {
            for (var t = 0; t < 30; t++)
            {
                inputs.Force[b, t] = force[b / 4, b % 4, t].ToDouble();
            }

            inputs.InitialX.Set(b, start[b % 4, 0].ToDouble(), start[b % 4, 1].ToDouble());
        }

        var expected = DampedOscillator.Solve(parameters, inputs);
        for (var b = 0; b < 12; b++)
        {
            Assert.Equal(expected.X[b, 17], DampedOscillatorModule.X(u)[b / 4, b % 4, 17].ToDouble(), 1e-13);
            Assert.Equal(expected.X.D(2)[b, 5], DampedOscillatorModule.X(u, 2)[b / 4, b % 4, 5].ToDouble(), 1e-13);
        }

        Assert.Equal(12, layer.Reports.Length);
    }

    [TorchSharpFact]
    public void Gradients_of_inputs_and_of_learned_values_are_those_of_differences()
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        using var layer = new DampedOscillatorModule(points: 7, dtype: float64);
        GradientCheck.Holds(a => layer.call(a[0], a[1]), 1e-6, Random(2, 3, 7), Random(3, 2));
        GradientCheck.Holds(a => layer.call(a[0], a[1]), 1e-6, Random(7), Random(2));
        GradientCheck.Holds(a => layer.call(a[0], a[1]), 1e-6, Random(2, 1), Random(5, 1, 2));

        CheckParameters(layer, () => layer.call(ones(7, dtype: float64), ones(3, 2, dtype: float64)));
    }

    [TorchSharpFact]
    public void With_a_tolerance_gradients_are_those_of_differences_too()
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        using var layer = new DampedOscillatorModule(points: 7, dtype: float64);
        layer.Options = new SolveOptions { RelativeTolerance = 1e-12 };
        GradientCheck.Holds(a => layer.call(a[0], a[1]), 1e-6, Random(2, 3, 7), Random(3, 2));
        CheckParameters(layer, () => layer.call(ones(7, dtype: float64), ones(3, 2, dtype: float64)));
        Assert.All(layer.Reports.ToArray(), static report => Assert.True(report.March!.Steps > 0));
    }

    [TorchSharpFact]
    public void Gradients_of_steps_and_of_values_learned_at_every_step_are_those_of_differences()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        using var layer = new ExchangeModule(points: 6, trajectories: 2, dtype: float64);
        GradientCheck.Holds(a => layer.call(a[0], a[1], a[2], a[3]), 1e-6, Random(3, 2), Random(3, 2, 1), Random(1), Random(1));
        CheckParameters(layer, () => layer.call(ones(2, dtype: float64), ones(2, 1, dtype: float64), zeros(1, dtype: float64), full(1, 0.25, dtype: float64)));

        using var shared = new ExchangeModule(points: 6, dtype: float64);
        GradientCheck.Holds(a => shared.call(a[0], a[1], a[2], a[3]), 1e-6, Random(3), Random(3, 1), Random(1), Random(3, 5));
        CheckParameters(shared, () => shared.call(ones(2, dtype: float64), ones(2, 1, dtype: float64), zeros(1, dtype: float64), full(5, 0.25, dtype: float64)));
    }

    [TorchSharpFact]
    public void States_of_different_orders_are_padded_with_zeros()
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        using var layer = new FollowerModule(dtype: float64);
        var u = layer.call(Random(3, 12), Random(3, 2), Random(3, 1));
        Assert.Equal([3, 12, 2, 3], u.shape);
        Assert.Equal(0, u[.., .., 1, 2].abs().max().ToDouble());
        GradientCheck.Holds(a => layer.call(a[0], a[1], a[2]), 1e-6, Random(2, 12), Random(2, 2), Random(1));
    }

    [TorchSharpFact]
    public void A_nonlinear_model_has_gradients_too()
    {
        using var scope = NewDisposeScope();
        using var layer = new GrowthModule(dtype: float64);
        GradientCheck.Holds(a => layer.call(a[0]), 1e-6, Random(4, 1) * 0.3);
        CheckParameters(layer, () => layer.call(full(2, 1, 0.1, dtype: float64)));
    }

    [TorchSharpFact]
    public void Training_finds_the_values_that_made_the_data()
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        using var layer = new DampedOscillatorModule(points: 40, dtype: float64);
        var (force, start) = (zeros(40, dtype: float64), arange(1, -1, -1, dtype: float64));
        var parameters = new DampedOscillator.Parameters { Damping = 0.8, Stiffness = 6 };
        var inputs = new DampedOscillator.Inputs(40);
        inputs.Force.Fill(0);
        inputs.InitialX.Set(0, 1, 0);
        var data = tensor(DampedOscillator.Solve(parameters, inputs).X.ToArray());
        using var optimiser = optim.Adam(layer.parameters(), 0.05);
        double first = 0, last = 0;
        for (var step = 0; step < 300; step++)
        {
            using var inner = NewDisposeScope();
            optimiser.zero_grad();
            var loss = nn.functional.mse_loss(DampedOscillatorModule.X(layer.call(force, start)), data);
            loss.backward();
            optimiser.step();
            last = loss.ToDouble();
            first = step == 0 ? last : first;
        }

        Assert.True(last < 1e-4 * first, $"{first} -> {last}");
        Assert.Equal(0.8, layer.Damping.ToDouble(), 0.02);
        Assert.Equal(6, layer.Stiffness.ToDouble(), 0.05);
    }

    [TorchSharpFact]
    public void A_network_makes_the_coefficients_and_is_trained_with_them()
    {
        using var scope = NewDisposeScope();
        manual_seed(6);
        var encoder = nn.Sequential(nn.Linear(3, 8, dtype: float64), nn.Tanh(), nn.Linear(8, 1, dtype: float64), nn.Softplus(), nn.Flatten(0, -1));
        using var layer = new ExchangeModule(points: 9, flowNetwork: encoder, dtype: float64);
        Assert.Equal(5, layer.parameters().Count());

        var u = layer.call(Random(4, 3), Random(4, 1), zeros(1, dtype: float64), full(1, 0.1, dtype: float64));
        u.pow(2).sum().backward();

        Assert.Equal([4, 9, 2, 2], u.shape);
        Assert.All(layer.parameters(), parameter => Assert.True(parameter.grad!.abs().max().ToDouble() > 0));
    }

    [TorchSharpFact]
    public void What_is_measured_is_given_beside_the_arguments_of_which_there_may_be_none()
    {
        using var scope = NewDisposeScope();
        using var layer = new MeasuredModule(dtype: float64);
        var data = exp(arange(12, dtype: float64) * -0.08).repeat(3, 1) * (arange(3, dtype: float64).unsqueeze(1) + 1);
        data[1, 4] = tensor(double.NaN);
        Assert.Throws<SolveException>(() => layer.call());

        layer.Observed.U = data.requires_grad_();
        var u = layer.call();
        u.sum().backward();
        Assert.Equal([3, 12, 1, 3], u.shape);
        Assert.Equal(0, (MeasuredModule.U(u) - data.detach()).nan_to_num().abs().max().ToDouble(), 1e-6);
        Assert.NotEqual(0, layer.get_parameter("raw_Rate")!.grad!.ToDouble());
        Assert.True(data.grad!.isfinite().all().ToBoolean());
    }

    [TorchSharpFact]
    public void The_start_is_a_tensor_where_equations_use_time()
    {
        using var scope = NewDisposeScope();
        using var layer = new SweepModule(points: 21, dtype: float64);
        var initial = zeros(3, 1, dtype: float64);

        // x(s + 2) = sin(s + 2) - sin s, of order 6 at h = 0.1; s = 0.5 is declared.
        var u = SweepModule.X(layer.call(initial));
        Assert.Equal(Math.Sin(2.5) - Math.Sin(0.5), u[2, 20].ToDouble(), 1e-8);

        var start = tensor([-1.0, 0, 4], dtype: float64).requires_grad_();
        layer.Start = start;
        u = SweepModule.X(layer.call(initial));
        u.select(-1, 20).sum().backward();
        for (var b = 0; b < 3; b++)
        {
            var s = start[b].ToDouble();
            Assert.Equal(Math.Sin(s + 2) - Math.Sin(s), u[b, 20].ToDouble(), 1e-8);
            Assert.Equal(Math.Cos(s + 2) - Math.Cos(s), start.grad![b].ToDouble(), 1e-8);
        }

        // One start for all, and second derivatives.
        GradientCheck.Holds(a => Called(a[0], a[1]), 1e-6, Random(3, 1), Random());
        layer.Start = zeros(4, dtype: float64);
        Assert.Throws<ArgumentException>(() => layer.call(initial));

        Tensor Called(Tensor x, Tensor s)
        {
            layer.Start = s;
            return layer.call(x);
        }
    }

    [TorchSharpFact]
    public void It_stands_in_a_sequence_of_layers()
    {
        using var scope = NewDisposeScope();
        manual_seed(7);
        using var sequence = nn.Sequential(nn.Linear(5, 1, dtype: float64), nn.Sigmoid(), new GrowthModule(dtype: float64));
        var u = sequence.call(Random(6, 5));
        u.sum().backward();
        Assert.Equal([6, 15, 1, 3], u.shape);
        Assert.Equal(3, sequence.parameters().Count());
        Assert.All(sequence.parameters(), static parameter => Assert.NotEqual(0, parameter.grad!.abs().max().ToDouble()));
    }

    [TorchSharpFact]
    public void Several_calls_wait_for_their_gradients_and_each_can_be_repeated()
    {
        using var scope = NewDisposeScope();
        manual_seed(8);
        using var layer = new DampedOscillatorModule(points: 20, dtype: float64);
        var (a, b) = (Random(3, 2).requires_grad_(), Random(5, 2).requires_grad_());
        var force = Random(20);
        var (u, v) = (layer.call(force, a), layer.call(force, b));
        u.sum().backward(retain_graph: true);
        var once = a.grad!.clone();
        u.sum().backward();
        v.sum().backward();
        Assert.Equal(0, ((once * 2) - a.grad!).abs().max().ToDouble());
        Assert.Equal(0, (b.grad! - once[0]).abs().max().ToDouble(), 1e-12);
    }

    [TorchSharpFact]
    public void What_was_changed_in_place_before_the_gradient_gives_none_rather_than_a_wrong_one()
    {
        using var scope = NewDisposeScope();
        manual_seed(9);
        using var layer = new DampedOscillatorModule(points: 20, dtype: float64);
        var (force, start) = (Random(3, 20), Random(3, 2).requires_grad_());
        var u = layer.call(force, start);
        force.zero_();
        Assert.ThrowsAny<Exception>(() => u.add_(1));
        u.pow(2).sum().backward();
        Assert.True(start.grad!.isnan().all().ToBoolean());
    }

    [TorchSharpFact]
    public void Arguments_may_be_disposed_before_the_gradient()
    {
        using var scope = NewDisposeScope();
        manual_seed(9);
        using var layer = new DampedOscillatorModule(points: 20, dtype: float64);
        var (force, start) = (Random(3, 20), Random(3, 2).requires_grad_());
        layer.call(force, start).pow(2).sum().backward();
        var expected = start.grad!.clone();
        start.grad!.zero_();
        var copy = force.clone();
        var loss = layer.call(copy, start).pow(2).sum();
        copy.Dispose();
        loss.backward();
        Assert.Equal(0, (expected - start.grad!).abs().max().ToDouble(), 1e-13);
    }

    [TorchSharpFact]
    public void Tensors_of_any_strides_are_read_and_written_alike()
    {
        using var scope = NewDisposeScope();
        manual_seed(11);
        using var layer = new SecondOrderModule(points: 9, dtype: float64);

        // Batch first, batch last, in between, a part of something larger, repeated in either direction, and a whole that no two strides describe.
        Func<long, Tensor>[] shapes =
        [
            static t => Random(5, 3, t),
            static t => Random(t, 5, 3).permute(1, 2, 0),
            static t => Random(5, t, 3).permute(0, 2, 1),
            static t => Random(5, 3, t + 4, 2).narrow(2, 1, t).select(-1, 1),
            static t => Random(5, 3, 1).expand(5, 3, t),
            static t => Random(t).expand(5, 3, t),
            static t => Random(3, t).expand(5, 3, t),
        ];
        for (var i = 0; i < shapes.Length; i++)
        {
            var shape = shapes[i];
            Tensor[] arguments = [shape(9) + 1, shape(9), shape(9), shape(9), shape(2), Scaled(shape(8))];
            var plain = arguments.Select(static argument => argument.detach().contiguous().clone().requires_grad_()).ToArray();
            var strided = arguments.Select(static argument => argument.detach().requires_grad_()).ToArray();
            var (u, v) = (layer.call(plain[0], plain[1], plain[2], plain[3], plain[4], plain[5]), layer.call(strided[0], strided[1], strided[2], strided[3], strided[4], strided[5]));
            Assert.Equal([5, 3, 9, 1, 3], v.shape);
            Assert.True(v.is_contiguous());
            Assert.Equal(0, (u - v).abs().max().ToDouble());
            var g = i % 2 == 0 ? Random(5, 3, 9, 1, 3) : Random(9, 3, 5, 3, 1).permute(2, 1, 0, 4, 3);
            u.backward([g.contiguous()]);
            v.backward([g]);
            for (var a = 0; a < plain.Length; a++)
            {
                Assert.Equal(0, (plain[a].grad! - strided[a].grad!).abs().max().ToDouble());
            }
        }

        static Tensor Scaled(Tensor steps) => (steps * 0.1) + 0.1;
    }

    [TorchSharpFact]
    public void Non_contiguous_inputs_and_gradients_are_as_good()
    {
        using var scope = NewDisposeScope();
        manual_seed(10);
        using var layer = new DampedOscillatorModule(points: 8, dtype: float64);
        var force = Random(8, 3).requires_grad_();
        var start = Random(3, 2);
        var weights = Random(3, 1, 8, 3);
        (layer.call(force.t(), start).permute(0, 2, 1, 3) * weights).sum().backward();
        var straight = force.detach().t().contiguous().requires_grad_();
        (layer.call(straight, start).contiguous() * weights.permute(0, 2, 1, 3)).sum().backward();
        Assert.Equal(0, (force.grad!.t() - straight.grad!).abs().max().ToDouble(), 1e-12);
    }

    [TorchSharpFact]
    public void It_changes_its_dtype_and_checks_those_of_its_arguments()
    {
        using var scope = NewDisposeScope();
        manual_seed(11);
        using var layer = new DampedOscillatorModule(points: 10);
        var (force, start) = (Random(10), Random(2, 2));
        var mistake = Assert.Throws<ArgumentException>(() => layer.call(force, start));
        Assert.Contains("force has dtype Float64, but Float32 is wanted", mistake.Message, StringComparison.Ordinal);

        var single = layer.call(force.to(float32), start.to(float32));
        Assert.Equal(float32, single.dtype);
        layer.to(float64);
        var both = layer.call(force, start);
        both.sum().backward();
        Assert.Equal(float64, both.dtype);
        Assert.All(layer.parameters(), static parameter => Assert.Equal(float64, parameter.grad!.dtype));
        Assert.Equal(0, (single.to(float64) - both).abs().max().ToDouble(), 1e-6);
    }

    [TorchSharpFact]
    public void Wrong_shapes_are_told_before_anything_is_solved()
    {
        using var scope = NewDisposeScope();
        using var layer = new DampedOscillatorModule(points: 10, dtype: float64);
        Says("force has shape (9), wanted (..., 10 or 1)", () => layer.call(Random(9), Random(2)));
        Says("initialX has shape (4, 3), wanted (..., 2)", () => layer.call(Random(10), Random(4, 3)));
        Says("the batch shape (3) of initialX does not broadcast against that of force, whose extent there is 4", () => layer.call(Random(4, 10), Random(3, 2)));
        Says("the batch shape (0) of force holds no trajectory", () => layer.call(Random(0, 10), Random(2)));

        static void Says(string what, Func<Tensor> call) => Assert.Contains(what, Assert.Throws<ArgumentException>(call).Message, StringComparison.Ordinal);
    }

    [TorchSharpFact]
    public void A_trajectory_without_a_solution_is_an_exception_or_alone_without_one()
    {
        using var scope = NewDisposeScope();
        manual_seed(12);
        using var layer = new DampedOscillatorModule(points: 10, dtype: float64);
        var force = Random(3, 10);
        force[1, 4] = tensor(double.NaN);
        Assert.Contains("Force", Assert.Throws<SolveException>(() => layer.call(force, Random(2))).Message, StringComparison.Ordinal);

        layer.ThrowWhereUnsolved = false;
        var start = Random(3, 2).requires_grad_();
        var u = layer.call(force, start);
        Assert.Equal([SolveStatus.Ok, SolveStatus.NotFinite, SolveStatus.Ok], layer.Reports.ToArray().Select(static report => report.Status));
        nansum(u).backward();
        Assert.True(start.grad!.isfinite().all().ToBoolean());
        Assert.Equal(0, start.grad![1].abs().max().ToDouble());
        Assert.NotEqual(0, start.grad![2].abs().max().ToDouble());
    }

    [TorchSharpFact]
    public void Learned_values_are_saved_and_loaded()
    {
        using var scope = NewDisposeScope();
        var file = Path.GetTempFileName();
        try
        {
            using var layer = new DampedOscillatorModule(points: 10, dtype: float64);
            Assert.Equal(["raw_Damping", "raw_Stiffness"], layer.state_dict().Keys);
            Assert.Equal(0.5, layer.Damping.ToDouble(), 1e-12);
            Assert.Equal(4, layer.Stiffness.ToDouble(), 1e-12);
            using (no_grad())
            {
                layer.get_parameter("raw_Damping")!.fill_(1.25);
            }

            layer.save(file);
            using var other = new DampedOscillatorModule(points: 25, dtype: float64);
            other.load(file);
            Assert.Equal(Math.Exp(1.25), other.Damping.ToDouble(), 1e-12);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TorchSharpFact]
    public void Nothing_is_left_over_in_a_scope()
    {
        using var layer = new DampedOscillatorModule(points: 10, dtype: float64);
        using var force = Random(10);
        using var start = Random(2);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var i = 0; i < 5; i++)
        {
            using var scope = NewDisposeScope();
            layer.call(force, start).sum().backward();
            layer.zero_grad();
        }

        // The two gradients of the parameters may stay.
        Assert.InRange(DisposeScopeManager.Statistics.ThreadTotalLiveCount - before, 0, 2);
    }

    [TorchSharpFact]
    public void Tensors_that_lie_elsewhere_or_are_no_plain_arrays_are_told_with_the_way_out()
    {
        // A tensor on the device "meta" has a shape and no numbers; it stands for one on a GPU, which takes the same check.
        using var scope = NewDisposeScope();
        using var layer = new DampedOscillatorModule(points: 10, dtype: float64);
        var (force, start) = (Random(10), Random(2));
        Says("force is on meta, but this layer runs on the CPU", () => layer.call(zeros(10, dtype: float64, device: META), start));
        Says("Call it with initialX.cpu(), and move its result back with .to(initialX.device)", () => layer.call(force, zeros(2, dtype: float64, device: META)));
        Says("SolveOnAccelerator", () => layer.call(force, zeros(2, dtype: float64, device: META)));
        var sparse = sparse_coo_tensor(zeros(1, 1, dtype: int64), ones(1, dtype: float64), [10]);
        Says("force is sparse", () => layer.call(sparse, start));
        Says("Give force.to_dense()", () => layer.call(sparse, start));
        Assert.Equal([10, 1, 3], layer.call(sparse.to_dense(), start).shape);
        Says("force has dtype Int64, but Float64 is wanted", () => layer.call(ones(10, dtype: int64), start));
        Says("initialX has dtype ComplexFloat64", () => layer.call(force, ones(2, dtype: complex128)));
        Says("initialX has dtype Float16", () => layer.call(force, ones(2, dtype: float16)));

        Tensor[] run = [Random(6, 1, 1, 3), Random(6, 1), Random(1, 1, 2), Random(1)];
        Says("steps is on meta", () => ScalableMNN.Torch.OdeForwardTorch.Apply(run[0], run[1], run[2], zeros(1, dtype: float64, device: META)));
        Says("rightHandSide is sparse", () => ScalableMNN.Torch.OdeForwardTorch.Apply(run[0], sparse, run[2], run[3]));

        // Moved to another device, the layer's own values are what is wrong.
        layer.to(META);
        Says("Damping is on meta", () => layer.call(force, start));

        static void Says(string what, Func<Tensor> call) => Assert.Contains(what, Assert.Throws<ArgumentException>(call).Message, StringComparison.Ordinal);
    }

    private static void CheckParameters(nn.Module layer, Func<Tensor> call)
    {
        var names = layer.named_parameters().Select(static named => named.name).ToArray();
        layer.zero_grad();
        call().pow(2).sum().backward();
        foreach (var name in names)
        {
            var parameter = layer.get_parameter(name)!;
            var gradient = parameter.grad!.contiguous().data<double>().ToArray();
            for (var i = 0; i < gradient.Length; i++)
            {
                const double H = 1e-3;
                var difference = ((8 * (At(H) - At(-H))) - (At(2 * H) - At(-2 * H))) / (12 * H);
                Assert.Equal(difference, gradient[i], 1e-6 * Math.Max(1, gradient.Max(Math.Abs)));

                double At(double change)
                {
                    using var off = no_grad();
                    var flat = parameter.view(-1);
                    var before = flat[i].ToDouble();
                    flat[i] = tensor(before + change, dtype: float64);
                    var sum = call().pow(2).sum().ToDouble();
                    flat[i] = tensor(before, dtype: float64);
                    return sum;
                }
            }
        }
    }
#else
    [TorchSharpFact]
    public void Models_are_layers() => Assert.Fail("TorchSharp is absent; this test is to be skipped.");
#endif
}
