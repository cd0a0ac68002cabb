using System;
using Xunit;

namespace ScalableMNN.Engines.Tests.Accelerators;

/// <summary>A test that takes addresses from the process, so that ILGPU's own accelerator is refused memory: it needs Linux, and is reported as skipped elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : "Only Linux can limit a running process to so many addresses.";
}
