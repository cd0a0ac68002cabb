using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ScalableMNN.Dsl;
using Xunit;

namespace ScalableMNN.Generators.Tests.Kernels;

/// <summary>
/// Generated kernels against the dense oracle on random models: solution, residual, and the derivative with respect to every single value. Set SCALABLEMNN_KERNEL_SEEDS to
/// "first,count" to run other and more seeds.
/// </summary>
public sealed class KernelTests
{
    [Fact]
    public void Random_models_agree_with_the_oracle()
    {
        var range = (Environment.GetEnvironmentVariable("SCALABLEMNN_KERNEL_SEEDS") ?? "1,30").Split(',').Select(static text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        var told = Compare(range[0], range[1], static design => design);
        Assert.True(told >= range[1], $"Only {told} of the problems were well enough conditioned.");
    }

    [Theory]
    [InlineData(Scheme.Taylor, Elimination.QR, Precision.Double, 15)]
    [InlineData(Scheme.Taylor, Elimination.Automatic, Precision.Single, 15)]
    [InlineData(Scheme.Hermite, Elimination.QR, Precision.Double, 5)]
    [InlineData(Scheme.Hermite, Elimination.QR, Precision.Single, 5)]
    [InlineData(Scheme.Hermite, Elimination.Cholesky, Precision.Double, 5)]
    public void Random_models_of_other_schemes_and_eliminations_agree_with_the_oracle(Scheme scheme, Elimination elimination, Precision precision, int least)
    {
        var told = Compare(201, 20, design => design with { Scheme = scheme, Elimination = elimination, Precision = precision, Central = false });
        Assert.True(told >= least, $"Only {told} of the problems were well enough conditioned.");
    }

    /// <summary>Reflections of large blocks, which are loops; their rows are of all kinds here, and of unequal patterns.</summary>
    [Theory]
    [InlineData(Scheme.Taylor, Precision.Double, 6, 4)]
    [InlineData(Scheme.Hermite, Precision.Double, 18, 2)]
    [InlineData(Scheme.Hermite, Precision.Single, 18, 2)]
    public void Random_models_of_large_blocks_by_reflections_agree_with_the_oracle(Scheme scheme, Precision precision, int models, int least)
    {
        var told = Compare(
            301,
            models,
            design => design with { Scheme = scheme, Elimination = Elimination.QR, Precision = precision, Central = false },
            new DesignSampler.Wish(Orders: [1, 2, 1, 3, 1, 2, 2], Central: false));
        Assert.True(told >= least, $"Only {told} of the problems were well enough conditioned.");
    }

    private static int Compare(int first, int count, Func<ModelDesign, ModelDesign> change, DesignSampler.Wish? wish = null)
    {
        var faults = new List<string>();
        var told = 0;
        foreach (var seeds in Enumerable.Range(first, count).Chunk(20))
        {
            var designs = seeds.Select(seed => change(DesignSampler.Sample(seed, wish))).ToList();
            var models = CompiledModel.Compile(designs.Select(static design => design.Text()));
            foreach (var (design, seed) in designs.Zip(seeds))
            {
                int[] grids = design.Unknowns <= 6 ? [3, 12] : [4];
                foreach (var points in grids.Append(1 + (seed % 2)))
                {
                    if (points < design.States.Max(static state => state.InitialOrders == 0 ? 1 : state.InitialPoints))
                    {
                        continue;
                    }

                    var found = Comparison.Faults(design, models[design.Name], points, seed);
                    told += found is null ? 0 : 1;
                    faults.AddRange(found?.Take(4).Select(fault => $"{design.Name}, T = {points}: {fault}") ?? []);
                }
            }
        }

        Assert.True(faults.Count == 0, $"{faults.Count} faults, {told} told:\n" + string.Join("\n", faults.Take(60)));
        return told;
    }
}
