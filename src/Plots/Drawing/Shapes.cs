using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.Distributions;

namespace ScalableMNN.Dsl.Plots;

/// <summary>Series and charts that more than one plot has.</summary>
internal static class Shapes
{
    /// <summary>A dashed line from one point to another, for zero, the identity, a threshold.</summary>
    public static Series Rule(string label, (double X, double Y) from, (double X, double Y) to, string colour = Palette.Grey) =>
        new(label, [from.X, to.X], [from.Y, to.Y], Mark.DashedLine, colour);

    /// <summary>A horizontal line as far as the points go.</summary>
    public static IEnumerable<Series> Level(string label, IEnumerable<double> x, double y, string colour = Palette.Grey) =>
        Range(x) is { } range ? [Rule(label, (range.Least, y), (range.Largest, y), colour)] : [];

    /// <summary>Points with y against x about the line on which both are the same; both axes have one range.</summary>
    public static Chart Identity(string title, string xLabel, string yLabel, IReadOnlyList<double> x, IReadOnlyList<double> y, bool logarithmic, string points, string colour)
    {
        var drawn = x.Zip(y).Where(pair => double.IsFinite(pair.First) && double.IsFinite(pair.Second) && (!logarithmic || (pair.First > 0 && pair.Second > 0))).ToArray();
        var range = Range(drawn.SelectMany(static pair => new[] { pair.First, pair.Second }));
        var (low, high) = range is { } both ? Widened(both.Least, both.Largest, logarithmic) : (1, 10);
        var axis = new Axis(xLabel) { Logarithmic = logarithmic, Minimum = low, Maximum = high };
        return new Chart(
            title,
            axis,
            axis with { Label = yLabel },
            [.. range is null ? (Series[])[] : [Rule("identity", (low, low), (high, high))], new Series(points, x, y, x.Count > 150 ? Mark.Dots : Mark.Circles, colour)]);
    }

    /// <summary>Sorted values against the quantiles of the standard normal distribution (Blom's positions), with the band in which 95 % of each order statistic lie.</summary>
    public static Chart Quantiles(string title, string yLabel, IEnumerable<double> values)
    {
        const int Most = 60;
        var all = values.ToArray();
        double[] sorted = [.. all.Where(double.IsFinite).Order()];
        var n = sorted.Length;
        double[] expected = [.. Enumerable.Range(1, n).Select(i => Normal.InvCDF(0, 1, (i - 0.375) / (n + 0.25)))];
        var series = new List<Series>();
        if (n > 1)
        {
            // The i-th of n uniform numbers has a beta distribution.
            int[] at = [.. Enumerable.Range(0, Math.Min(n, Most)).Select(k => (int)Math.Round(k * (n - 1.0) / (Math.Min(n, Most) - 1))).Distinct()];
            double Edge(int i, double part) => Normal.InvCDF(0, 1, Beta.InvCDF(i + 1, n - i, part));
            series.Add(Series.Band("95 % of each, if normal", [.. at.Select(i => expected[i])], [.. at.Select(i => Edge(i, 0.025))], [.. at.Select(i => Edge(i, 0.975))], Palette.Grey));
            series.Add(Rule("identity", (expected[0], expected[0]), (expected[^1], expected[^1])));
        }

        series.Add(new Series("values", [.. expected, .. Enumerable.Repeat(double.NaN, all.Length - n)], [.. sorted, .. Enumerable.Repeat(double.NaN, all.Length - n)], n > 150 ? Mark.Dots : Mark.Circles, Palette.Blue));
        return new Chart(title, new Axis("quantile of the standard normal distribution"), new Axis(yLabel), series);
    }

    /// <summary>A step function over bins, as a line or the area below it.</summary>
    public static (double[] X, double[] Y) Steps(IReadOnlyList<double> edges, IReadOnlyList<double> heights) =>
        ([.. heights.SelectMany((_, i) => new[] { edges[i], edges[i + 1] })], [.. heights.SelectMany(static height => new[] { height, height })]);

    /// <summary>The smallest and the largest finite value; null where there is none.</summary>
    public static (double Least, double Largest)? Range(IEnumerable<double> values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        return finite.Length == 0 ? null : (finite.Min(), finite.Max());
    }

    private static (double Low, double High) Widened(double low, double high, bool logarithmic)
    {
        if (logarithmic)
        {
            var factor = Math.Pow(high / low, 0.05);
            factor = factor > 1.0001 ? factor : 2;
            return (low / factor, high * factor);
        }

        var margin = high > low ? 0.05 * (high - low) : Math.Max(1, 0.1 * Math.Abs(low));
        return (low - margin, high + margin);
    }
}
