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

    /// <summary>The errors by order that README.md states for its quick start: 320 mg, ka = 1.24, ke = 0.0964, V = 29, 481 points at steps of 0.05 h.</summary>
    [Fact]
    public void The_quick_start_is_as_accurate_as_the_README_says()
    {
        var text = string.Join(' ', Page.Of("README.md").Lines);
        var stated = $"within {AbsorptionError(3):0e-0} mg/L of the closed form; it would be {AbsorptionError(2):0e-0} with `Order = 2` and {AbsorptionError(1):0e-0} with `Order = 1`";
        Assert.Contains(stated, text, StringComparison.Ordinal);
    }

    private static double AbsorptionError(int order)
    {
        const int Points = 481;
        const double Step = 0.05, Dose = 320, Ka = 1.24, Ke = 0.0964, Volume = 29;
        var width = order + 1;

        // Two equations in two states, gut and plasma: [equation, state, order].
        var equations = new double[2 * 2 * width];
        (equations[0], equations[1]) = (Ka, 1);
        (equations[2 * width], equations[3 * width], equations[(3 * width) + 1]) = (-Ka / Volume, Ke, 1);
        using var solution = OdeForward.Solve(new OdeProblem
        {
            Points = Points,
            Coefficients = new NdArray(equations, 1, 2, 2, width),
            RightHandSide = NdArray.Filled(0, 1, 2),
            InitialValues = new NdArray(new[] { Dose, 0 }, 1, 2, 1),
            Steps = NdArray.Filled(Step, 1),
        });
        return Enumerable.Range(0, Points).Max(point => Math.Abs(solution.Solution[point, 1, 0] - Exact(Step * point)));

        static double Exact(double time) => Dose * Ka / (Volume * (Ka - Ke)) * (Math.Exp(-Ke * time) - Math.Exp(-Ka * time));
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
