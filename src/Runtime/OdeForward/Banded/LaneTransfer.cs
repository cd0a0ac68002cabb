using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ScalableMNN.Runtime.Lanes;

namespace ScalableMNN.Runtime.Banded;

/// <summary>Moves numbers between arrays in which every trajectory is contiguous and lanes in which trajectories stand side by side.</summary>
internal static class LaneTransfer
{
    /// <summary>Reads as many numbers of each trajectory.</summary>
    /// <param name="source">The array.</param>
    /// <param name="offsets">Where the numbers of each trajectory begin.</param>
    /// <param name="count">How many numbers of each.</param>
    /// <param name="lanes">Receives them.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather<TLane>(ref double source, ReadOnlySpan<nint> offsets, nint count, ref TLane lanes)
        where TLane : unmanaged, ILane<TLane>
    {
        ref var target = ref Unsafe.As<TLane, double>(ref lanes);
        nint done = 0;
        if (TLane.Count == 8 && Avx512F.IsSupported)
        {
            for (; done + 8 <= count; done += 8)
            {
                Transpose8(
                    Vector512.LoadUnsafe(ref Unsafe.Add(ref source, offsets[0] + done)),
                    Vector512.LoadUnsafe(ref Unsafe.Add(ref source, offsets[1] + done)),
                    Vector512.LoadUnsafe(ref Unsafe.Add(ref source, offsets[2] + done)),
                    Vector512.LoadUnsafe(ref Unsafe.Add(ref source, offsets[3] + done)),
                    Vector512.LoadUnsafe(ref Unsafe.Add(ref source, offsets[4] + done)),
                    Vector512.LoadUnsafe(ref Unsafe.Add(ref source, offsets[5] + done)),
                    Vector512.LoadUnsafe(ref Unsafe.Add(ref source, offsets[6] + done)),
                    Vector512.LoadUnsafe(ref Unsafe.Add(ref source, offsets[7] + done)),
                    out var r0,
                    out var r1,
                    out var r2,
                    out var r3,
                    out var r4,
                    out var r5,
                    out var r6,
                    out var r7);
                ref var to = ref Unsafe.Add(ref target, done * 8);
                r0.StoreUnsafe(ref to);
                r1.StoreUnsafe(ref to, 8);
                r2.StoreUnsafe(ref to, 16);
                r3.StoreUnsafe(ref to, 24);
                r4.StoreUnsafe(ref to, 32);
                r5.StoreUnsafe(ref to, 40);
                r6.StoreUnsafe(ref to, 48);
                r7.StoreUnsafe(ref to, 56);
            }
        }

        for (var lane = 0; lane < TLane.Count; lane++)
        {
            ref var from = ref Unsafe.Add(ref source, offsets[lane]);
            for (var k = done; k < count; k++)
            {
                Unsafe.Add(ref target, (k * TLane.Count) + lane) = Unsafe.Add(ref from, k);
            }
        }
    }

    /// <summary>Writes as many numbers of each trajectory.</summary>
    /// <param name="lanes">The numbers.</param>
    /// <param name="count">How many of each trajectory.</param>
    /// <param name="target">The array.</param>
    /// <param name="offsets">Where to begin for each trajectory that is written; the lanes beyond them are not.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter<TLane>(ref TLane lanes, nint count, ref double target, ReadOnlySpan<nint> offsets)
        where TLane : unmanaged, ILane<TLane>
    {
        ref var source = ref Unsafe.As<TLane, double>(ref lanes);
        nint done = 0;
        if (TLane.Count == 8 && Avx512F.IsSupported && offsets.Length == 8)
        {
            for (; done + 8 <= count; done += 8)
            {
                ref var from = ref Unsafe.Add(ref source, done * 8);
                Transpose8(
                    Vector512.LoadUnsafe(ref from),
                    Vector512.LoadUnsafe(ref from, 8),
                    Vector512.LoadUnsafe(ref from, 16),
                    Vector512.LoadUnsafe(ref from, 24),
                    Vector512.LoadUnsafe(ref from, 32),
                    Vector512.LoadUnsafe(ref from, 40),
                    Vector512.LoadUnsafe(ref from, 48),
                    Vector512.LoadUnsafe(ref from, 56),
                    out var r0,
                    out var r1,
                    out var r2,
                    out var r3,
                    out var r4,
                    out var r5,
                    out var r6,
                    out var r7);
                r0.StoreUnsafe(ref Unsafe.Add(ref target, offsets[0] + done));
                r1.StoreUnsafe(ref Unsafe.Add(ref target, offsets[1] + done));
                r2.StoreUnsafe(ref Unsafe.Add(ref target, offsets[2] + done));
                r3.StoreUnsafe(ref Unsafe.Add(ref target, offsets[3] + done));
                r4.StoreUnsafe(ref Unsafe.Add(ref target, offsets[4] + done));
                r5.StoreUnsafe(ref Unsafe.Add(ref target, offsets[5] + done));
                r6.StoreUnsafe(ref Unsafe.Add(ref target, offsets[6] + done));
                r7.StoreUnsafe(ref Unsafe.Add(ref target, offsets[7] + done));
            }
        }

        for (var lane = 0; lane < offsets.Length; lane++)
        {
            ref var to = ref Unsafe.Add(ref target, offsets[lane]);
            for (var k = done; k < count; k++)
            {
                Unsafe.Add(ref to, k) = Unsafe.Add(ref source, (k * TLane.Count) + lane);
            }
        }
    }

    /// <summary>One trajectory's number in a lane.</summary>
    public static double Element<TLane>(TLane lane, int index)
        where TLane : unmanaged, ILane<TLane> => Unsafe.Add(ref Unsafe.As<TLane, double>(ref lane), index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose8(
        Vector512<double> a0,
        Vector512<double> a1,
        Vector512<double> a2,
        Vector512<double> a3,
        Vector512<double> a4,
        Vector512<double> a5,
        Vector512<double> a6,
        Vector512<double> a7,
        out Vector512<double> r0,
        out Vector512<double> r1,
        out Vector512<double> r2,
        out Vector512<double> r3,
        out Vector512<double> r4,
        out Vector512<double> r5,
        out Vector512<double> r6,
        out Vector512<double> r7)
    {
        // Pairs within 128 bits, then 128-bit quarters twice.
        var l01 = Avx512F.UnpackLow(a0, a1);
        var h01 = Avx512F.UnpackHigh(a0, a1);
        var l23 = Avx512F.UnpackLow(a2, a3);
        var h23 = Avx512F.UnpackHigh(a2, a3);
        var l45 = Avx512F.UnpackLow(a4, a5);
        var h45 = Avx512F.UnpackHigh(a4, a5);
        var l67 = Avx512F.UnpackLow(a6, a7);
        var h67 = Avx512F.UnpackHigh(a6, a7);

        var le = Avx512F.Shuffle4x128(l01, l23, 0b10_00_10_00);
        var lo = Avx512F.Shuffle4x128(l01, l23, 0b11_01_11_01);
        var he = Avx512F.Shuffle4x128(h01, h23, 0b10_00_10_00);
        var ho = Avx512F.Shuffle4x128(h01, h23, 0b11_01_11_01);
        var me = Avx512F.Shuffle4x128(l45, l67, 0b10_00_10_00);
        var mo = Avx512F.Shuffle4x128(l45, l67, 0b11_01_11_01);
        var ne = Avx512F.Shuffle4x128(h45, h67, 0b10_00_10_00);
        var no = Avx512F.Shuffle4x128(h45, h67, 0b11_01_11_01);

        r0 = Avx512F.Shuffle4x128(le, me, 0b10_00_10_00);
        r4 = Avx512F.Shuffle4x128(le, me, 0b11_01_11_01);
        r2 = Avx512F.Shuffle4x128(lo, mo, 0b10_00_10_00);
        r6 = Avx512F.Shuffle4x128(lo, mo, 0b11_01_11_01);
        r1 = Avx512F.Shuffle4x128(he, ne, 0b10_00_10_00);
        r5 = Avx512F.Shuffle4x128(he, ne, 0b11_01_11_01);
        r3 = Avx512F.Shuffle4x128(ho, no, 0b10_00_10_00);
        r7 = Avx512F.Shuffle4x128(ho, no, 0b11_01_11_01);
    }
}
