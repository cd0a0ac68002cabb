using System;
using ILGPU;
using ILGPU.Runtime;
#if HAS_ILGPU
using ILGPU.Runtime.CPU;
#endif

namespace ScalableMNN.Engines.Tests.Accelerators;

/// <summary>The accelerator that tests run on: ILGPU's own for the processor where ILGPU can be restored, a loop over the threads elsewhere.</summary>
internal sealed class TestAccelerator : IDisposable
{
#if HAS_ILGPU
    private readonly Context _context = Context.Create(static builder => builder.Default().EnableAlgorithms());

    public TestAccelerator() => Accelerator = _context.CreateCPUAccelerator(0);
#else
    public TestAccelerator() => Accelerator = new LoopAccelerator(1L << 40);
#endif

    public Accelerator Accelerator { get; }

    public void Dispose()
    {
        Accelerator.Dispose();
#if HAS_ILGPU
        _context.Dispose();
#endif
    }
}
