#if HAS_TORCHSHARP && !HAS_LIBTORCH
using System;

namespace ScalableMNN.Tests.Engines;

/// <summary>
/// TorchSharp without the package that brings libtorch: it still works where the machine itself has libtorch.
/// </summary>
internal static class Libtorch
{
    /// <summary>Null when libtorch loads, otherwise what went wrong.</summary>
    public static string? WhyAbsent { get; } = Load();

    private static string? Load()
    {
        try
        {
            TorchSharp.torch.InitializeDeviceType(TorchSharp.DeviceType.CPU);
            return null;
        }
        catch (Exception e) when (e is NotSupportedException or DllNotFoundException or TypeInitializationException)
        {
            return "TorchSharp is here, but TorchSharp-cpu cannot be restored and no libtorch loads: " + e.Message;
        }
    }
}
#endif
