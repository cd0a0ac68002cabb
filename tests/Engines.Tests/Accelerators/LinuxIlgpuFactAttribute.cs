using System;
using Xunit;

namespace ScalableMNN.Engines.Tests.Accelerators;

/// <summary>A test that takes addresses from the process, so that ILGPU's own accelerator is refused memory: it needs ILGPU and Linux, and is reported as skipped elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxIlgpuFactAttribute : FactAttribute
{
    public LinuxIlgpuFactAttribute()
    {
#if !HAS_ILGPU
        Skip = "ILGPU cannot be restored here: neither the package sources nor the NuGet cache hold it. See docs/building.md.";
#else
        Skip = OperatingSystem.IsLinux() ? null : "Only Linux can limit a running process to so many addresses.";
#endif
    }
}
