using System;
using Xunit;

namespace ScalableMNN.Generated.Tests.Estimation;

/// <summary>Comparisons by relative error, with what is compared in the message.</summary>
internal static class Close
{
    public static void To(double expected, double actual, double tolerance, string what) =>
        Assert.True(Math.Abs(actual - expected) <= tolerance * Math.Abs(expected), $"{what} is {actual:r} instead of {expected:r}: off by {Math.Abs((actual / expected) - 1):g2}, where {tolerance:g2} is allowed.");
}
