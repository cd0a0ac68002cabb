using System;
using ScalableMNN.Generated.Tests;
using ScalableMNN.Generated.Tests.Models;
using ScalableMNN.Runtime.Accelerators;
using Xunit;

namespace ScalableMNN.Engines.Tests.Accelerators;

/// <summary>An accelerator that is disposed of takes its memory with it; what was on it says so instead of touching that memory.</summary>
public sealed class DisposedAcceleratorTests
{
    [Fact]
    public void It_is_named_by_solves_and_gradients()
    {
        var test = new TestAccelerator();
        var name = test.Accelerator.Name;
        var (parameters, inputs) = EverySourceBatch.Create(4);
        using var batch = new EverySource.AcceleratorBatch(test.Accelerator, inputs);
        var solution = batch.Solve(parameters);
        var expected = solution.Values.ToArray();
        var cotangent = new EverySource.Cotangent(solution);
        EverySourceBatch.Fill(cotangent);
        batch.Upload();
        test.Dispose();

        Check(() => batch.SolveInto(solution, parameters));
        Check(() => batch.Gradient(solution, cotangent));
        Check(() => EverySource.SolveOnAccelerator(test.Accelerator, parameters, inputs));
        Check(() => EverySource.GradientOnAccelerator(test.Accelerator, solution, cotangent));

        // Inputs and solution are the host's; they go on with another accelerator.
        using var another = new TestAccelerator();
        using var next = new EverySource.AcceleratorBatch(another.Accelerator, inputs);
        Assert.Equal(expected, next.Solve(parameters).Values.ToArray());

        void Check(Action action)
        {
            var exception = Assert.Throws<DeviceException>(action);
            Assert.StartsWith($"EverySource: {name} (CPU) has been disposed of", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Batches_may_be_disposed_of_after_it()
    {
        var test = new TestAccelerator();
        var (parameters, inputs) = EverySourceBatch.Create(4);
        var batch = new EverySource.AcceleratorBatch(test.Accelerator, inputs);
        batch.Solve(parameters);
        test.Dispose();

        batch.Dispose();

        Assert.Throws<ObjectDisposedException>(() => batch.Solve(parameters));
    }
}
