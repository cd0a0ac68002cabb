using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ScalableMNN.Runtime.Estimation.Elimination;

/// <summary>
/// Householder reflections on rows that lie one after the other, vectorised over the columns. Source: Golub and Van Loan, Matrix Computations, section 5.1; rows are put with
/// the heaviest first, which keeps reflections stable row by row (Björck, Numerical Methods for Least Squares Problems, section 4.4).
/// </summary>
internal static class Reflection
{
    /// <summary>Rows are padded to a multiple of this many numbers.</summary>
    public const int Alignment = 8;

    // What has no reciprocal counts as zero.
    private const double Smallest = 1e-300;

    /// <summary>The padded length of a row.</summary>
    public static int Padded(int columns) => (columns + Alignment - 1) / Alignment * Alignment;

    /// <summary>
    /// Reflects a pivot row and some rows below it so that the column below the pivot becomes zero. Columns before the pivot must be zero in all of these rows, or not matter.
    /// </summary>
    /// <param name="matrix">The rows.</param>
    /// <param name="stride">Distance of rows.</param>
    /// <param name="pivot">The pivot row.</param>
    /// <param name="first">The first of the rows below.</param>
    /// <param name="end">One past the last of them.</param>
    /// <param name="column">The column.</param>
    /// <param name="width">One past the last column that is not zero.</param>
    /// <param name="work">Room for a row.</param>
    public static void Annihilate(Span<double> matrix, int stride, int pivot, int first, int end, int column, int width, Span<double> work)
    {
        ref var origin = ref MemoryMarshal.GetReference(matrix);
        var largest = 0.0;
        for (var row = first; row < end; row++)
        {
            largest = Math.Max(largest, Math.Abs(Unsafe.Add(ref origin, (row * stride) + column)));
        }

        if (largest < Smallest)
        {
            return;
        }

        var head = Unsafe.Add(ref origin, (pivot * stride) + column);
        largest = Math.Max(largest, Math.Abs(head));
        var squares = head / largest * (head / largest);
        for (var row = first; row < end; row++)
        {
            var entry = Unsafe.Add(ref origin, (row * stride) + column) / largest;
            squares += entry * entry;
        }

        // v = (head - alpha, entries); H = I - v v' / (alpha (alpha - head)). The product of the two would underflow where they do not.
        var alpha = -Math.CopySign(largest * Math.Sqrt(squares), head);
        var top = head - alpha;
        double overTop = -1 / top, overAlpha = -1 / alpha;
        var start = column / Vector<double>.Count * Vector<double>.Count;
        ref var sum = ref MemoryMarshal.GetReference(work);
        Scale(ref Unsafe.Add(ref origin, pivot * stride), top * overTop, ref sum, start, width);
        for (var row = first; row < end; row++)
        {
            var entry = Unsafe.Add(ref origin, (row * stride) + column);
            if (entry != 0)
            {
                AddTo(ref sum, entry * overTop, ref Unsafe.Add(ref origin, row * stride), start, width);
            }
        }

        AddTo(ref Unsafe.Add(ref origin, pivot * stride), top * overAlpha, ref sum, start, width);
        for (var row = first; row < end; row++)
        {
            ref var entry = ref Unsafe.Add(ref origin, (row * stride) + column);
            if (entry != 0)
            {
                AddTo(ref Unsafe.Add(ref origin, row * stride), entry * overAlpha, ref sum, start, width);
                entry = 0;
            }
        }

        Unsafe.Add(ref origin, (pivot * stride) + column) = alpha;
    }

    /// <summary>Triangularises the first columns of some rows, top down.</summary>
    /// <returns>How many rows hold the triangle; those after them are zero in these columns.</returns>
    public static int Triangularise(Span<double> matrix, int stride, int rows, int columns, int width, Span<double> work)
    {
        var last = Math.Min(rows, columns);
        for (var column = 0; column < last; column++)
        {
            Annihilate(matrix, stride, column, column + 1, rows, column, width, work);
        }

        return last;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Scale(ref double source, double factor, ref double target, int start, int end)
    {
        var factors = new Vector<double>(factor);
        for (nint i = start; i < end; i += Vector<double>.Count)
        {
            Unsafe.As<double, Vector<double>>(ref Unsafe.Add(ref target, i)) = factors * Unsafe.As<double, Vector<double>>(ref Unsafe.Add(ref source, i));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo(ref double target, double factor, ref double source, int start, int end)
    {
        var factors = new Vector<double>(factor);
        for (nint i = start; i < end; i += Vector<double>.Count)
        {
            ref var sum = ref Unsafe.As<double, Vector<double>>(ref Unsafe.Add(ref target, i));
            sum = Vector.FusedMultiplyAdd(factors, Unsafe.As<double, Vector<double>>(ref Unsafe.Add(ref source, i)), sum);
        }
    }
}
