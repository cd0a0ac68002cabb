using System;

namespace ScalableMNN.Bench.Measuring;

/// <summary>Counts the bytes that an action allocates, on whatever thread.</summary>
internal static class Allocation
{
    public static long BytesPerCall(Action action, int calls)
    {
        // The first calls fill pools and compile; what counts is the steady state.
        action();
        action();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var call = 0; call < calls; call++)
        {
            action();
        }

        return (GC.GetTotalAllocatedBytes(precise: true) - before) / calls;
    }
}
