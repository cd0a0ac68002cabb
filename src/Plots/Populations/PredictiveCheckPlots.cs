using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ScalableMNN.Runtime.Estimation.Population;

namespace ScalableMNN.Dsl.Plots;

/// <summary>Draws visual predictive checks.</summary>
public static class PredictiveCheckPlots
{
    /// <summary>
    /// Draws the visual predictive check of an observable: quantiles of 5, 50 and 95 % of what was measured in stretches of time, over the intervals in which those of the simulated studies lie.
    /// Most of the measured ones are within where the model is right.
    /// </summary>
    /// <param name="simulation">The simulated studies.</param>
    /// <param name="observable">The observable.</param>
    /// <param name="options">The options, or null for the default ones.</param>
    /// <param name="bins">Into how many stretches, as for <see cref="PopulationSimulation.Check"/>.</param>
    /// <param name="confidence">The part of studies in an interval.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="ArgumentException">Nothing was measured of such an observable.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no stretch, or the confidence is not between 0 and 1.</exception>
    public static Figure PlotCheck(this PopulationSimulation simulation, string observable, PlotOptions? options = null, int bins = 8, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        var checks = simulation.Check(observable, bins, confidence);
        options ??= PlotOptions.Default;
        var measured = simulation.Measured.Where(value => value.Observable == observable).Select(static value => (value.Time, value.Measured)).ToArray();
        var total = (double)simulation.Studies * simulation.Measured.Count;
        var note = simulation.Missing > 0 ? string.Create(CultureInfo.InvariantCulture, $"{100 * simulation.Missing / total:0.##} % of simulated values missing") : string.Empty;
        return PlotCheck(
            checks,
            observable,
            measured,
            options with { Title = options.Title ?? string.Create(CultureInfo.InvariantCulture, $"{simulation.Model}: visual predictive check, {simulation.Studies} simulated studies") },
            string.Create(CultureInfo.InvariantCulture, $"{100 * confidence:0.##} % of studies"),
            note);
    }

    /// <summary>Draws a visual predictive check of which the numbers are there.</summary>
    /// <param name="checks">The stretches of time, in their order.</param>
    /// <param name="observable">The observable.</param>
    /// <param name="measured">The measured values with their times; may be empty.</param>
    /// <param name="options">The options, or null for the default ones.</param>
    /// <param name="interval">What the intervals hold, for the legend.</param>
    /// <param name="note">What else is to be said of it.</param>
    /// <returns>The figure.</returns>
    public static Figure PlotCheck(
        this IReadOnlyList<PredictiveBin> checks,
        string observable,
        IReadOnlyList<(double Time, double Measured)> measured,
        PlotOptions? options = null,
        string interval = "interval of the studies",
        string note = "")
    {
        ArgumentNullException.ThrowIfNull(checks);
        ArgumentNullException.ThrowIfNull(measured);
        options ??= PlotOptions.Default;
        var series = new List<Series>();
        if (checks.Count > 0)
        {
            var edges = Edges(checks);
            double[] middles = [.. checks.Select(static bin => (bin.From + bin.To) / 2)];
            foreach (var (name, of, colour) in new (string, Func<PredictiveBin, PredictiveQuantile>, string)[]
            {
                ("5 and 95 %", static bin => bin.Low, Palette.Blue), ("median", static bin => bin.Middle, Palette.Teal), ("5 and 95 %", static bin => bin.High, Palette.Blue),
            })
            {
                var (x, lower) = Shapes.Steps(edges, [.. checks.Select(bin => of(bin).Lower)]);
                var (_, upper) = Shapes.Steps(edges, [.. checks.Select(bin => of(bin).Upper)]);
                series.Add(Series.Band($"{name} simulated, {interval}", x, lower, upper, colour));
                series.Add(new Series($"{name} measured", middles, [.. checks.Select(bin => of(bin).Measured)], name == "median" ? Mark.Line : Mark.DashedLine, name == "median" ? Palette.Teal : Palette.Blue));
            }

            if (measured.Count > 0)
            {
                series.Insert(0, new Series("measured values", [.. measured.Select(static value => value.Time)], [.. measured.Select(static value => value.Measured)], Mark.Dots, Palette.Grey));
            }
        }

        return new Figure(
            options.Title ?? "Visual predictive check",
            [new Chart(string.Empty, new Axis(options.Time), new Axis(options.Of(observable)) { Logarithmic = options.Logarithmic }, series) { Note = note, Message = "There is nothing to check." }])
        {
            ChartWidth = 600,
            ChartHeight = 360,
        };
    }

    /// <summary>Where one stretch ends and the next begins: half way between them. A single moment gets some width.</summary>
    private static double[] Edges(IReadOnlyList<PredictiveBin> checks)
    {
        double[] edges = [checks[0].From, .. checks.Skip(1).Select((bin, i) => (checks[i].To + bin.From) / 2), checks[^1].To];
        if (edges[^1] == edges[0])
        {
            (edges[0], edges[^1]) = (edges[0] - 0.5, edges[^1] + 0.5);
        }
        else if (checks.Count > 1)
        {
            // The first and the last stretch may be single moments too.
            edges[0] = checks[0].To == checks[0].From ? checks[0].From - (edges[1] - checks[0].From) : edges[0];
            edges[^1] = checks[^1].To == checks[^1].From ? checks[^1].To + (checks[^1].To - edges[^2]) : edges[^1];
        }

        return edges;
    }
}
