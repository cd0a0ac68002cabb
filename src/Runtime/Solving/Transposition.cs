using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ScalableMNN.Runtime.Lanes;

namespace ScalableMNN.Runtime.Solving;

/// <summary>Turns rows with numbers of one trajectory each into rows with one number of each trajectory of a lane, and back.</summary>
internal static class Transposition<TLane>
    where TLane : unmanaged, ILane<TLane>
{
    /// <summary>Transposes a square: as many rows of as many numbers as a lane has.</summary>
    /// <param name="source">The first number.</param>
    /// <param name="sourceStride">How far its rows are apart.</param>
    /// <param name="target">The place of the first number.</param>
    /// <param name="targetStride">How far the rows there are apart.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(ref double source, nint sourceStride, ref double target, nint targetStride)
    {
        if (typeof(TLane) == typeof(Lane8) && Avx512F.IsSupported)
        {
            Eight(ref source, sourceStride, ref target, targetStride);
        }
        else if (typeof(TLane) == typeof(Lane4) && Avx.IsSupported)
        {
            Four(ref source, sourceStride, ref target, targetStride);
        }
        else
        {
            for (nint i = 0; i < TLane.Count; i++)
            {
                for (nint j = 0; j < TLane.Count; j++)
                {
                    Unsafe.Add(ref target, (j * targetStride) + i) = Unsafe.Add(ref source, (i * sourceStride) + j);
                }
            }
        }
    }

    /// <summary>Reads as many numbers as a lane has, so far apart.</summary>
    /// <param name="source">The first number.</param>
    /// <param name="stride">How far they are apart.</param>
    /// <returns>The lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Gather(ref double source, nint stride)
    {
        if (typeof(TLane) == typeof(Lane8))
        {
            var eight = Vector512.Create(Half(ref source, stride), Half(ref Unsafe.Add(ref source, 4 * stride), stride));
            return Unsafe.As<Vector512<double>, TLane>(ref eight);
        }

        if (typeof(TLane) == typeof(Lane4))
        {
            var four = Half(ref source, stride);
            return Unsafe.As<Vector256<double>, TLane>(ref four);
        }

        return Unsafe.As<double, TLane>(ref source);

        static Vector256<double> Half(ref double source, nint stride) =>
            Vector256.Create(source, Unsafe.Add(ref source, stride), Unsafe.Add(ref source, 2 * stride), Unsafe.Add(ref source, 3 * stride));
    }

    // First neighbouring numbers of neighbouring rows come together, then the halves and quarters of rows change places.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Eight(ref double source, nint from, ref double target, nint to)
    {
        var (row0, row1) = (Load(ref source, 0), Load(ref source, from));
        var (row2, row3) = (Load(ref source, 2 * from), Load(ref source, 3 * from));
        var (row4, row5) = (Load(ref source, 4 * from), Load(ref source, 5 * from));
        var (row6, row7) = (Load(ref source, 6 * from), Load(ref source, 7 * from));
        Spread(Avx512F.UnpackLow(row0, row1), Avx512F.UnpackLow(row2, row3), Avx512F.UnpackLow(row4, row5), Avx512F.UnpackLow(row6, row7), ref target, to);
        Spread(Avx512F.UnpackHigh(row0, row1), Avx512F.UnpackHigh(row2, row3), Avx512F.UnpackHigh(row4, row5), Avx512F.UnpackHigh(row6, row7), ref Unsafe.Add(ref target, to), to);

        static Vector512<double> Load(ref double row, nint at) => Vector512.LoadUnsafe(ref Unsafe.Add(ref row, at));
    }

    /// <summary>Writes every other row, from pairs of numbers of two trajectories each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Spread(Vector512<double> of01, Vector512<double> of23, Vector512<double> of45, Vector512<double> of67, ref double target, nint to)
    {
        var (low, high) = (Avx512F.Shuffle4x128(of01, of23, 0x88), Avx512F.Shuffle4x128(of45, of67, 0x88));
        Avx512F.Shuffle4x128(low, high, 0x88).StoreUnsafe(ref target);
        Avx512F.Shuffle4x128(low, high, 0xdd).StoreUnsafe(ref Unsafe.Add(ref target, 4 * to));
        (low, high) = (Avx512F.Shuffle4x128(of01, of23, 0xdd), Avx512F.Shuffle4x128(of45, of67, 0xdd));
        Avx512F.Shuffle4x128(low, high, 0x88).StoreUnsafe(ref Unsafe.Add(ref target, 2 * to));
        Avx512F.Shuffle4x128(low, high, 0xdd).StoreUnsafe(ref Unsafe.Add(ref target, 6 * to));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four(ref double source, nint from, ref double target, nint to)
    {
        var (row0, row1) = (Vector256.LoadUnsafe(ref source), Vector256.LoadUnsafe(ref Unsafe.Add(ref source, from)));
        var (row2, row3) = (Vector256.LoadUnsafe(ref Unsafe.Add(ref source, 2 * from)), Vector256.LoadUnsafe(ref Unsafe.Add(ref source, 3 * from)));
        var (even01, even23) = (Avx.UnpackLow(row0, row1), Avx.UnpackLow(row2, row3));
        var (odd01, odd23) = (Avx.UnpackHigh(row0, row1), Avx.UnpackHigh(row2, row3));
        Avx.Permute2x128(even01, even23, 0x20).StoreUnsafe(ref target);
        Avx.Permute2x128(odd01, odd23, 0x20).StoreUnsafe(ref Unsafe.Add(ref target, to));
        Avx.Permute2x128(even01, even23, 0x31).StoreUnsafe(ref Unsafe.Add(ref target, 2 * to));
        Avx.Permute2x128(odd01, odd23, 0x31).StoreUnsafe(ref Unsafe.Add(ref target, 3 * to));
    }
}
