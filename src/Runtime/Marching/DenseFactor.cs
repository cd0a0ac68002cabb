using System;

namespace ScalableMNN.Runtime.Marching;

/// <summary>L U factors of a dense matrix, row by row, with partial pivoting (Golub and Van Loan, Matrix Computations, section 3.4).</summary>
internal static class DenseFactor
{
    /// <summary>Factorises in place.</summary>
    /// <param name="matrix">The matrix; becomes its factors.</param>
    /// <param name="pivots">Receives which row came to each place.</param>
    /// <returns>Whether no pivot was zero.</returns>
    public static bool TryFactorise(Span<double> matrix, Span<int> pivots)
    {
        var n = pivots.Length;
        for (var k = 0; k < n; k++)
        {
            var pivot = k;
            for (var i = k + 1; i < n; i++)
            {
                if (Math.Abs(matrix[(i * n) + k]) > Math.Abs(matrix[(pivot * n) + k]))
                {
                    pivot = i;
                }
            }

            pivots[k] = pivot;
            var here = matrix.Slice(k * n, n);
            if (pivot != k)
            {
                var other = matrix.Slice(pivot * n, n);
                for (var j = 0; j < n; j++)
                {
                    (here[j], other[j]) = (other[j], here[j]);
                }
            }

            if (!(Math.Abs(here[k]) > 0))
            {
                return false;
            }

            var inverse = 1 / here[k];
            for (var i = k + 1; i < n; i++)
            {
                var row = matrix.Slice(i * n, n);
                if (row[k] == 0)
                {
                    continue;
                }

                var factor = row[k] *= inverse;
                RowArithmetic.Subtract(row[(k + 1)..], factor, here[(k + 1)..]);
            }
        }

        return true;
    }

    /// <summary>Solves in place.</summary>
    public static void Solve(ReadOnlySpan<double> factor, ReadOnlySpan<int> pivots, Span<double> vector)
    {
        var n = pivots.Length;
        for (var k = 0; k < n; k++)
        {
            (vector[k], vector[pivots[k]]) = (vector[pivots[k]], vector[k]);
        }

        for (var i = 1; i < n; i++)
        {
            vector[i] -= RowArithmetic.Product(factor.Slice(i * n, i), vector[..i]);
        }

        for (var i = n - 1; i >= 0; i--)
        {
            vector[i] = (vector[i] - RowArithmetic.Product(factor.Slice((i * n) + i + 1, n - i - 1), vector[(i + 1)..])) / factor[(i * n) + i];
        }
    }

    /// <summary>Solves for many right-hand sides at once, in place.</summary>
    /// <param name="factor">The factors.</param>
    /// <param name="pivots">Which row came to each place.</param>
    /// <param name="rows">The right-hand sides, row by row.</param>
    public static void SolveAll(ReadOnlySpan<double> factor, ReadOnlySpan<int> pivots, Span<double> rows)
    {
        var n = pivots.Length;
        var width = rows.Length / n;
        for (var k = 0; k < n; k++)
        {
            if (pivots[k] != k)
            {
                var here = rows.Slice(k * width, width);
                var other = rows.Slice(pivots[k] * width, width);
                for (var j = 0; j < width; j++)
                {
                    (here[j], other[j]) = (other[j], here[j]);
                }
            }
        }

        for (var i = 1; i < n; i++)
        {
            Eliminate(factor, rows, n, width, i, 0, i);
        }

        for (var i = n - 1; i >= 0; i--)
        {
            Eliminate(factor, rows, n, width, i, i + 1, n);
            var inverse = 1 / factor[(i * n) + i];
            foreach (ref var value in rows.Slice(i * width, width))
            {
                value *= inverse;
            }
        }
    }

    /// <summary>Solves with the transposed matrix, in place.</summary>
    public static void SolveTransposed(ReadOnlySpan<double> factor, ReadOnlySpan<int> pivots, Span<double> vector)
    {
        var n = pivots.Length;
        for (var i = 0; i < n; i++)
        {
            var row = factor.Slice(i * n, n);
            var value = vector[i] /= row[i];
            RowArithmetic.Subtract(vector[(i + 1)..], value, row[(i + 1)..]);
        }

        for (var i = n - 1; i > 0; i--)
        {
            RowArithmetic.Subtract(vector[..i], vector[i], factor.Slice(i * n, i));
        }

        for (var k = n - 1; k >= 0; k--)
        {
            (vector[k], vector[pivots[k]]) = (vector[pivots[k]], vector[k]);
        }
    }

    private static void Eliminate(ReadOnlySpan<double> factor, Span<double> rows, int n, int width, int row, int from, int until)
    {
        var target = rows.Slice(row * width, width);
        for (var other = from; other < until; other++)
        {
            if (factor[(row * n) + other] is var share and not 0)
            {
                RowArithmetic.Subtract(target, share, rows.Slice(other * width, width));
            }
        }
    }
}
