using System;
using System.Collections.Generic;
using ILGPU;
using ILGPU.Runtime;
using ScalableMNN.Accelerators;

namespace ScalableMNN.Engines.Tests.Accelerators;

/// <summary>
/// The accelerator that tests run on: ILGPU's own for the processor; or the device that SCALABLEMNN_DEVICE names, as
/// <see cref="AcceleratorChoice.Parse"/> reads it.
/// </summary>
internal sealed class TestAccelerator : IDisposable
{
    public TestAccelerator()
        : this(Environment.GetEnvironmentVariable("SCALABLEMNN_DEVICE") is { Length: > 0 } device ? device : "cpu")
    {
    }

    public TestAccelerator(string device) => Accelerator = AcceleratorChoice.Parse(device).Create(Context);

    /// <summary>The processor's accelerator, and every device that is there besides.</summary>
    public static IReadOnlyList<string> Devices
    {
        get
        {
            using var context = NewContext();
            return ["cpu", .. GpuBench.DeviceList.Of(context).Keys];
        }
    }

    public Context Context { get; } = NewContext();

    public Accelerator Accelerator { get; }

    public void Dispose()
    {
        Accelerator.Dispose();
        Context.Dispose();
    }

    private static Context NewContext() => Context.Create(static builder => builder.Default().EnableAlgorithms());
}
