using System;
using System.Globalization;
using System.Linq;
using ScalableMNN.Runtime;
using Xunit;

namespace ScalableMNN.Docs.Tests;

/// <summary>Figures that the pages state, computed again. Numbers are written as in C# under the invariant culture, which this repository builds with.</summary>
public sealed class FigureTests
{
    /// <summary>The table of errors by order in docs/dsl.md.</summary>
    [Theory]
    [InlineData("| $u' = -u$", 1)]
    [InlineData("| $u'' = -4u$", 2)]
    public void The_error_falls_with_the_order_as_the_reference_says(string problem, int derivative)
    {
        var rows = Page.Of("docs/dsl.md").Lines.Where(line => line.StartsWith(problem, StringComparison.Ordinal)).ToList();
        Assert.Equal(2, rows.Count);
        foreach (var cells in rows.Select(row => row.Split('|').Select(cell => cell.Trim()).ToArray()))
        {
            var step = double.Parse(cells[2], CultureInfo.InvariantCulture);
            for (var order = derivative; order <= 5; order++)
            {
                var computed = LargestError(derivative, order, step).ToString("0e+0", CultureInfo.InvariantCulture).Replace("e+", "e", StringComparison.Ordinal);
                Assert.Equal($"step {step}, order {order}: {cells[2 + order]}", $"step {step}, order {order}: {computed}");
            }
        }
    }

    /// <summary>The largest error of u' = -u or u'' = -4 u, from u = 1 (and u' = 0) on, up to t = 10.</summary>
    private static double LargestError(int derivative, int order, double step)
    {
        var equation = new double[order + 1];
        (equation[0], equation[derivative]) = (derivative * derivative, 1);
        var points = (int)Math.Round(10 / step) + 1;
        using var solution = OdeForward.Solve(new OdeProblem
        {
            Points = points,
            Coefficients = new NdArray(equation, 1, 1, 1, order + 1),
            RightHandSide = NdArray.Filled(0, 1, 1),
            InitialValues = derivative == 1 ? NdArray.Filled(1, 1, 1, 1) : new NdArray(new double[] { 1, 0 }, 1, 1, 2),
            Steps = NdArray.Filled(step, 1),
        });
        return Enumerable.Range(0, points).Max(point => Math.Abs(solution.Solution[point, 0, 0] - Exact(step * point)));

        double Exact(double time) => derivative == 1 ? Math.Exp(-time) : Math.Cos(2 * time);
    }
}
