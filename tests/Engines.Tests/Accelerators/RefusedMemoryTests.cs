using System;
using System.Diagnostics;
using ScalableMNN.Generated.Tests.Models;
using ScalableMNN.Runtime.Accelerators;
using Xunit;
using Xunit.Abstractions;

namespace ScalableMNN.Engines.Tests.Accelerators;

/// <summary>The operating system refuses memory to ILGPU's own accelerator, whose memory is that of this process.</summary>
[Collection(nameof(MemoryTests))]
public sealed class RefusedMemoryTests(ITestOutputHelper output)
{
    [LinuxFact]
    public void A_trajectory_that_does_not_fit_is_told_and_leaves_nothing_a_thousand_times()
    {
        using var test = new TestAccelerator();

        // The factor alone takes more than is allowed.
        var inputs = new DampedOscillator.Inputs(1_000_000, 1);
        inputs.Values.Fill(0.5);
        var parameters = new DampedOscillator.Parameters();
        using var batch = new DampedOscillator.AcceleratorBatch(test.Accelerator, inputs);
        var solution = new DampedOscillator.Trajectories(parameters, inputs);
        var few = new DampedOscillator.Inputs(20, 3);
        few.Values.Fill(0.5);
        var expected = DampedOscillator.Solve(parameters, few);
        Agreement.Check(expected, DampedOscillator.SolveOnAccelerator(test.Accelerator, parameters, few), 1e-10);
        using var process = Process.GetCurrentProcess();
        var (before, taken) = (0L, DeviceMemory.Taken(test.Accelerator));
        Assert.InRange(taken, 0, 10_000);
        using (new AddressSpaceLimit(60_000_000))
        {
            for (var i = 0; i < 1000; i++)
            {
                var exception = Assert.Throws<DeviceException>(() => batch.SolveInto(solution, parameters));
                Assert.IsType<OutOfMemoryException>(exception.InnerException);
                Assert.Equal(taken, DeviceMemory.Taken(test.Accelerator));
                if (i == 100)
                {
                    output.WriteLine(exception.Message);
                    Assert.StartsWith("DampedOscillator: a solve of 1 trajectories of 1000000 grid points needs ", exception.Message, StringComparison.Ordinal);
                    Assert.Contains(test.Accelerator.Name, exception.Message, StringComparison.Ordinal);
                    process.Refresh();
                    before = process.PrivateMemorySize64;
                }
            }

            process.Refresh();
            output.WriteLine($"{process.PrivateMemorySize64 - before} bytes more after 900 failures");
            Assert.InRange(process.PrivateMemorySize64 - before, long.MinValue, 20_000_000);

            // The accelerator is as good as before.
            Agreement.Check(expected, DampedOscillator.SolveOnAccelerator(test.Accelerator, parameters, few), 1e-10);
        }

        batch.SolveInto(solution, parameters);
        Agreement.Check(DampedOscillator.Solve(parameters, inputs), solution, 1e-10);
    }

    [LinuxFact]
    public void A_batch_that_does_not_fit_is_taken_in_slices_that_do()
    {
        using var test = new TestAccelerator();
        var inputs = new DampedOscillator.Inputs(100, 8000);
        inputs.Values.Fill(0.5);
        var parameters = new DampedOscillator.Parameters();
        using var batch = new DampedOscillator.AcceleratorBatch(test.Accelerator, inputs);
        var solution = batch.Solve(parameters);
        Assert.Equal(1, batch.Slices);
        var whole = DeviceMemory.Taken(test.Accelerator);
        var cotangent = new DampedOscillator.Cotangent(solution);
        cotangent.Values.Fill(0.5);
        var gradient = batch.Gradient(solution, cotangent);
        var expected = solution.Values.ToArray();
        using var other = new DampedOscillator.AcceleratorBatch(test.Accelerator, inputs);
        batch.Dispose();

        // The allocator of the system may have kept some of what was given back.
        using (new AddressSpaceLimit(whole / 8))
        {
            other.SolveInto(solution, parameters);
            output.WriteLine($"{whole} bytes at once; in an eighth of it {other.Slices} slices");
            Assert.InRange(other.Slices, 2, 64);
            Assert.Equal(expected, solution.Values.ToArray());
            var sliced = other.Gradient(solution, cotangent);
            Assert.Equal(gradient.Parameters.Values.ToArray(), sliced.Parameters.Values.ToArray());
        }
    }
}
