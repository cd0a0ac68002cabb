using System;
using System.Runtime.CompilerServices;
using ScalableMNN.Runtime.Lanes;

namespace ScalableMNN.Runtime.Solving;

/// <summary>Takes arrays from double to single precision and back.</summary>
internal static class Narrowing<TSingle, TDouble>
    where TSingle : unmanaged, ISingleLane<TSingle, TDouble>
    where TDouble : unmanaged, ILane<TDouble>
{
    // Far from the range of a double, so that a power of two and its reciprocal are exact.
    private const int LargestExponent = 1000;

    /// <summary>Rounds to single precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Narrow(ReadOnlySpan<TDouble> source, Span<TSingle> target)
    {
        var upper = source.Length - target.Length;
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = TSingle.Narrow(source[i], source[upper + i]);
        }
    }

    /// <summary>Takes to double precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Widen(ReadOnlySpan<TSingle> source, Span<TDouble> target)
    {
        for (var i = 0; i < source.Length; i++)
        {
            target[i] = TSingle.Widen(source[i], upper: false);
        }

        for (var i = source.Length; i < target.Length; i++)
        {
            target[i] = TSingle.Widen(source[i - source.Length], upper: true);
        }
    }

    /// <summary>Rounds to single precision each trajectory times the power of two that brings its largest number near one, so that nothing small gets lost.</summary>
    /// <param name="source">The numbers.</param>
    /// <param name="target">Receives the rounded ones.</param>
    /// <param name="scales">Receives the reciprocal of each power, a lane for each part.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void NarrowScaled(ReadOnlySpan<TDouble> source, Span<TSingle> target, Span<TDouble> scales)
    {
        var upper = source.Length - target.Length;
        TDouble largestLower = TDouble.Zero, largestUpper = TDouble.Zero;
        for (var i = 0; i < target.Length; i++)
        {
            largestLower = TDouble.Max(largestLower, TDouble.Abs(source[i]));
            largestUpper = TDouble.Max(largestUpper, TDouble.Abs(source[upper + i]));
        }

        scales[0] = largestLower;
        scales[^1] = largestUpper;
        foreach (ref var number in Packing<TDouble>.Numbers(scales))
        {
            number = number > 0 && double.IsFinite(number) ? Math.ScaleB(1, Math.Clamp(Math.ILogB(number), -LargestExponent, LargestExponent)) : 1;
        }

        var lower = TDouble.One / scales[0];
        var higher = TDouble.One / scales[^1];
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = TSingle.Narrow(source[i] * lower, source[upper + i] * higher);
        }
    }
}
