using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using ILGPU;
using ILGPU.Backends;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.PTX;
using ILGPU.Runtime.Cuda;
using ScalableMNN.Generated.Ilgpu;
using ScalableMNN.Generated.Tests.Models;
using ScalableMNN.Tests.Engines;
using Xunit;
using Xunit.Abstractions;

namespace ScalableMNN.Engines.Tests.Accelerators;

/// <summary>Every kernel is compiled to the assembly language of CUDA devices, which needs none: that it can be, that it calls nothing from elsewhere, and how large it gets.</summary>
public sealed class PtxTests(ITestOutputHelper output)
{
    [IlgpuFact]
    public void Every_kernel_compiles_and_calls_no_function_from_elsewhere()
    {
        foreach (var model in AcceleratedModel.All.Values.OrderBy(static model => model.Name, StringComparer.Ordinal))
        {
            foreach (var kernel in Kernels(model))
            {
                var watch = Stopwatch.StartNew();
                var text = Compile(model, kernel);
                output.WriteLine($"{model.Name} {kernel}: {text.Length} characters, {watch.Elapsed.TotalSeconds:F2} s");
                Assert.DoesNotContain(".extern .func", text, StringComparison.Ordinal);

                // What the threads of a group share must fit into what every card has; a thread that has a trajectory by itself shares nothing and waits for nobody.
                Assert.InRange(Shared(text), IsGrouped(model) ? 1 : 0, IsGrouped(model) ? 48 * 1024 : 0);
                Assert.Equal(IsGrouped(model), text.Contains("bar.sync", StringComparison.Ordinal));
            }
        }
    }

    [IlgpuFact]
    public void Ten_coupled_states_of_second_order_compile_within_five_seconds()
    {
        var model = AcceleratedModel.All[nameof(TenStates)];
        Compile(AcceleratedModel.All["Decay"], "Solve");
        foreach (var kernel in Kernels(model))
        {
            var watch = Stopwatch.StartNew();
            var text = Compile(model, kernel);
            output.WriteLine($"{kernel}: {text.Length} characters, {watch.Elapsed.TotalSeconds:F2} s");
            Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5);
        }
    }

    private static string[] Kernels(AcceleratedModel model) => [model.Description.IsLinear ? "Solve" : "Iterate", "Differentiate"];

    private static bool IsGrouped(AcceleratedModel model) => (int)model.Kernels.GetProperty("Threads")!.GetValue(null)! > 1;

    /// <summary>Bytes that the threads of a group share.</summary>
    private static int Shared(string text) =>
        Regex.Matches(text, @"\.shared [^\n]*\[(\d+)\];").Sum(static match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));

    private static string Compile(AcceleratedModel model, string kernel)
    {
        using var context = Context.Create(static builder => builder.Default().EnableAlgorithms());
        var architecture = CudaArchitecture.SM_90;
        using var backend = new PTXBackend(context, new CudaCapabilityContext(architecture), architecture, CudaInstructionSet.ISA_88, null);
        var entries = (model.Description.Precision == Dsl.Precision.Single ? typeof(SingleDevice<>) : typeof(DoubleDevice<>)).MakeGenericType(model.Kernels);
        var compiled = backend.Compile(
            IsGrouped(model) ? EntryPointDescription.FromExplicitlyGroupedKernel(entries.GetMethod("Grouped" + kernel)!) : EntryPointDescription.FromImplicitlyGroupedKernel(entries.GetMethod(kernel)!), default);
        return ((PTXCompiledKernel)compiled).PTXAssembly;
    }
}
