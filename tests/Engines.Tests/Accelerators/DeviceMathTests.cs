using System;
using ILGPU;
using ILGPU.Runtime;
using ScalableMNN.Generated.Ilgpu;
using Xunit;

namespace ScalableMNN.Engines.Tests.Accelerators;

/// <summary>The functions that kernels have of their own agree with those of the framework: called from here, and in a kernel on every device that is there.</summary>
public sealed class DeviceMathTests
{
    public static TheoryData<string> Devices => [.. TestAccelerator.Devices];

    [Theory]
    [MemberData(nameof(Devices))]
    public void Every_function_agrees_in_a_kernel(string device)
    {
        using var test = new TestAccelerator(device);
        double[] values = [0, 1e-9, -0.3, 0.4999, 0.5001, 0.7, 1, 2.5, -3, 7, 20, -33, 4321.5];
        using var arguments = test.Accelerator.Allocate1D(values);
        using var results = test.Accelerator.Allocate1D<double>(values.Length * DeviceMathKernel.Functions.Count);

        test.Accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<double>, ArrayView<double>>(DeviceMathKernel.Run)(values.Length, arguments.View, results.View);
        test.Accelerator.Synchronize();

        var computed = results.GetAsArray1D();
        for (var function = 0; function < DeviceMathKernel.Functions.Count; function++)
        {
            var (name, expected, allowed) = DeviceMathKernel.Functions[function];
            for (var i = 0; i < values.Length; i++)
            {
                var (right, found) = (expected(values[i]), computed[(function * values.Length) + i]);
                Assert.True(
                    right.Equals(found) || Math.Abs(found - right) <= allowed * (Math.Abs(right) + (name is "Sin" or "Cos" ? 1 + Math.Abs(values[i]) : 0)),
                    $"{name}({values[i]:R}) is {found:R} on {test.Accelerator.Name}, and {right:R} by the framework.");
            }
        }
    }

    [Fact]
    public void Angles_are_reduced_without_loss()
    {
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var angle = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(1, 7));

            // The framework reduces exactly; what is left of the angle itself has an error of its unit in the last place.
            var allowed = 4e-16 + (Math.Abs(angle) * 1e-16);
            Assert.InRange(DeviceMath.Sin(angle) - Math.Sin(angle), -allowed, allowed);
            Assert.InRange(DeviceMath.Cos(angle) - Math.Cos(angle), -allowed, allowed);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-9)]
    [InlineData(-0.3)]
    [InlineData(0.4999)]
    [InlineData(0.5001)]
    [InlineData(-3)]
    [InlineData(20)]
    [InlineData(709.9)]
    public void Hyperbolic_functions_keep_their_digits(double value)
    {
        Assert.InRange(DeviceMath.Sinh(value) - Math.Sinh(value), -1e-13 * Math.Abs(Math.Sinh(value)), 1e-13 * Math.Abs(Math.Sinh(value)));
        Assert.InRange(DeviceMath.Cosh(value) - Math.Cosh(value), -1e-13 * Math.Cosh(value), 1e-13 * Math.Cosh(value));
    }

    [Fact]
    public void Signs_are_those_of_the_framework()
    {
        Assert.Equal([1, -1, 0], [DeviceMath.Sign(3.0), DeviceMath.Sign(-0.1), DeviceMath.Sign(0.0)]);
        Assert.Equal(double.NaN, DeviceMath.Sign(double.NaN));
        Assert.Equal([2, -2], [DeviceMath.CopySign(-2.0, 5), DeviceMath.CopySign(2.0, -5)]);
        Assert.False(DeviceMath.IsFinite(double.NaN) || DeviceMath.IsFinite(double.PositiveInfinity));
    }
}
