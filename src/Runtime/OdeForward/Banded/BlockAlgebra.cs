using System.Runtime.CompilerServices;
using ScalableMNN.Runtime.Lanes;
using static System.Runtime.CompilerServices.Unsafe;

namespace ScalableMNN.Runtime.Banded;

/// <summary>
/// Dense algebra on the small blocks of one grid point: L D L^T, elimination of rows below it, products. Rows are taken four at a time against four others, so that a loaded
/// number serves four multiplications; what is left over goes row by row.
/// </summary>
internal static class BlockAlgebra
{
    /// <summary>Factorises a symmetric block: reads its lower triangle, writes L without its unit diagonal, and the reciprocals of D.</summary>
    /// <param name="n">The size of the block.</param>
    /// <param name="block">The lower triangle, by rows, with its diagonal.</param>
    /// <param name="lower">Receives the strict lower triangle, by rows.</param>
    /// <param name="inverse">Receives 1/d.</param>
    /// <param name="panel">Room for four rows.</param>
    /// <param name="sums">Room for sixteen sums.</param>
    /// <param name="check">Looks at every pivot.</param>
    /// <param name="diagonal">What the pivots are compared with.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Factorise<TLane>(nint n, ref TLane block, ref TLane lower, ref TLane inverse, ref TLane panel, ref TLane sums, ref PivotCheck<TLane> check, ref TLane diagonal)
        where TLane : unmanaged, ILane<TLane>
    {
        nint i = 0;
        for (; i + 4 <= n; i += 4)
        {
            for (nint j = 0; j < i; j += 4)
            {
                Sum4x4(ref panel, n, ref Row(ref lower, j), ref Row(ref lower, j + 1), ref Row(ref lower, j + 2), ref Row(ref lower, j + 3), 0, j, ref sums);
                for (nint a = 0; a < 4; a++)
                {
                    ref var from = ref Add(ref RowWithDiagonal(ref block, i + a), j);
                    ref var to = ref Add(ref panel, (a * n) + j);
                    ref var sum = ref Add(ref sums, a * 4);
                    var p0 = from - sum;
                    var p1 = TLane.MultiplySubtract(p0, Add(ref Row(ref lower, j + 1), j), Add(ref from, 1) - Add(ref sum, 1));
                    ref var row2 = ref Add(ref Row(ref lower, j + 2), j);
                    var p2 = TLane.MultiplySubtract(p1, Add(ref row2, 1), TLane.MultiplySubtract(p0, row2, Add(ref from, 2) - Add(ref sum, 2)));
                    ref var row3 = ref Add(ref Row(ref lower, j + 3), j);
                    var p3 = TLane.MultiplySubtract(p2, Add(ref row3, 2), TLane.MultiplySubtract(p1, Add(ref row3, 1), TLane.MultiplySubtract(p0, row3, Add(ref from, 3) - Add(ref sum, 3))));
                    to = p0;
                    Add(ref to, 1) = p1;
                    Add(ref to, 2) = p2;
                    Add(ref to, 3) = p3;
                }
            }

            for (nint a = 0; a < 4; a++)
            {
                FinishRow(i + a, i, ref block, ref lower, ref inverse, ref Add(ref panel, a * n), ref check, ref diagonal);
            }
        }

        for (; i < n; i++)
        {
            FinishRow(i, 0, ref block, ref lower, ref inverse, ref panel, ref check, ref diagonal);
        }
    }

    /// <summary>
    /// Eliminates rows that stand below a factorised block: each row b becomes p = b L^-T (in the panel) and p D^-1 (in <paramref name="rows"/>); the products of the two, row against
    /// row, are what elimination takes from the block of those rows.
    /// </summary>
    /// <param name="n">The size of the block.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="rows">The rows on entry, p D^-1 on return.</param>
    /// <param name="lower">L.</param>
    /// <param name="inverse">1/d.</param>
    /// <param name="group">So many rows in turn begin with the same number of zeros: none in the first group, <paramref name="group"/> in the second, twice as many in the third. 0 where rows begin with none.</param>
    /// <param name="carry">Receives the products, lower triangle with diagonal by rows.</param>
    /// <param name="panel">Room for four rows.</param>
    /// <param name="sums">Room for sixteen sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Eliminate<TLane>(nint n, nint count, ref TLane rows, ref TLane lower, ref TLane inverse, nint group, ref TLane carry, ref TLane panel, ref TLane sums)
        where TLane : unmanaged, ILane<TLane>
    {
        nint i = 0;
        for (; i + 4 <= count; i += 4)
        {
            var start = group == 0 ? 0 : i / group * group;
            ref var row = ref Add(ref rows, i * n);
            var j = start;
            for (; j + 4 <= n; j += 4)
            {
                Sum4x4(ref panel, n, ref Row(ref lower, j), ref Row(ref lower, j + 1), ref Row(ref lower, j + 2), ref Row(ref lower, j + 3), start, j, ref sums);
                for (nint a = 0; a < 4; a++)
                {
                    ref var from = ref Add(ref row, (a * n) + j);
                    ref var to = ref Add(ref panel, (a * n) + j);
                    ref var sum = ref Add(ref sums, a * 4);
                    var p0 = from - sum;
                    var p1 = TLane.MultiplySubtract(p0, Add(ref Row(ref lower, j + 1), j), Add(ref from, 1) - Add(ref sum, 1));
                    ref var row2 = ref Add(ref Row(ref lower, j + 2), j);
                    var p2 = TLane.MultiplySubtract(p1, Add(ref row2, 1), TLane.MultiplySubtract(p0, row2, Add(ref from, 2) - Add(ref sum, 2)));
                    ref var row3 = ref Add(ref Row(ref lower, j + 3), j);
                    var p3 = TLane.MultiplySubtract(p2, Add(ref row3, 2), TLane.MultiplySubtract(p1, Add(ref row3, 1), TLane.MultiplySubtract(p0, row3, Add(ref from, 3) - Add(ref sum, 3))));
                    to = p0;
                    Add(ref to, 1) = p1;
                    Add(ref to, 2) = p2;
                    Add(ref to, 3) = p3;
                }
            }

            for (; j < n; j++)
            {
                ref var l = ref Row(ref lower, j);
                for (nint a = 0; a < 4; a++)
                {
                    ref var p = ref Add(ref panel, a * n);
                    Add(ref p, j) = Add(ref row, (a * n) + j) - Sum(ref p, ref l, start, j);
                }
            }

            for (nint a = 0; a < 4; a++)
            {
                for (var k = start; k < n; k++)
                {
                    Add(ref row, (a * n) + k) = Add(ref panel, (a * n) + k) * Add(ref inverse, k);
                }
            }

            for (nint c = 0; c <= i; c += 4)
            {
                ref var other = ref Add(ref rows, c * n);
                Sum4x4(ref panel, n, ref other, ref Add(ref other, n), ref Add(ref other, 2 * n), ref Add(ref other, 3 * n), start, n, ref sums);
                for (nint a = 0; a < 4; a++)
                {
                    ref var to = ref Add(ref RowWithDiagonal(ref carry, i + a), c);
                    var last = c < i ? 3 : a;
                    for (nint b = 0; b <= last; b++)
                    {
                        Add(ref to, b) = Add(ref sums, (a * 4) + b);
                    }
                }
            }
        }

        for (; i < count; i++)
        {
            var start = group == 0 ? 0 : i / group * group;
            ref var row = ref Add(ref rows, i * n);
            for (var j = start; j < n; j++)
            {
                Add(ref panel, j) = Add(ref row, j) - Sum(ref panel, ref Row(ref lower, j), start, j);
            }

            for (var k = start; k < n; k++)
            {
                Add(ref row, k) = Add(ref panel, k) * Add(ref inverse, k);
            }

            ref var to = ref RowWithDiagonal(ref carry, i);
            for (nint c = 0; c <= i; c++)
            {
                Add(ref to, c) = Sum(ref panel, ref Add(ref rows, c * n), start, n);
            }
        }
    }

    /// <summary>x becomes (L D L^T)^-1 x. Four unknowns at a time stay in registers: the sweep is as slow as its longest chain of dependent operations, and memory would lengthen it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ApplyInverse<TLane>(nint n, ref TLane lower, ref TLane inverse, ref TLane x)
        where TLane : unmanaged, ILane<TLane>
    {
        if (n == 3)
        {
            var l21 = Add(ref lower, 2);
            var y0 = x;
            var y1 = TLane.MultiplySubtract(lower, y0, Add(ref x, 1));
            var y2 = TLane.MultiplySubtract(l21, y1, TLane.MultiplySubtract(Add(ref lower, 1), y0, Add(ref x, 2)));
            y2 *= Add(ref inverse, 2);
            y1 = TLane.MultiplySubtract(l21, y2, y1 * Add(ref inverse, 1));
            Add(ref x, 2) = y2;
            Add(ref x, 1) = y1;
            x = TLane.MultiplySubtract(lower, y1, TLane.MultiplySubtract(Add(ref lower, 1), y2, y0 * inverse));
            return;
        }

        nint i = 0;
        for (; i + 4 <= n; i += 4)
        {
            ref var r0 = ref Row(ref lower, i);
            ref var r1 = ref Add(ref r0, i);
            ref var r2 = ref Add(ref r1, i + 1);
            ref var r3 = ref Add(ref r2, i + 2);
            ref var to = ref Add(ref x, i);
            var x0 = to;
            var x1 = Add(ref to, 1);
            var x2 = Add(ref to, 2);
            var x3 = Add(ref to, 3);
            for (nint k = 0; k < i; k++)
            {
                var value = Add(ref x, k);
                x0 = TLane.MultiplySubtract(Add(ref r0, k), value, x0);
                x1 = TLane.MultiplySubtract(Add(ref r1, k), value, x1);
                x2 = TLane.MultiplySubtract(Add(ref r2, k), value, x2);
                x3 = TLane.MultiplySubtract(Add(ref r3, k), value, x3);
            }

            x1 = TLane.MultiplySubtract(Add(ref r1, i), x0, x1);
            x2 = TLane.MultiplySubtract(Add(ref r2, i + 1), x1, TLane.MultiplySubtract(Add(ref r2, i), x0, x2));
            x3 = TLane.MultiplySubtract(Add(ref r3, i + 2), x2, TLane.MultiplySubtract(Add(ref r3, i + 1), x1, TLane.MultiplySubtract(Add(ref r3, i), x0, x3)));
            to = x0;
            Add(ref to, 1) = x1;
            Add(ref to, 2) = x2;
            Add(ref to, 3) = x3;
        }

        for (; i < n; i++)
        {
            ref var row = ref Row(ref lower, i);
            var value = Add(ref x, i);
            for (nint k = 0; k < i; k++)
            {
                value = TLane.MultiplySubtract(Add(ref row, k), Add(ref x, k), value);
            }

            Add(ref x, i) = value;
        }

        for (i = 0; i < n; i++)
        {
            Add(ref x, i) = Add(ref x, i) * Add(ref inverse, i);
        }

        i = n;
        for (; (i & 3) != 0; i--)
        {
            ref var row = ref Row(ref lower, i - 1);
            var value = Add(ref x, i - 1);
            for (nint k = 0; k < i - 1; k++)
            {
                Add(ref x, k) = TLane.MultiplySubtract(Add(ref row, k), value, Add(ref x, k));
            }
        }

        for (i -= 4; i >= 0; i -= 4)
        {
            ref var r0 = ref Row(ref lower, i);
            ref var r1 = ref Add(ref r0, i);
            ref var r2 = ref Add(ref r1, i + 1);
            ref var r3 = ref Add(ref r2, i + 2);
            ref var to = ref Add(ref x, i);
            var x3 = Add(ref to, 3);
            var x2 = TLane.MultiplySubtract(Add(ref r3, i + 2), x3, Add(ref to, 2));
            var x1 = TLane.MultiplySubtract(Add(ref r2, i + 1), x2, TLane.MultiplySubtract(Add(ref r3, i + 1), x3, Add(ref to, 1)));
            var x0 = TLane.MultiplySubtract(Add(ref r1, i), x1, TLane.MultiplySubtract(Add(ref r2, i), x2, TLane.MultiplySubtract(Add(ref r3, i), x3, to)));
            to = x0;
            Add(ref to, 1) = x1;
            Add(ref to, 2) = x2;
            for (nint k = 0; k < i; k++)
            {
                var value = TLane.MultiplySubtract(Add(ref r0, k), x0, Add(ref x, k));
                value = TLane.MultiplySubtract(Add(ref r1, k), x1, value);
                value = TLane.MultiplySubtract(Add(ref r2, k), x2, value);
                Add(ref x, k) = TLane.MultiplySubtract(Add(ref r3, k), x3, value);
            }
        }
    }

    /// <summary>The lower triangle of C C^T, where row i of C holds <paramref name="length"/> numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Square<TLane>(nint n, nint length, ref TLane rows, ref TLane block, ref TLane sums)
        where TLane : unmanaged, ILane<TLane>
    {
        if (length == 1)
        {
            ref var to = ref block;
            for (nint j = 0; j < n; j++)
            {
                var value = Add(ref rows, j);
                for (nint c = 0; c <= j; c++)
                {
                    to = value * Add(ref rows, c);
                    to = ref Add(ref to, 1);
                }
            }

            return;
        }

        nint i = 0;
        for (; i + 4 <= n; i += 4)
        {
            ref var row = ref Add(ref rows, i * length);
            for (nint c = 0; c <= i; c += 4)
            {
                ref var other = ref Add(ref rows, c * length);
                Sum4x4(ref row, length, ref other, ref Add(ref other, length), ref Add(ref other, 2 * length), ref Add(ref other, 3 * length), 0, length, ref sums);
                for (nint a = 0; a < 4; a++)
                {
                    ref var to = ref Add(ref RowWithDiagonal(ref block, i + a), c);
                    var last = c < i ? 3 : a;
                    for (nint b = 0; b <= last; b++)
                    {
                        Add(ref to, b) = Add(ref sums, (a * 4) + b);
                    }
                }
            }
        }

        for (; i < n; i++)
        {
            ref var to = ref RowWithDiagonal(ref block, i);
            for (nint c = 0; c <= i; c++)
            {
                Add(ref to, c) = Sum(ref Add(ref rows, i * length), ref Add(ref rows, c * length), 0, length);
            }
        }
    }

    /// <summary>Where row i of a strict lower triangle begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref TLane Row<TLane>(ref TLane lower, nint i) => ref Add(ref lower, i * (i - 1) / 2);

    /// <summary>Where row i of a lower triangle with its diagonal begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref TLane RowWithDiagonal<TLane>(ref TLane lower, nint i) => ref Add(ref lower, i * (i + 1) / 2);

    /// <summary>The sum of products of two rows between two columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Sum<TLane>(ref TLane left, ref TLane right, nint from, nint to)
        where TLane : unmanaged, ILane<TLane>
    {
        var sum = TLane.Zero;
        for (var k = from; k < to; k++)
        {
            sum = TLane.MultiplyAdd(Add(ref left, k), Add(ref right, k), sum);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FinishRow<TLane>(nint i, nint from, ref TLane block, ref TLane lower, ref TLane inverse, ref TLane panel, ref PivotCheck<TLane> check, ref TLane diagonal)
        where TLane : unmanaged, ILane<TLane>
    {
        ref var source = ref RowWithDiagonal(ref block, i);
        ref var row = ref Row(ref lower, i);
        for (var j = from; j < i; j++)
        {
            Add(ref panel, j) = Add(ref source, j) - Sum(ref panel, ref Row(ref lower, j), 0, j);
        }

        var pivot = Add(ref source, i);
        for (nint k = 0; k < i; k++)
        {
            var p = Add(ref panel, k);
            var l = p * Add(ref inverse, k);
            Add(ref row, k) = l;
            pivot = TLane.MultiplySubtract(p, l, pivot);
        }

        check.Look(pivot, Add(ref diagonal, i));
        Add(ref inverse, i) = TLane.One / pivot;
    }

    /// <summary>The sixteen sums of products of four rows against four others between two columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum4x4<TLane>(ref TLane left, nint stride, ref TLane r0, ref TLane r1, ref TLane r2, ref TLane r3, nint from, nint to, ref TLane sums)
        where TLane : unmanaged, ILane<TLane>
    {
        ref var l1 = ref Add(ref left, stride);
        ref var l2 = ref Add(ref l1, stride);
        ref var l3 = ref Add(ref l2, stride);
        TLane s00 = TLane.Zero, s01 = TLane.Zero, s02 = TLane.Zero, s03 = TLane.Zero;
        TLane s10 = TLane.Zero, s11 = TLane.Zero, s12 = TLane.Zero, s13 = TLane.Zero;
        TLane s20 = TLane.Zero, s21 = TLane.Zero, s22 = TLane.Zero, s23 = TLane.Zero;
        TLane s30 = TLane.Zero, s31 = TLane.Zero, s32 = TLane.Zero, s33 = TLane.Zero;
        for (var k = from; k < to; k++)
        {
            var b0 = Add(ref r0, k);
            var b1 = Add(ref r1, k);
            var b2 = Add(ref r2, k);
            var b3 = Add(ref r3, k);
            var a = Add(ref left, k);
            s00 = TLane.MultiplyAdd(a, b0, s00);
            s01 = TLane.MultiplyAdd(a, b1, s01);
            s02 = TLane.MultiplyAdd(a, b2, s02);
            s03 = TLane.MultiplyAdd(a, b3, s03);
            a = Add(ref l1, k);
            s10 = TLane.MultiplyAdd(a, b0, s10);
            s11 = TLane.MultiplyAdd(a, b1, s11);
            s12 = TLane.MultiplyAdd(a, b2, s12);
            s13 = TLane.MultiplyAdd(a, b3, s13);
            a = Add(ref l2, k);
            s20 = TLane.MultiplyAdd(a, b0, s20);
            s21 = TLane.MultiplyAdd(a, b1, s21);
            s22 = TLane.MultiplyAdd(a, b2, s22);
            s23 = TLane.MultiplyAdd(a, b3, s23);
            a = Add(ref l3, k);
            s30 = TLane.MultiplyAdd(a, b0, s30);
            s31 = TLane.MultiplyAdd(a, b1, s31);
            s32 = TLane.MultiplyAdd(a, b2, s32);
            s33 = TLane.MultiplyAdd(a, b3, s33);
        }

        sums = s00;
        Add(ref sums, 1) = s01;
        Add(ref sums, 2) = s02;
        Add(ref sums, 3) = s03;
        Add(ref sums, 4) = s10;
        Add(ref sums, 5) = s11;
        Add(ref sums, 6) = s12;
        Add(ref sums, 7) = s13;
        Add(ref sums, 8) = s20;
        Add(ref sums, 9) = s21;
        Add(ref sums, 10) = s22;
        Add(ref sums, 11) = s23;
        Add(ref sums, 12) = s30;
        Add(ref sums, 13) = s31;
        Add(ref sums, 14) = s32;
        Add(ref sums, 15) = s33;
    }
}
