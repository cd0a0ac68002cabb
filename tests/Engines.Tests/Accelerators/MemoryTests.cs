using System.Diagnostics;
using ScalableMNN.Generated.Tests.Models;
using Xunit;

namespace ScalableMNN.Engines.Tests.Accelerators;

/// <summary>What is taken on an accelerator is used again, and given back. Measured with no other test beside it.</summary>
[Collection(nameof(MemoryTests))]
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public sealed class MemoryTests
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
        var before = Used();

        Repeat(1000);

        // A solve takes a quarter of a megabyte on the accelerator, which here is memory of this process.
        Assert.InRange(Used() - before, long.MinValue, 40_000_000);

        void Repeat(int times)
        {
            for (var i = 0; i < times; i++)
            {
                batch.SolveInto(solution, parameters);
                batch.Gradient(solution, cotangent, null, gradient);
                DampedOscillator.SolveOnAccelerator(test.Accelerator, parameters, inputs);
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
