using System;
using Xunit;

namespace ScalableMNN.Engines.Tests.Accelerators;

/// <summary>A test that takes memory, or the device, away: it needs the accelerator that stands in for ILGPU, and is reported as skipped where ILGPU itself is there.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LoopFactAttribute : FactAttribute
{
    public LoopFactAttribute()
    {
#if HAS_ILGPU
        Skip = "ILGPU is here. This test takes the device away, which only the accelerator of tests/Contracts/Ilgpu allows.";
#endif
    }
}
