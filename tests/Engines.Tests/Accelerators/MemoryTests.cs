using System.Diagnostics;
using ScalableMNN.Generated.Tests.Models;
using ScalableMNN.Runtime.Accelerators;
using Xunit;
using Xunit.Abstractions;

namespace ScalableMNN.Engines.Tests.Accelerators;

/// <summary>What is taken on an accelerator is used again, and given back. Measured with no other test beside it.</summary>
[Collection(nameof(MemoryTests))]
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public sealed class MemoryTests(ITestOutputHelper output)
{
    [Fact]
    public void A_thousand_solves_do_not_grow_memory()
    {
        using var test = new TestAccelerator();
        var inputs = new DampedOscillator.Inputs(20, 64);
        inputs.Values.Fill(0.5);
        var parameters = new DampedOscillator.Parameters();
        using var batch = new DampedOscillator.AcceleratorBatch(test.Accelerator, inputs);
        var solution = batch.Solve(parameters);
        var cotangent = new DampedOscillator.Cotangent(solution);
        var gradient = batch.Gradient(solution, cotangent);
        Repeat(50);
        var (before, taken) = (Used(), DeviceMemory.Taken(test.Accelerator));

        Repeat(1000);

        // A solve takes a quarter of a megabyte on the accelerator, which here is memory of this process.
        output.WriteLine($"{taken} bytes on the accelerator, {Used() - before} bytes more in the process");
        Assert.InRange(Used() - before, long.MinValue, 40_000_000);
        Assert.True(taken > 0);
        Assert.Equal(taken, DeviceMemory.Taken(test.Accelerator));

        void Repeat(int times)
        {
            for (var i = 0; i < times; i++)
            {
                batch.SolveInto(solution, parameters);
                batch.Gradient(solution, cotangent, null, gradient);
                DampedOscillator.SolveOnAccelerator(test.Accelerator, parameters, inputs);
                DampedOscillator.GradientOnAccelerator(test.Accelerator, solution, cotangent, null, gradient);
            }
        }
    }

    [Fact]
    public void A_thousand_solves_that_fail_do_not_grow_memory_and_the_next_one_succeeds()
    {
        using var test = new TestAccelerator();
        var inputs = new DampedOscillator.Inputs(20, 64);
        inputs.Values.Fill(0.5);
        var parameters = new DampedOscillator.Parameters();
        using var batch = new DampedOscillator.AcceleratorBatch(test.Accelerator, inputs);
        var solution = batch.Solve(parameters);
        var cotangent = new DampedOscillator.Cotangent(solution);
        var expected = solution.Values.ToArray();
        Repeat(50);
        var (before, taken) = (Used(), DeviceMemory.Taken(test.Accelerator));
        Assert.InRange(taken, 0, 10_000);

        Repeat(1000);

        output.WriteLine($"{Used() - before} bytes more in the process");
        Assert.InRange(Used() - before, long.MinValue, 40_000_000);
        Assert.Equal(taken, DeviceMemory.Taken(test.Accelerator));
        batch.MemoryLimit = long.MaxValue;
        batch.SolveInto(solution, parameters);
        Assert.Equal(expected, solution.Values.ToArray());

        void Repeat(int times)
        {
            for (var i = 0; i < times; i++)
            {
                batch.MemoryLimit = long.MaxValue;
                batch.SolveInto(solution, parameters);
                batch.MemoryLimit = 1000;
                Assert.Throws<DeviceException>(() => batch.Gradient(solution, cotangent));
                Assert.Throws<DeviceException>(() => batch.SolveInto(solution, parameters));
            }
        }
    }

    private static long Used()
    {
        System.GC.Collect();
        System.GC.WaitForPendingFinalizers();
        System.GC.Collect();
        using var process = Process.GetCurrentProcess();
        return process.PrivateMemorySize64;
    }
}
