#if HAS_TORCHSHARP
using TorchSharp;
#endif
using ScalableMNN.Tests.Engines;
using Xunit;

namespace ScalableMNN.Engines.Tests;

public sealed class TorchSharpTests
{
    [TorchSharpFact]
    public void Restores_and_makes_a_tensor()
    {
#if HAS_TORCHSHARP
        using var scope = torch.NewDisposeScope();
        Assert.Equal(3.0, torch.ones(3, dtype: torch.float64).sum().ToDouble());
#else
        Assert.Fail("TorchSharp is absent; this test is to be skipped.");
#endif
    }
}
