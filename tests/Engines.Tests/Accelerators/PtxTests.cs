using System;
using System.Collections.Generic;
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
                Assert.Empty(PtxConstants.Misread(text));

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

    [IlgpuFact]
    public void A_truth_value_that_is_misread_as_a_number_is_found()
    {
        Assert.Equal(["0d0000000000000001"], Misread(nameof(ConstantKernels.Double)));
        Assert.Equal(["0d0000000000000001"], Misread(nameof(ConstantKernels.Added)));
        Assert.Equal(["0f00000001"], Misread(nameof(ConstantKernels.Single)));
        Assert.Empty(Misread(nameof(ConstantKernels.Right)));

        static IReadOnlyList<string> Misread(string kernel) => PtxConstants.Misread(Compile(EntryPointDescription.FromImplicitlyGroupedKernel(typeof(ConstantKernels).GetMethod(kernel)!)));
    }

    [Theory]
    [InlineData("mov.f64 %fd1, 0d3FF0000000000000; mov.f64 %fd2, 0dBFF0000000000000; mov.f64 %fd3, 0d0000000000000000; mov.f32 %f1, 0f80000000;", 0)]
    [InlineData("mov.f64 %fd1, 0d7FF0000000000000; mov.f64 %fd2, 0dFFF8000000000000; mov.f32 %f1, 0f7FC00000; mov.f32 %f2, 0fFF800000;", 0)]
    [InlineData("selp.f64 %fd1, 0d0000000000000001, 0d0000000000000000, %p1; selp.f32 %f1, 0f00000001, 0f00000000, %p1;", 2)]
    [InlineData("mov.f64 %fd1, 0dFFFFFFFFFFFFFFFF; mov.f64 %fd2, 0d00000000FFFFFFFF; mov.f32 %f1, 0fFFFFFFFE; mov.f32 %f2, 0f00000007;", 4)]
    public void Bits_of_whole_numbers_are_no_floating_point_constants(string text, int misread) => Assert.Equal(misread, PtxConstants.Misread(text).Count);

    private static string[] Kernels(AcceleratedModel model) => [model.Description.IsLinear ? "Solve" : "Iterate", "Differentiate"];

    private static bool IsGrouped(AcceleratedModel model) => (int)model.Kernels.GetProperty("Threads")!.GetValue(null)! > 1;

    /// <summary>Bytes that the threads of a group share.</summary>
    private static int Shared(string text) =>
        Regex.Matches(text, @"\.shared [^\n]*\[(\d+)\];").Sum(static match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));

    private static string Compile(AcceleratedModel model, string kernel)
    {
        var entries = (model.Description.Precision == Dsl.Precision.Single ? typeof(SingleDevice<>) : typeof(DoubleDevice<>)).MakeGenericType(model.Kernels);
        return Compile(IsGrouped(model)
            ? EntryPointDescription.FromExplicitlyGroupedKernel(entries.GetMethod("Grouped" + kernel)!)
            : EntryPointDescription.FromImplicitlyGroupedKernel(entries.GetMethod(kernel)!));
    }

    private static string Compile(EntryPointDescription entry)
    {
        using var context = Context.Create(static builder => builder.Default().EnableAlgorithms());
        var architecture = CudaArchitecture.SM_90;
        using var backend = new PTXBackend(context, new CudaCapabilityContext(architecture), architecture, CudaInstructionSet.ISA_88, null);
        return ((PTXCompiledKernel)backend.Compile(entry, default)).PTXAssembly;
    }
}
