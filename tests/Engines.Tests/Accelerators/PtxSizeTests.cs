using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using ILGPU;
using ILGPU.Backends;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.PTX;
using ILGPU.Runtime.Cuda;
using ScalableMNN.Generated.Ilgpu;
using ScalableMNN.Tests.Engines;
using Xunit;
using Xunit.Abstractions;

namespace ScalableMNN.Engines.Tests.Accelerators;

/// <summary>How large the assembly of kernels gets, and how long it takes to make. The table is the one of docs/accelerators.md.</summary>
public sealed class PtxSizeTests(ITestOutputHelper output)
{
    /// <summary>
    /// What a declaration says is its states and the terms of its equations. Beyond the largest unrolled block the loops over tiles are the same text whatever the number of states, and the rows are straight
    /// code in which each term is written out a fixed number of times, so that the assembly is a constant and an amount for each state and each term.
    /// </summary>
    [IlgpuFact]
    public void Kernels_in_tiles_grow_no_faster_than_states_and_terms()
    {
        Header();
        Size[] chains = [Measure<Chain4Device>("chain of 4", 4, 12), Measure<Chain8Device>("chain of 8", 8, 24), Measure<Chain12Device>("chain of 12", 12, 36), Measure<Chain24Device>("chain of 24", 24, 72)];
        Size[] dense = [Measure<Dense4Device>("4, all coupled", 4, 24), Measure<Dense8Device>("8, all coupled", 8, 80), Measure<Dense12Device>("12, all coupled", 12, 168)];

        // What each further term costs does not rise along a family: straight lines, or flatter.
        foreach (var family in new[] { chains, dense })
        {
            foreach (var select in new Func<Size, int>[] { static size => size.Solve, static size => size.Gradient })
            {
                var first = PerTerm(family[0], family[1], select);
                for (var i = 2; i < family.Length; i++)
                {
                    var next = PerTerm(family[i - 1], family[i], select);
                    Assert.True(next <= 1.2 * first, $"{family[i]}: {next:F1} instructions for each further term, {first:F1} before.");
                }
            }

            // Time as well, with room for a machine that has other things to do.
            var (small, large) = (family[0], family[^1]);
            Assert.True(large.Seconds / small.Seconds < 3.0 * large.Terms / small.Terms, $"{small}, then {large}");
        }
    }

    /// <summary>Unrolled blocks hold every operation of the elimination, which grows with the cube of the unknowns; there are at most six.</summary>
    [IlgpuFact]
    public void Unrolled_kernels_grow_no_faster_than_the_cube_and_end_where_tiles_begin()
    {
        Header();
        Size[] sizes = [Measure<Chain1Device>("chain of 1", 1, 3), Measure<Chain2Device>("chain of 2", 2, 6), Measure<Chain3Device>("chain of 3", 3, 9)];

        for (var i = 1; i < sizes.Length; i++)
        {
            var cube = Math.Pow((double)sizes[i].Unknowns / sizes[i - 1].Unknowns, 3);
            Assert.InRange(sizes[i].Solve, 1, cube * sizes[i - 1].Solve);
            Assert.InRange(sizes[i].Gradient, 1, cube * sizes[i - 1].Gradient);
        }

        var tiled = Measure<Chain4Device>("chain of 4", 4, 12);
        Assert.Equal(6, sizes[^1].Unknowns);
        Assert.InRange(sizes[^1].Solve, 1, 1.5 * tiled.Solve);
    }

    private static double PerTerm(Size small, Size large, Func<Size, int> select) => (select(large) - select(small)) / (double)(large.Terms - small.Terms);

    private void Header()
    {
        Compile<Chain1Device>(DoubleDevice<Chain1Device>.Solve);
        output.WriteLine("| model | states | unknowns | terms | solve | gradient | solve, kB | gradient, kB | seconds for both |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|");
    }

    private Size Measure<TModel>(string name, int states, int terms)
        where TModel : struct, IDoubleDeviceModel
    {
        var watch = Stopwatch.StartNew();
        var isGrouped = TModel.Threads > 1;
        var solve = isGrouped ? Compile<TModel>(DoubleDevice<TModel>.GroupedSolve) : Compile<TModel>(DoubleDevice<TModel>.Solve);
        var gradient = isGrouped ? Compile<TModel>(DoubleDevice<TModel>.GroupedDifferentiate) : Compile<TModel>(DoubleDevice<TModel>.Differentiate);
        var size = new Size(name, TModel.Unknowns, terms, Instructions(solve), Instructions(gradient), watch.Elapsed.TotalSeconds);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {states} | {size.Unknowns} | {terms} | {size.Solve} | {size.Gradient} | {solve.Length / 1000} | {gradient.Length / 1000} | {size.Seconds:F2} |"));
        return size;
    }

    private static string Compile<TModel>(Delegate kernel)
        where TModel : struct, IDoubleDeviceModel
    {
        using var context = Context.Create(static builder => builder.Default().EnableAlgorithms());
        var architecture = CudaArchitecture.SM_90;
        using var backend = new PTXBackend(context, new CudaCapabilityContext(architecture), architecture, CudaInstructionSet.ISA_88, null);
        var entry = TModel.Threads > 1 ? EntryPointDescription.FromExplicitlyGroupedKernel(kernel.Method) : EntryPointDescription.FromImplicitlyGroupedKernel(kernel.Method);
        return ((PTXCompiledKernel)backend.Compile(entry, default)).PTXAssembly;
    }

    /// <summary>Lines that end with a semicolon and are no declaration.</summary>
    private static int Instructions(string assembly) => assembly.Split('\n').Select(static line => line.Trim()).Count(static line => line.EndsWith(';') && !line.StartsWith('.'));

    /// <summary>The size of a model's kernels.</summary>
    /// <param name="Terms">Terms of its equations, right-hand sides among them.</param>
    /// <param name="Solve">Instructions of a solve.</param>
    /// <param name="Gradient">Instructions of a gradient.</param>
    private sealed record Size(string Name, int Unknowns, int Terms, int Solve, int Gradient, double Seconds);
}
