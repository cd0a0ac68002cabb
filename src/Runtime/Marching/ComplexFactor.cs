using System;

namespace ScalableMNN.Runtime.Marching;

/// <summary>L U factors of a dense complex matrix, row by row, real and imaginary parts in arrays of their own, with partial pivoting.</summary>
internal static class ComplexFactor
{
    /// <summary>Factorises in place.</summary>
    /// <param name="real">The real parts; become those of the factors.</param>
    /// <param name="imaginary">The imaginary parts.</param>
    /// <param name="pivots">Receives which row came to each place.</param>
    /// <returns>Whether no pivot was zero.</returns>
    public static bool TryFactorise(Span<double> real, Span<double> imaginary, Span<int> pivots)
    {
        var n = pivots.Length;
        for (var k = 0; k < n; k++)
        {
            var pivot = k;
            var largest = -1.0;
            for (var i = k; i < n; i++)
            {
                var size = Math.Abs(real[(i * n) + k]) + Math.Abs(imaginary[(i * n) + k]);
                if (size > largest)
                {
                    (pivot, largest) = (i, size);
                }
            }

            pivots[k] = pivot;
            var x = real.Slice(k * n, n);
            var y = imaginary.Slice(k * n, n);
            if (pivot != k)
            {
                var otherX = real.Slice(pivot * n, n);
                var otherY = imaginary.Slice(pivot * n, n);
                for (var j = 0; j < n; j++)
                {
                    (x[j], otherX[j]) = (otherX[j], x[j]);
                    (y[j], otherY[j]) = (otherY[j], y[j]);
                }
            }

            if (!(largest > 0))
            {
                return false;
            }

            var square = (x[k] * x[k]) + (y[k] * y[k]);
            var (inverseX, inverseY) = (x[k] / square, -y[k] / square);
            for (var i = k + 1; i < n; i++)
            {
                var rowX = real.Slice(i * n, n);
                var rowY = imaginary.Slice(i * n, n);
                if (rowX[k] == 0 && rowY[k] == 0)
                {
                    continue;
                }

                var (factorX, factorY) = ((rowX[k] * inverseX) - (rowY[k] * inverseY), (rowX[k] * inverseY) + (rowY[k] * inverseX));
                (rowX[k], rowY[k]) = (factorX, factorY);
                RowArithmetic.Subtract(rowX[(k + 1)..], rowY[(k + 1)..], factorX, factorY, x[(k + 1)..], y[(k + 1)..]);
            }
        }

        return true;
    }

    /// <summary>Solves in place.</summary>
    public static void Solve(ReadOnlySpan<double> real, ReadOnlySpan<double> imaginary, ReadOnlySpan<int> pivots, Span<double> x, Span<double> y)
    {
        var n = pivots.Length;
        for (var k = 0; k < n; k++)
        {
            (x[k], x[pivots[k]]) = (x[pivots[k]], x[k]);
            (y[k], y[pivots[k]]) = (y[pivots[k]], y[k]);
        }

        for (var i = 1; i < n; i++)
        {
            var rowX = real.Slice(i * n, n);
            var rowY = imaginary.Slice(i * n, n);
            var (beforeX, beforeY) = Product(rowX[..i], rowY[..i], x[..i], y[..i]);
            x[i] -= beforeX;
            y[i] -= beforeY;
        }

        for (var i = n - 1; i >= 0; i--)
        {
            var rowX = real.Slice(i * n, n);
            var rowY = imaginary.Slice(i * n, n);
            var (afterX, afterY) = Product(rowX[(i + 1)..], rowY[(i + 1)..], x[(i + 1)..], y[(i + 1)..]);
            var (sumX, sumY) = (x[i] - afterX, y[i] - afterY);
            var square = (rowX[i] * rowX[i]) + (rowY[i] * rowY[i]);
            (x[i], y[i]) = (((sumX * rowX[i]) + (sumY * rowY[i])) / square, ((sumY * rowX[i]) - (sumX * rowY[i])) / square);
        }
    }

    private static (double X, double Y) Product(ReadOnlySpan<double> rowX, ReadOnlySpan<double> rowY, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length >= 16)
        {
            return (RowArithmetic.Product(rowX, x) - RowArithmetic.Product(rowY, y), RowArithmetic.Product(rowX, y) + RowArithmetic.Product(rowY, x));
        }

        double sumX = 0, sumY = 0;
        for (var j = 0; j < x.Length; j++)
        {
            sumX += (rowX[j] * x[j]) - (rowY[j] * y[j]);
            sumY += (rowX[j] * y[j]) + (rowY[j] * x[j]);
        }

        return (sumX, sumY);
    }
}
