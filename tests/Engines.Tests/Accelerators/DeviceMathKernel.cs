using System;
using System.Collections.Generic;
using ILGPU;
using ScalableMNN.Generated.Ilgpu;

namespace ScalableMNN.Engines.Tests.Accelerators;

/// <summary>A kernel that calls each of the functions that kernels have of their own, and what the framework computes for them.</summary>
internal static class DeviceMathKernel
{
    // ILGPU's own functions have relative errors up to some 1e-14. Angles keep what their last place leaves.
    private const double Good = 2e-14;

    /// <summary>In the order of the kernel: name, what the framework computes, and how far the two may differ relative to the result, for angles to one and the angle besides.</summary>
    public static IReadOnlyList<(string Name, Func<double, double> Expected, double Allowed)> Functions { get; } =
    [
        ("Exp", Math.Exp, Good),
        ("Log", static value => Math.Log(Math.Abs(value) + 0.5), Good),
        ("Sin", Math.Sin, 1e-15),
        ("Cos", Math.Cos, 1e-15),
        ("Tanh", Math.Tanh, Good),
        ("Sinh", static value => Math.Sinh(value / 8), 1e-13),
        ("Cosh", static value => Math.Cosh(value / 8), 1e-13),
        ("Pow", static value => Math.Pow(Math.Abs(value) + 0.5, 1.7), Good),
        ("Sqrt", static value => Math.Sqrt(Math.Abs(value)), 1e-15),
        ("Sign", static value => Math.Sign(value), 0),
        ("CopySign", static value => value < 0 ? -1.5 : 1.5, 0),
        ("IsFinite", static value => Math.Abs(value) < 1000 ? 1 : 0, 0),
        ("Atan", Math.Atan, Good),
        ("Asin", static value => Math.Asin(value / (Math.Abs(value) + 1)), Good),
        ("Acos", static value => Math.Acos(value / (Math.Abs(value) + 1)), Good),
        ("Log10", static value => Math.Log10(Math.Abs(value) + 0.5), Good),
        ("Floor", Math.Floor, 0),
        ("Heaviside", static value => value >= 0 ? 1 : 0, 0),
        ("Choose", static value => value >= 0 ? value : -7, 0),
        ("Min", static value => Math.Min(value, 0.3), 0),
        ("Max", static value => Math.Max(value, 0.3), 0),
        ("Erf", static value => ScalableMNN.Runtime.Lanes.ErrorFunction.At(value / 4), Good),
    ];

    public static void Run(Index1D i, ArrayView<double> values, ArrayView<double> results)
    {
        int count = values.IntLength, at = i;
        var value = values[i];
        results[at] = DeviceMath.Exp(value);
        results[at + count] = DeviceMath.Log(DeviceMath.Abs(value) + 0.5);
        results[at + (2 * count)] = DeviceMath.Sin(value);
        results[at + (3 * count)] = DeviceMath.Cos(value);
        results[at + (4 * count)] = DeviceMath.Tanh(value);
        results[at + (5 * count)] = DeviceMath.Sinh(value / 8);
        results[at + (6 * count)] = DeviceMath.Cosh(value / 8);
        results[at + (7 * count)] = DeviceMath.Pow(DeviceMath.Abs(value) + 0.5, 1.7);
        results[at + (8 * count)] = DeviceMath.Sqrt(DeviceMath.Abs(value));
        results[at + (9 * count)] = DeviceMath.Sign(value);
        results[at + (10 * count)] = DeviceMath.CopySign(1.5, value);

        // The largest value stands for a number that is not finite.
        results[at + (11 * count)] = DeviceMath.IsFinite(DeviceMath.Abs(value) < 1000 ? value : value / 0.0) ? 1.0 : 0.0;
        results[at + (12 * count)] = DeviceMath.Atan(value);
        results[at + (13 * count)] = DeviceMath.Asin(value / (DeviceMath.Abs(value) + 1));
        results[at + (14 * count)] = DeviceMath.Acos(value / (DeviceMath.Abs(value) + 1));
        results[at + (15 * count)] = DeviceMath.Log10(DeviceMath.Abs(value) + 0.5);
        results[at + (16 * count)] = DeviceMath.Floor(value);
        results[at + (17 * count)] = DeviceMath.Heaviside(value);
        results[at + (18 * count)] = DeviceMath.Choose(DeviceMath.Heaviside(value), value, -7);
        results[at + (19 * count)] = DeviceMath.Min(value, 0.3);
        results[at + (20 * count)] = DeviceMath.Max(value, 0.3);
        results[at + (21 * count)] = DeviceMath.Erf(value / 4);
    }
}
