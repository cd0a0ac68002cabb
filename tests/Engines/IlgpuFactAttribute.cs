using System;
using Xunit;

namespace ScalableMNN.Tests.Engines;

/// <summary>A test that needs ILGPU; where ILGPU cannot be restored it is reported as skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class IlgpuFactAttribute : FactAttribute
{
    public IlgpuFactAttribute()
    {
#if !HAS_ILGPU
        Skip = "ILGPU cannot be restored here: neither the package sources nor the NuGet cache hold it. See docs/building.md.";
#endif
    }
}
