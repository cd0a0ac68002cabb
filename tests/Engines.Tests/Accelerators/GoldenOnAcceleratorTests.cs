using System;
using System.Collections.Generic;
using System.Linq;
using ILGPU.Runtime;
using ScalableMNN.Generated.Tests.Golden;
using ScalableMNN.Tests.Golden;
using Xunit;

namespace ScalableMNN.Engines.Tests.Accelerators;

/// <summary>Kernels on an accelerator reproduce the golden files, within the tolerances of those on the processor.</summary>
public sealed class GoldenOnAcceleratorTests
{
    private static readonly Dictionary<string, Action<GoldenCase, Accelerator>> Checks = new()
    {
        ["a_1d_no2"] = static (golden, device) => GoldenComparison.Run(
            golden, static (b, t) => new Scalar1.Inputs(t, b), i => Scalar1.SolveOnAccelerator(device, i), static u => new Scalar1.Cotangent(u), (u, c) => Scalar1.GradientOnAccelerator(device, u, c).Inputs),
        ["b_1d_no3"] = static (golden, device) => GoldenComparison.Run(
            golden, static (b, t) => new Scalar2.Inputs(t, b), i => Scalar2.SolveOnAccelerator(device, i), static u => new Scalar2.Cotangent(u), (u, c) => Scalar2.GradientOnAccelerator(device, u, c).Inputs),
        ["c_3d3e_no2"] = static (golden, device) => GoldenComparison.Run(
            golden, static (b, t) => new Triple1.Inputs(t, b), i => Triple1.SolveOnAccelerator(device, i), static u => new Triple1.Cotangent(u), (u, c) => Triple1.GradientOnAccelerator(device, u, c).Inputs),
        ["d_2d2e_no3_central"] = static (golden, device) => GoldenComparison.Run(
            golden, static (b, t) => new Central2.Inputs(t, b), i => Central2.SolveOnAccelerator(device, i), static u => new Central2.Cotangent(u), (u, c) => Central2.GradientOnAccelerator(device, u, c).Inputs),
        ["e_1d_no5_kdv"] = static (golden, device) => GoldenComparison.Run(
            golden, static (b, t) => new Scalar4.Inputs(t, b), i => Scalar4.SolveOnAccelerator(device, i), static u => new Scalar4.Cotangent(u), (u, c) => Scalar4.GradientOnAccelerator(device, u, c).Inputs),
        ["f4_lorenz_batch_bcast"] = static (golden, device) => GoldenComparison.Run(
            golden, static (b, t) => new Shared2.Inputs(t, b), i => Shared2.SolveOnAccelerator(device, i), static u => new Shared2.Cotangent(u), (u, c) => Shared2.GradientOnAccelerator(device, u, c).Inputs),
        ["f_const_coef_const_step_3d"] = static (golden, device) => GoldenComparison.Run(
            golden, static (b, t) => new Steady1.Inputs(t, b), i => Steady1.SolveOnAccelerator(device, i), static u => new Steady1.Cotangent(u), (u, c) => Steady1.GradientOnAccelerator(device, u, c).Inputs),
        ["g_sine_no_init"] = static (golden, device) => GoldenComparison.Run(
            golden, static (b, t) => new Free2.Inputs(t, b), i => Free2.SolveOnAccelerator(device, i), static u => new Free2.Cotangent(u), (u, c) => Free2.GradientOnAccelerator(device, u, c).Inputs),
        ["h_weights"] = static (golden, device) => GoldenComparison.Run(
            golden, static (b, t) => new Weighted2.Inputs(t, b), i => Weighted2.SolveOnAccelerator(device, i), static u => new Weighted2.Cotangent(u), (u, c) => Weighted2.GradientOnAccelerator(device, u, c).Inputs),
        ["i_2e_3d_underdetermined"] = static (golden, device) => GoldenComparison.Run(
            golden, static (b, t) => new Fewer1.Inputs(t, b), i => Fewer1.SolveOnAccelerator(device, i), static u => new Fewer1.Cotangent(u), (u, c) => Fewer1.GradientOnAccelerator(device, u, c).Inputs),
        ["j_init3steps_2orders"] = static (golden, device) => GoldenComparison.Run(
            golden, static (b, t) => new Threefold2.Inputs(t, b), i => Threefold2.SolveOnAccelerator(device, i), static u => new Threefold2.Cotangent(u), (u, c) => Threefold2.GradientOnAccelerator(device, u, c).Inputs),
        ["k_batch_2x3"] = static (golden, device) => GoldenComparison.Run(
            golden, static (b, t) => new Pair1.Inputs(t, b), i => Pair1.SolveOnAccelerator(device, i), static u => new Pair1.Cotangent(u), (u, c) => Pair1.GradientOnAccelerator(device, u, c).Inputs),
        ["l_T2"] = static (golden, device) => GoldenComparison.Run(
            golden, static (b, t) => new Pair2.Inputs(t, b), i => Pair2.SolveOnAccelerator(device, i), static u => new Pair2.Cotangent(u), (u, c) => Pair2.GradientOnAccelerator(device, u, c).Inputs),
    };

    public static TheoryData<string> Cases => [.. GoldenCase.Names.Where(Checks.ContainsKey)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Reproduces(string name)
    {
        using var test = new TestAccelerator();
        Checks[name](GoldenCase.Load(name), test.Accelerator);
    }
}
