using System.Collections.Immutable;
using ILGPU.Runtime;

namespace ILGPU;

/// <summary>Knows the devices that there are.</summary>
/// <param name="devices">The devices; ILGPU's own context looks for them.</param>
public sealed class Context(params ImmutableArray<Device> devices)
{
    /// <summary>The devices.</summary>
    public ImmutableArray<Device> Devices { get; } = devices;
}
