using System;
using ILGPU;
using ILGPU.Runtime;
using ScalableMNN.Accelerators;

namespace ScalableMNN.Engines.Tests.Accelerators;

/// <summary>The accelerator that tests run on: ILGPU's own for the processor where ILGPU can be restored, a loop over the threads elsewhere.</summary>
internal sealed class TestAccelerator : IDisposable
{
    public TestAccelerator() => Accelerator = AcceleratorChoice.Cpu.Create(Context);

#if HAS_ILGPU
    public Context Context { get; } = Context.Create(static builder => builder.Default().EnableAlgorithms());
#else
    public Context Context { get; } = new(new LoopDevice(AcceleratorType.CPU, "a loop"));
#endif

    public Accelerator Accelerator { get; }

    public void Dispose()
    {
        Accelerator.Dispose();
#if HAS_ILGPU
        Context.Dispose();
#endif
    }
}
