using System;
using System.Collections.Generic;

namespace ScalableMNN.Runtime.Tests.Estimation;

/// <summary>
/// Dense least squares by normal equations with 28 decimal digits: squaring the condition number leaves more digits than the double precision that it judges. Eliminating the
/// first columns leaves the information on the others, which is what a triangle times its transpose has to be.
/// </summary>
internal sealed class ExactElimination
{
    private readonly decimal[,] _normal;
    private readonly int _size;

    /// <param name="rows">Rows with the right-hand side as their last number.</param>
    public ExactElimination(IReadOnlyList<double[]> rows)
    {
        _size = rows[0].Length;
        _normal = new decimal[_size, _size];
        foreach (var row in rows)
        {
            for (var i = 0; i < _size; i++)
            {
                for (var j = 0; j < _size && row[i] != 0; j++)
                {
                    _normal[i, j] += (decimal)row[i] * (decimal)row[j];
                }
            }
        }
    }

    /// <summary>What is left of the normal matrix, right-hand side included, when the first columns are eliminated.</summary>
    public decimal[,] Eliminated(int columns)
    {
        var left = (decimal[,])_normal.Clone();
        for (var pivot = 0; pivot < columns; pivot++)
        {
            for (var i = pivot + 1; i < _size; i++)
            {
                var factor = left[i, pivot] / left[pivot, pivot];
                for (var j = pivot + 1; j < _size && factor != 0; j++)
                {
                    left[i, j] -= factor * left[pivot, j];
                }
            }
        }

        return left;
    }

    /// <summary>The solution of all columns.</summary>
    public double[] Solve()
    {
        var left = Eliminated(_size - 1);
        var solution = new decimal[_size - 1];
        for (var row = _size - 2; row >= 0; row--)
        {
            var sum = left[row, _size - 1];
            for (var column = row + 1; column < _size - 1; column++)
            {
                sum -= left[row, column] * solution[column];
            }

            solution[row] = sum / left[row, row];
        }

        return Array.ConvertAll(solution, static value => (double)value);
    }
}
