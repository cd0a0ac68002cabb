using System;
using System.Linq;
using ScalableMNN.Runtime.Estimation.Elimination;
using Xunit;

namespace ScalableMNN.Runtime.Tests.Estimation;

/// <summary>The elimination point by point against dense least squares on all rows of a trajectory at once.</summary>
public class BorderedSweepTests
{
    private const int Points = 12;

    // Random rows of these shapes have condition numbers of a few thousand at most; heavy rows add at most what the ratio of weights takes from the light ones' own rounding.
    private const double Rounding = 1e-9;

    [Theory]
    [InlineData(1, 0, 1, 0, 1)]
    [InlineData(1, 1, 1, 1, 1)]
    [InlineData(2, 3, 1, 2, 2)]
    [InlineData(4, 1, 2, 2, 3)]
    [InlineData(5, 7, 3, 2, 5)]
    [InlineData(9, 2, 5, 4, 6)]
    [InlineData(3, 17, 2, 4, 3)]
    public void Triangle_solution_and_remainder_are_those_of_the_whole_matrix(int unknowns, int parameters, int equations, int data, int smoothness)
    {
        foreach (var heavy in (double[])[1, 1e4, 1e8])
        {
            for (var seed = 0; seed < 5; seed++)
            {
                Check(new RandomPointRows(seed, Points, unknowns, parameters, equations, data, smoothness, heavy), heavy);
            }
        }
    }

    private static void Check(RandomPointRows rows, double heavy)
    {
        int unknowns = rows.Unknowns, parameters = rows.Parameters, columns = rows.Points * unknowns;
        var stacked = rows.Stacked();
        if (stacked.Count <= columns + parameters)
        {
            // Too many data are missing by chance for anything to be determined.
            return;
        }

        var sweep = new BorderedSweep(unknowns, parameters, rows.MostLocal + rows.MostSmoothness, rows.MostSmoothness);
        var border = new BorderTriangle(parameters + 1);
        var kept = new double[rows.Points * sweep.Kept];
        var largest = sweep.Eliminate(rows, rows.Points, border, kept);
        var triangle = border.Fold();
        var exact = new ExactElimination(stacked);
        var left = exact.Eliminated(columns);

        // R^T R on parameters and right-hand side. What heavy rows say of the parameters may be as large as their weight squared.
        var scales = Enumerable.Range(0, parameters + 1).Select(i => Math.Sqrt((double)left[columns + i, columns + i])).ToArray();
        for (var i = 0; i <= parameters; i++)
        {
            for (var j = 0; j <= parameters; j++)
            {
                var product = 0.0;
                for (var row = 0; row <= Math.Min(i, j); row++)
                {
                    product += triangle[(row * border.Stride) + i] * triangle[(row * border.Stride) + j];
                }

                var error = Math.Abs(product - (double)left[columns + i, columns + j]) / (scales[i] * scales[j]);
                Assert.True(error < Rounding, $"{heavy:g1} weights: entry {i}, {j} of the triangle is off by {error:g2}.");
            }
        }

        var solution = exact.Solve();
        var step = new double[columns];
        var undetermined = new bool[unknowns];
        var solved = new double[parameters];
        for (var row = parameters - 1; row >= 0; row--)
        {
            var sum = triangle[(row * border.Stride) + parameters];
            for (var column = row + 1; column < parameters; column++)
            {
                sum -= triangle[(row * border.Stride) + column] * solved[column];
            }

            solved[row] = sum / triangle[(row * border.Stride) + row];
        }

        sweep.Substitute(rows.Points, kept, largest, solved, step, undetermined);
        Assert.DoesNotContain(true, undetermined);
        var size = solution.Max(Math.Abs);
        for (var i = 0; i < columns; i++)
        {
            Assert.True(Math.Abs(step[i] - solution[i]) < Rounding * size, $"{heavy:g1} weights: unknown {i} is {step[i]:r} instead of {solution[i]:r}.");
        }

        for (var i = 0; i < parameters; i++)
        {
            Assert.True(Math.Abs(solved[i] - solution[columns + i]) < Rounding * size, $"{heavy:g1} weights: parameter {i} is {solved[i]:r} instead of {solution[columns + i]:r}.");
        }
    }

    [Fact]
    public void An_unknown_without_rows_is_reported_and_not_moved()
    {
        var sweep = new BorderedSweep(2, 0, 2, 1);
        var border = new BorderTriangle(1);
        var kept = new double[3 * sweep.Kept];
        var largest = sweep.Eliminate(new FirstUnknownOnly(), 3, border, kept);
        var step = new double[6];
        var undetermined = new bool[2];
        sweep.Substitute(3, kept, largest, [], step, undetermined);
        Assert.Equal([false, true], undetermined);
        Assert.Equal([1, 0, 1, 0, 1, 0], step.Select(static value => Math.Round(value, 12)));
    }

    [Fact]
    public void Rows_on_the_border_alone_fold_into_their_triangle_however_many_come()
    {
        var random = new Random(3);
        var border = new BorderTriangle(4);
        var rows = Enumerable.Range(0, 1000).Select(_ => Enumerable.Range(0, 4).Select(_ => random.NextDouble() - 0.5).ToArray()).ToList();
        foreach (var row in rows)
        {
            row.CopyTo(border.Next());
        }

        var triangle = border.Fold();
        var exact = new ExactElimination(rows).Eliminated(0);
        for (var i = 0; i < 4; i++)
        {
            for (var j = 0; j < 4; j++)
            {
                var product = Enumerable.Range(0, Math.Min(i, j) + 1).Sum(row => border.Fold()[(row * border.Stride) + i] * border.Fold()[(row * border.Stride) + j]);
                Assert.Equal((double)exact[i, j], product, 1e-11);
            }
        }

        Assert.Equal(4 * border.Stride, triangle.Length);
    }

    private sealed class FirstUnknownOnly : IPointRows
    {
        public int WriteLocal(int point, Span<double> rows, int stride)
        {
            // y_0 = 1 at the first grid point.
            rows[0] = point == 0 ? 1 : 0;
            rows[2] = point == 0 ? 1 : 0;
            return point == 0 ? 1 : 0;
        }

        public int WriteSmoothness(int point, Span<double> rows, int stride)
        {
            rows[0] = 1;
            rows[3] = -1;
            return 1;
        }
    }
}
