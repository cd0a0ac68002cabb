using System;
using ILGPU;
using ILGPU.Runtime;
using ScalableMNN.Accelerators;

namespace ScalableMNN.Engines.Tests.Accelerators;

/// <summary>The accelerator that tests run on: ILGPU's own for the processor.</summary>
internal sealed class TestAccelerator : IDisposable
{
    public TestAccelerator() => Accelerator = AcceleratorChoice.Cpu.Create(Context);

    public Context Context { get; } = Context.Create(static builder => builder.Default().EnableAlgorithms());

    public Accelerator Accelerator { get; }

    public void Dispose()
    {
        Accelerator.Dispose();
        Context.Dispose();
    }
}
