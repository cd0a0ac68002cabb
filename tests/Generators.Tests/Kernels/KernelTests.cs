using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
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
        var faults = new List<string>();
        var told = 0;
        foreach (var seeds in Enumerable.Range(range[0], range[1]).Chunk(20))
        {
            var designs = seeds.Select(static seed => DesignSampler.Sample(seed)).ToList();
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
        Assert.True(told >= range[1], $"Only {told} of the problems were well enough conditioned.");
    }
}
