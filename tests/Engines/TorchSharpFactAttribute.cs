using System;
using Xunit;

namespace ScalableMNN.Tests.Engines;

/// <summary>
/// A test that needs TorchSharp and its native library; where either is missing it is reported as skipped, with the reason.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TorchSharpFactAttribute : FactAttribute
{
    public TorchSharpFactAttribute()
    {
#if !HAS_TORCHSHARP
        Skip = "TorchSharp cannot be restored here: neither the package sources nor the NuGet cache hold it. See docs/building.md.";
#elif !HAS_LIBTORCH
        Skip = Libtorch.WhyAbsent;
#endif
    }
}
