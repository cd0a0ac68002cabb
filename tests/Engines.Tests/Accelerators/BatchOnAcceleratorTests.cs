using System;
using System.Linq;
using ScalableMNN.Generated.Tests;
using ScalableMNN.Generated.Tests.Accuracy;
using ScalableMNN.Generated.Tests.Models;
using ScalableMNN.Runtime.Accelerators;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Engines.Tests.Accelerators;

/// <summary>A batch that stays on an accelerator: what is copied, what is kept, slices, failures and memory.</summary>
public sealed class BatchOnAcceleratorTests
{
    [Fact]
    public void Other_parameters_give_other_solutions_of_the_same_inputs()
    {
        using var test = new TestAccelerator();
        var (parameters, inputs) = EverySourceBatch.Create(7);
        using var batch = new EverySource.AcceleratorBatch(test.Accelerator, inputs);
        batch.Solve(parameters);
        parameters.LearnedModel *= 1.5;

        var solution = batch.Solve(parameters);

        Agreement.Check(EverySource.Solve(parameters, inputs), solution, 1e-10);
        Assert.Equal(1, batch.Slices);
        Assert.True(batch.KernelTime > TimeSpan.Zero);
    }

    [Fact]
    public void Inputs_are_copied_again_when_they_are_uploaded()
    {
        using var test = new TestAccelerator();
        var (parameters, inputs) = EverySourceBatch.Create(3);
        using var batch = new EverySource.AcceleratorBatch(test.Accelerator, inputs);
        var solution = batch.Solve(parameters);
        var before = solution.Values.ToArray();
        inputs.InputModel *= 2;

        batch.SolveInto(solution, parameters);
        Assert.Equal(before, solution.Values.ToArray());
        batch.Upload();
        batch.SolveInto(solution, parameters);

        Agreement.Check(EverySource.Solve(parameters, inputs), solution, 1e-10);
    }

    [Fact]
    public void Data_are_followed_where_a_solve_is_asked_to_and_its_gradient_does_the_same()
    {
        using var test = new TestAccelerator();
        var inputs = new EightStates.Inputs(points: 12, trajectories: 5);
        for (var slot = 0; slot < inputs.Slots.Count; slot++)
        {
            inputs.Slot(slot).Fill(inputs.Slots[slot].Kind == ValueKind.Steps ? 0.1 : 1);
        }

        var parameters = new EightStates.Parameters();
        var clean = inputs.Clone();
        for (var slot = 0; slot < inputs.Slots.Count; slot++)
        {
            if (inputs.Slots[slot].Kind == ValueKind.Observed)
            {
                clean.Slot(slot).Fill(double.NaN);
            }
        }

        using var batch = new EightStates.AcceleratorBatch(test.Accelerator, inputs);
        using var slices = new EightStates.AcceleratorBatch(test.Accelerator, inputs);
        var following = new SolveOptions { FollowData = true };
        Agreement.Check(EightStates.Solve(parameters, clean), batch.Solve(parameters), 1e-10);

        // The inputs that lie there are those of the solve before.
        Agreement.Check(EightStates.Solve(parameters, inputs, following), batch.Solve(parameters, following), 1e-10);
        var solution = batch.Solve(parameters);
        Agreement.Check(EightStates.Solve(parameters, clean), solution, 1e-10);

        // With and without the factor that is still there.
        foreach (var on in (EightStates.AcceleratorBatch[])[batch, slices])
        {
            var cotangent = new EightStates.Cotangent(solution);
            cotangent.Values.Fill(1);
            var gradient = on.Gradient(solution, cotangent, following).Inputs;
            var expected = EightStates.Gradient(solution, cotangent).Inputs;
            for (var slot = 0; slot < inputs.Slots.Count; slot++)
            {
                Agreement.Check(expected.Slot(slot).ToArray(), gradient.Slot(slot).ToArray(), 1e-9);
            }
        }
    }

    [Fact]
    public void A_gradient_after_a_solve_uses_its_factor_and_equals_one_that_makes_it_again()
    {
        using var test = new TestAccelerator();
        var (parameters, inputs) = EverySourceBatch.Create(5);
        using var batch = new EverySource.AcceleratorBatch(test.Accelerator, inputs);
        var solution = batch.Solve(parameters);
        var cotangent = new EverySource.Cotangent(solution);
        EverySourceBatch.Fill(cotangent);

        var kept = batch.Gradient(solution, cotangent);
        batch.Upload();
        var again = batch.Gradient(solution, cotangent, null, null);

        Assert.Equal(again.Parameters.Values.ToArray(), kept.Parameters.Values.ToArray());
        Assert.Equal(again.Inputs.Values.ToArray(), kept.Inputs.Values.ToArray());
        var expected = EverySource.Gradient(EverySource.Solve(parameters, inputs), cotangent);
        Agreement.Check(expected.Parameters.Values.ToArray(), kept.Parameters.Values.ToArray(), 1e-10);
        Agreement.Check(expected.Inputs.Values.ToArray(), kept.Inputs.Values.ToArray(), 1e-10);
    }

    [Fact]
    public void A_batch_in_slices_equals_a_batch_in_one()
    {
        using var test = new TestAccelerator();
        var (parameters, inputs) = EverySourceBatch.Create(100);
        using var batch = new EverySource.AcceleratorBatch(test.Accelerator, inputs);
        var whole = batch.Solve(parameters);
        var cotangent = new EverySource.Cotangent(whole);
        EverySourceBatch.Fill(cotangent);
        var gradient = batch.Gradient(whole, cotangent);

        batch.MemoryLimit = 250_000;
        var sliced = batch.Solve(parameters);
        Assert.InRange(batch.Slices, 2, 100);
        var slicedGradient = batch.Gradient(sliced, cotangent);
        Assert.InRange(batch.Slices, 2, 100);

        Assert.Equal(whole.Values.ToArray(), sliced.Values.ToArray());
        Assert.Equal(whole.Reports.ToArray(), sliced.Reports.ToArray());
        Assert.Equal(gradient.Parameters.Values.ToArray(), slicedGradient.Parameters.Values.ToArray());
        Assert.Equal(gradient.Inputs.Values.ToArray(), slicedGradient.Inputs.Values.ToArray());
    }

    [Fact]
    public void Trajectories_that_fail_are_reported_as_on_the_processor_and_touch_no_other()
    {
        using var test = new TestAccelerator();
        var (parameters, inputs) = EverySourceBatch.Create(6);
        inputs.InputStep[1, 4] = double.NaN;
        parameters.Steps[3, 2] = -0.1;
        inputs.NetworkTrajectory[5] = double.PositiveInfinity;
        var expected = EverySource.Solve(parameters, inputs);

        var solution = EverySource.SolveOnAccelerator(test.Accelerator, parameters, inputs);

        Assert.Equal([SolveStatus.Ok, SolveStatus.NotFinite, SolveStatus.Ok, SolveStatus.StepNotPositive, SolveStatus.Ok, SolveStatus.NotFinite], solution.Reports.ToArray().Select(static report => report.Status));
        Agreement.Check(expected, solution, 1e-10);
        Assert.Equal(Assert.Throws<SolveException>(expected.EnsureSuccess).Message, Assert.Throws<SolveException>(solution.EnsureSuccess).Message);
        var cotangent = new EverySource.Cotangent(solution);
        EverySourceBatch.Fill(cotangent);
        var gradients = (EverySource.Gradient(expected, cotangent), EverySource.GradientOnAccelerator(test.Accelerator, solution, cotangent));
        Agreement.Check(gradients.Item1.Parameters.Values.ToArray(), gradients.Item2.Parameters.Values.ToArray(), 1e-10);
        Agreement.Check(gradients.Item1.Inputs.Values.ToArray(), gradients.Item2.Inputs.Values.ToArray(), 1e-10);
    }

    [Fact]
    public void A_march_that_ends_is_reported_at_the_same_step()
    {
        using var test = new TestAccelerator();
        var inputs = new EndOfExistence.Inputs(40, 3) { Steps = 0.05 };
        inputs.InitialU.Fill(0);
        inputs.A.Fill(0.1);
        inputs.A[1] = 1;
        var expected = EndOfExistence.Solve(inputs);

        var solution = EndOfExistence.SolveOnAccelerator(test.Accelerator, inputs);

        Assert.Equal([SolveStatus.Ok, SolveStatus.NotConverged, SolveStatus.Ok], solution.Reports.ToArray().Select(static report => report.Status));
        Agreement.Check(expected, solution, 1e-10);
    }

    [Fact]
    public void Iterations_start_from_trajectories()
    {
        using var test = new TestAccelerator();
        var model = AcceleratedModel.All["LotkaVolterra"];
        var (parameters, inputs) = model.Values(20, 4);
        var start = model.Solve(parameters, inputs);
        var options = new SolveOptions { Start = start };

        var solution = model.Solve(test.Accelerator, parameters, inputs, options);

        Agreement.Check(start, solution, 1e-10);
        Assert.Equal(model.Solve(parameters, inputs, options).Reports[0].Iterations, solution.Reports[0].Iterations);
    }

    [Fact]
    public void What_an_accelerator_cannot_do_is_said()
    {
        using var test = new TestAccelerator();
        var (parameters, inputs) = EverySourceBatch.Create(2);
        Assert.Throws<NotSupportedException>(() => EverySource.SolveOnAccelerator(test.Accelerator, parameters, inputs, new SolveOptions { EstimateError = true }));
        Assert.Throws<ArgumentNullException>(() => EverySource.SolveOnAccelerator(null!, parameters, inputs));
        using var batch = new EverySource.AcceleratorBatch(test.Accelerator, inputs) { MemoryLimit = 100 };
        var exception = Assert.Throws<DeviceException>(() => batch.Solve(parameters));
        Assert.Contains(test.Accelerator.Name, exception.Message, StringComparison.Ordinal);
        Assert.Contains("bytes for each trajectory", exception.Message, StringComparison.Ordinal);
        batch.Dispose();
        Assert.Throws<ObjectDisposedException>(() => batch.Solve(parameters));
    }
}
