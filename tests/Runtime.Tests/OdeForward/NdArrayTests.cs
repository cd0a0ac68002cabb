using System;
using Xunit;

namespace ScalableMNN.Runtime.Tests.OdeForward;

public class NdArrayTests
{
    [Fact]
    public void NumbersLieRowMajor()
    {
        var array = new NdArray(new double[] { 0, 1, 2, 3, 4, 5 }, 2, 3);
        Assert.Equal(5, array[1, 2]);
        Assert.Equal(3, array[1, 0]);
        Assert.Equal("(2, 3)", array.ToString());
        Assert.Equal(2, new NdArray(new double[] { 2 })[[]]);
    }

    [Fact]
    public void ShapeAndNumbersMustAgree()
    {
        Assert.Contains("(2, 2) holds 4 numbers, but 3 were given", Assert.Throws<ArgumentException>(() => new NdArray(new double[3], 2, 2)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new NdArray(new double[3], -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => NdArray.Filled(1, 2, 2)[0, 2]);
        Assert.Throws<ArgumentException>(() => NdArray.Filled(1, 2, 2)[0]);
    }
}
