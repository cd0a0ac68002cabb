#if HAS_ILGPU
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ILGPU;
using ILGPU.Runtime;

namespace ScalableMNN.GpuBench;

/// <summary>The devices of a context that are not ILGPU's accelerator of the processor.</summary>
internal static class DeviceList
{
    /// <summary>Their names, by what AcceleratorChoice reads for them, such as cuda:0; cards of NVIDIA come first.</summary>
    public static IReadOnlyDictionary<string, string> Of(Context context) => Of(context, AcceleratorType.Cuda).Concat(Of(context, AcceleratorType.OpenCL)).ToDictionary();

    private static IEnumerable<KeyValuePair<string, string>> Of(Context context, AcceleratorType type) =>
        context.Devices.Where(device => device.AcceleratorType == type).Select((device, number) => KeyValuePair.Create(
            string.Create(CultureInfo.InvariantCulture, $"{(type == AcceleratorType.Cuda ? "cuda" : "opencl")}:{number}"), device.Name));
}
#endif
