using System;
using ScalableMNN.Generated.Tests;
using ScalableMNN.Generated.Tests.Models;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Engines.Tests.Accelerators;

/// <summary>A tolerance is for the processor, and accelerators say so.</summary>
public sealed class ToleranceTests
{
    [Fact]
    public void It_is_refused()
    {
        using var test = new TestAccelerator();
        var (parameters, inputs) = EverySourceBatch.Create(4);
        var message = Assert.Throws<NotSupportedException>(() => EverySource.SolveOnAccelerator(test.Accelerator, parameters, inputs, new SolveOptions { RelativeTolerance = 1e-6 })).Message;
        Assert.Contains("accelerators solve on the grid as it is", message, StringComparison.Ordinal);
    }
}
