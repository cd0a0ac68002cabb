#if HAS_TORCHSHARP
using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using ScalableMNN.Runtime.Solving;
using static TorchSharp.torch;
#endif
using ScalableMNN.Tests.Engines;
using Xunit;

namespace ScalableMNN.Engines.Tests.NotFinite;

/// <summary>What is not finite is named by layers in the same words: in the exception of a call, and on the trace of a backward pass.</summary>
public sealed class LayerTests
{
#if HAS_TORCHSHARP
    [TorchSharpFact]
    public void A_call()
    {
        using var scope = NewDisposeScope();
        using var layer = new RayModule(points: 8, dtype: float64);
        Assert.Contains("equation Law: T is 0 at point 0, time 0, so Y / T is not finite.", Assert.Throws<SolveException>(() => layer.call(ones(1, dtype: float64))).Message, StringComparison.Ordinal);
    }

    [TorchSharpFact]
    public void A_backward_pass()
    {
        using var scope = NewDisposeScope();
        using var layer = new EffectModule(points: 8, dtype: float64);
        using var written = new StringWriter(CultureInfo.InvariantCulture);
        using var listener = new TextWriterTraceListener(written);
        Trace.Listeners.Add(listener);
        try
        {
            layer.call(zeros(8, dtype: float64), zeros(1, dtype: float64)).sum().backward();
        }
        finally
        {
            Trace.Listeners.Remove(listener);
        }

        listener.Flush();
        Assert.Contains("Sqrt(Drug * Hill) has no derivative", written.ToString(), StringComparison.Ordinal);
    }
#else
    [TorchSharpFact]
    public void Layers() => Assert.Fail("TorchSharp is absent; this test is to be skipped.");
#endif
}
