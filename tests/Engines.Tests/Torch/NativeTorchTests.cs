#if HAS_TORCHSHARP
using System;
using ScalableMNN.Engines;
using ScalableMNN.Tests.Engines;
using Xunit;

namespace ScalableMNN.Engines.Tests.Torch;

/// <summary>TorchSharp's native library, which may be newer than the C++ runtime of the machine.</summary>
public sealed class NativeTorchTests
{
    [Fact]
    public void In_continuous_integration_tests_of_layers_are_not_skipped()
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Null(NativeTorch.WhyItDoesNotLoad);
        }
    }
}
#endif
