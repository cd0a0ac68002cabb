using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ScalableMNN.Runtime.Marching;

/// <summary>What eliminations do with rows of numbers, many at a time.</summary>
internal static class RowArithmetic
{
    /// <summary>target -= factor source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Subtract(Span<double> target, double factor, ReadOnlySpan<double> source)
    {
        ref var to = ref MemoryMarshal.GetReference(target);
        ref var from = ref MemoryMarshal.GetReference(source);
        var i = 0;
        for (; i <= target.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            (Vector.LoadUnsafe(ref to, (nuint)i) - (factor * Vector.LoadUnsafe(ref from, (nuint)i))).StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < target.Length; i++)
        {
            Unsafe.Add(ref to, i) -= factor * Unsafe.Add(ref from, i);
        }
    }

    /// <summary>x + i y -= (a + i b) (u + i v).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Subtract(Span<double> x, Span<double> y, double a, double b, ReadOnlySpan<double> u, ReadOnlySpan<double> v)
    {
        ref var rx = ref MemoryMarshal.GetReference(x);
        ref var ry = ref MemoryMarshal.GetReference(y);
        ref var ru = ref MemoryMarshal.GetReference(u);
        ref var rv = ref MemoryMarshal.GetReference(v);
        var i = 0;
        for (; i <= x.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var (vu, vv) = (Vector.LoadUnsafe(ref ru, (nuint)i), Vector.LoadUnsafe(ref rv, (nuint)i));
            (Vector.LoadUnsafe(ref rx, (nuint)i) - ((a * vu) - (b * vv))).StoreUnsafe(ref rx, (nuint)i);
            (Vector.LoadUnsafe(ref ry, (nuint)i) - ((a * vv) + (b * vu))).StoreUnsafe(ref ry, (nuint)i);
        }

        for (; i < x.Length; i++)
        {
            var (su, sv) = (Unsafe.Add(ref ru, i), Unsafe.Add(ref rv, i));
            Unsafe.Add(ref rx, i) -= (a * su) - (b * sv);
            Unsafe.Add(ref ry, i) -= (a * sv) + (b * su);
        }
    }

    /// <summary>The inner product of two rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Product(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        ref var l = ref MemoryMarshal.GetReference(left);
        ref var r = ref MemoryMarshal.GetReference(right);
        var sum = 0.0;
        var i = 0;
        if (left.Length >= 2 * Vector<double>.Count)
        {
            var sums = Vector<double>.Zero;
            for (; i <= left.Length - Vector<double>.Count; i += Vector<double>.Count)
            {
                sums += Vector.LoadUnsafe(ref l, (nuint)i) * Vector.LoadUnsafe(ref r, (nuint)i);
            }

            sum = Vector.Sum(sums);
        }

        for (; i < left.Length; i++)
        {
            sum += Unsafe.Add(ref l, i) * Unsafe.Add(ref r, i);
        }

        return sum;
    }
}
