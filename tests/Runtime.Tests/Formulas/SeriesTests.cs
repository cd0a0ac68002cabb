using System;
using System.Linq;
using ScalableMNN.Runtime.Formulas;
using Xunit;

namespace ScalableMNN.Runtime.Tests.Formulas;

/// <summary>Taylor series against those in closed form.</summary>
public class SeriesTests
{
    // Some rounding units of numbers of the size of one.
    private const int Digits = 13;

    [Theory]
    [InlineData("Exp()", 1, 1, 0.5, 1 / 6.0)]
    [InlineData("Sin()", 0, 1, 0, -1 / 6.0)]
    [InlineData("Cos()", 1, 0, -0.5, 0)]
    [InlineData("Tan()", 0, 1, 0, 1 / 3.0)]
    [InlineData("Tanh()", 0, 1, 0, -1 / 3.0)]
    [InlineData("Sinh()", 0, 1, 0, 1 / 6.0)]
    [InlineData("Cosh()", 1, 0, 0.5, 0)]
    public void Functions_at_zero(string function, double value, double first, double second, double third) => Close([value, first, second, third], Series.Apply(function, [0, 1, 0, 0]));

    [Fact]
    public void Functions_at_one()
    {
        Close([0, 1, -0.5, 1 / 3.0], Series.Apply("Log()", [1, 1, 0, 0]));
        Close([1, 0.5, -0.125, 0.0625], Series.Apply("Sqrt()", [1, 1, 0, 0]));
        Close([1, 0.5, -0.125, 0.0625], Series.Raise([1, 1, 0, 0], [0.5], isNumber: true));
        Close([1, -1, 1, -1], Series.Divide([1], [1, 1, 0, 0]));
        Close([1, 1, 0, 0], Series.Apply("Abs()", [-1, -1, 0, 0]));
    }

    [Fact]
    public void Powers()
    {
        // t^2 at zero, (1 + t)^(1 + t) at zero, and 2^t.
        Close([0, 0, 1, 0], Series.Raise([0, 1, 0, 0], [2], isNumber: true));
        Close([1, 1, 1, 0.5], Series.Raise([1, 1, 0, 0], [1, 1, 0, 0], isNumber: false));
        var log = Math.Log(2);
        Close([1, log, log * log / 2, log * log * log / 6], Series.Raise([2], [0, 1, 0, 0], isNumber: false));
    }

    [Fact]
    public void What_is_constant_has_no_derivative_to_be_undefined()
    {
        Assert.Equal([0.0], Series.Apply("Sqrt()", [0]));
        Assert.True(double.IsPositiveInfinity(Series.Apply("Sqrt()", [0, 1])[1]));
        Assert.False(double.IsFinite(Series.Raise([0, 1], [0.5], isNumber: true)[1]));
    }

    private static void Close(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(Enumerable.Range(0, expected.Length), i => Assert.Equal(expected[i], actual[i], Digits));
    }
}
