using System.Collections.Generic;
using System.Linq;
using ILGPU.Runtime;
using ScalableMNN.Dsl;
using ScalableMNN.Generators.Tests.Kernels;
using Xunit;

namespace ScalableMNN.Generators.Tests.Accelerators;

/// <summary>Kernels for accelerators against the dense oracle on random models, as those for the processor.</summary>
public sealed class AcceleratorKernelTests
{
    [Theory]
    [InlineData(Scheme.Taylor, Elimination.Automatic, Precision.Double, 4)]
    [InlineData(Scheme.Taylor, Elimination.QR, Precision.Double, 3)]
    [InlineData(Scheme.Taylor, Elimination.Automatic, Precision.Single, 2)]
    [InlineData(Scheme.Hermite, Elimination.Cholesky, Precision.Double, 1)]
    public void Random_models_agree_with_the_oracle(Scheme scheme, Elimination elimination, Precision precision, int least)
    {
        using var accelerator = new LoopAccelerator(1L << 32);
        var designs = Enumerable.Range(701, 7)
            .Select(static seed => (Seed: seed, Design: DesignSampler.Sample(seed)))
            .Where(static entry => entry.Design.Unknowns <= 9)
            .Select(entry => (entry.Seed, Design: scheme == Scheme.Taylor && elimination == Elimination.Automatic && precision == Precision.Double
                ? entry.Design
                : entry.Design with { Scheme = scheme, Elimination = elimination, Precision = precision, Central = false }))
            .ToList();
        var models = CompiledModel.Compile(accelerator, designs.Select(static entry => entry.Design.Text()));
        var told = 0;
        var faults = new List<string>();
        foreach (var (seed, design) in designs)
        {
            foreach (var points in new[] { 3, 7 })
            {
                var found = design.States.Max(static state => state.InitialOrders == 0 ? 1 : state.InitialPoints) > points ? null : Comparison.Faults(design, models[design.Name], points, seed);
                told += found is null ? 0 : 1;
                faults.AddRange(found?.Select(fault => $"{design.Name}, T = {points}: {fault}") ?? []);
            }
        }

        Assert.Equal("", string.Join("\n", faults.Take(10)));
        Assert.True(told >= least, $"Only {told} of the problems were well enough conditioned.");
        Assert.Equal(0, accelerator.Taken);
    }

    [Fact]
    public void Large_blocks_agree_with_the_oracle()
    {
        // Of 50 unknowns, and of 80, whose workspace is too large for the memory that a group of threads shares.
        using var accelerator = new LoopAccelerator(1L << 32);
        var designs = new[]
        {
            SizeTests.Design("chain", 25),
            SizeTests.Design("chain", 40),
            SizeTests.Design("dense", 12),
            SizeTests.Design("chain", 8) with { Elimination = Elimination.QR },
            SizeTests.Design("dense", 6) with { Elimination = Elimination.QR, Scheme = Scheme.Hermite },
            SizeTests.Design("chain", 7) with { Precision = Precision.Single },
        };
        var models = CompiledModel.Compile(accelerator, designs.Select(static design => design.Text()));

        foreach (var design in designs)
        {
            var faults = Comparison.Faults(design, models[design.Name], points: 3, seed: 5);
            Assert.NotNull(faults);
            Assert.Equal("", string.Join("\n", faults.Take(10)));
        }

        Assert.Equal(0, accelerator.Taken);
    }
}
