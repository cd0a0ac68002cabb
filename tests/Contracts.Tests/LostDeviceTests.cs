using System;
using ILGPU.Runtime;
using ScalableMNN.Generated.Tests;
using ScalableMNN.Generated.Tests.Models;
using ScalableMNN.Runtime.Accelerators;
using Xunit;

namespace ScalableMNN.Contracts.Tests;

/// <summary>An accelerator that runs out of memory or is lost.</summary>
public sealed class LostDeviceTests
{
    [Fact]
    public void Where_memory_is_refused_the_batch_is_taken_in_smaller_slices()
    {
        using var accelerator = new LoopAccelerator(1L << 40) { Available = 300_000 };
        var (parameters, inputs) = EverySourceBatch.Create(200);
        using var batch = new EverySource.AcceleratorBatch(accelerator, inputs);

        var solution = batch.Solve(parameters);

        Assert.InRange(batch.Slices, 2, 200);
        var expected = EverySource.Solve(parameters, inputs).Values;
        var found = solution.Values;
        for (var i = 0; i < expected.Length; i++)
        {
            // Values of about one, which the two round differently: the processor fuses multiplication and addition.
            Assert.Equal(expected[i], found[i], 1e-9);
        }

        batch.Dispose();
        Assert.Equal(0, accelerator.Taken);
    }

    [Fact]
    public void Out_of_memory_names_device_and_need_and_gives_everything_back()
    {
        using var accelerator = new LoopAccelerator(1L << 40) { Available = 1000 };
        var (parameters, inputs) = EverySourceBatch.Create(4);

        var exception = Assert.Throws<DeviceException>(() => EverySource.SolveOnAccelerator(accelerator, parameters, inputs));

        Assert.Contains("EverySource: a solve of 4 trajectories of 9 grid points needs", exception.Message, StringComparison.Ordinal);
        Assert.Contains("a loop", exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, accelerator.Taken);
    }

    [Fact]
    public void A_lost_device_is_named_and_everything_given_back()
    {
        using var accelerator = new LoopAccelerator(1L << 40);
        var (parameters, inputs) = EverySourceBatch.Create(4);
        using var batch = new EverySource.AcceleratorBatch(accelerator, inputs);
        var solution = batch.Solve(parameters);
        Assert.NotEqual(0, accelerator.Taken);
        accelerator.IsLost = true;

        var exception = Assert.Throws<DeviceException>(() => batch.Solve(parameters));

        Assert.Contains("EverySource: the solve failed on a loop (CPU): the device is lost.", exception.Message, StringComparison.Ordinal);
        Assert.IsAssignableFrom<AcceleratorException>(exception.InnerException);
        Assert.Equal(0, accelerator.Taken);
        accelerator.IsLost = false;
        Assert.Equal(solution.Values.ToArray(), batch.Solve(parameters).Values.ToArray());
    }
}
