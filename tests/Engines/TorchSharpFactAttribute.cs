using System;
#if HAS_TORCHSHARP
using ScalableMNN.Engines;
using TorchSharp;
#endif
using Xunit;

namespace ScalableMNN.Tests.Engines;

/// <summary>
/// A test that needs TorchSharp and its native library; where either is missing it is reported as skipped, with the reason.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TorchSharpFactAttribute : FactAttribute
{
    private static readonly string? _whyNot = Prepare();

    public TorchSharpFactAttribute() => Skip = _whyNot;

    private static string? Prepare()
    {
#if HAS_TORCHSHARP
        if (NativeTorch.WhyItDoesNotLoad is { } reason)
        {
            return reason;
        }

        // The tensors of tests are small. The threads of libtorch would spend most of a busy machine's time on waiting for each other.
        torch.set_num_threads(1);
        return null;
#else
        return "TorchSharp cannot be restored here: neither the package sources nor the NuGet cache hold it. See docs/building.md.";
#endif
    }
}
