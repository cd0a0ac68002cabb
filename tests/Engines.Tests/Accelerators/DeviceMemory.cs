using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using ILGPU.Runtime;

namespace ScalableMNN.Engines.Tests.Accelerators;

/// <summary>What is taken on an accelerator at the moment.</summary>
internal static class DeviceMemory
{
    /// <summary>Bytes of all arrays that have not been given back; ILGPU itself keeps some for what a launch needs.</summary>
    public static long Taken(Accelerator accelerator)
    {
        // ILGPU knows its arrays, but gives out only how many there ever were.
        var known = (List<WeakReference<AcceleratorObject>>)typeof(Accelerator).GetField("childObjects", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(accelerator)!;
        return known.Sum(static reference => reference.TryGetTarget(out var target) && target is MemoryBuffer { IsDisposed: false } buffer ? buffer.LengthInBytes : 0);
    }
}
