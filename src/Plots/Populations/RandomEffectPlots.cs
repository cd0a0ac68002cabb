using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MathNet.Numerics.Distributions;
using ScalableMNN.Runtime.Estimation.Population;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Dsl.Plots;

/// <summary>Draws the random effects of a population.</summary>
public static class RandomEffectPlots
{
    /// <summary>
    /// Draws the modes of the random effects of the trajectories with data: a histogram of each with the density that was estimated, then one effect against another for each pair. Where shrinkage is large, modes lie nearer to
    /// zero than the effects do, and pairs may show correlations that are none (Savic and Karlsson, AAPS Journal 11, 2009).
    /// </summary>
    /// <typeparam name="TParameters">The parameters of the model.</typeparam>
    /// <typeparam name="TTrajectories">The trajectories of the model.</typeparam>
    /// <param name="population">The estimate.</param>
    /// <param name="options">The options, or null for the default ones.</param>
    /// <returns>The figure.</returns>
    public static Figure PlotRandomEffects<TParameters, TTrajectories>(this PopulationEstimate<TParameters, TTrajectories> population, PlotOptions? options = null)
        where TParameters : ModelValues
        where TTrajectories : ModelTrajectories
    {
        ArgumentNullException.ThrowIfNull(population);
        var values = population.Parameters;
        int[] trajectories = [.. population.Report.Residuals.Select(static residual => residual.Trajectory).Distinct().Order()];
        return PlotRandomEffects(population.Report, [.. population.Report.RandomEffects.Select(effect =>
        {
            var slot = Enumerable.Range(0, values.Slots.Count).First(i => values.Slots[i].Name == effect.Name);
            return (IReadOnlyList<double>)[.. trajectories.Select(b => values.Slot(slot)[b])];
        })], options);
    }

    /// <summary>Draws random effects of which a report and the modes are there.</summary>
    /// <param name="report">The report.</param>
    /// <param name="modes">For each random effect of the report, in its order, the modes of the trajectories.</param>
    /// <param name="options">The options, or null for the default ones.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="ArgumentException">There are not as many lists of modes as random effects, or they are not of one length.</exception>
    public static Figure PlotRandomEffects(this PopulationReport report, IReadOnlyList<IReadOnlyList<double>> modes, PlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(modes);
        options ??= PlotOptions.Default;
        var effects = report.RandomEffects;
        if (modes.Count != effects.Count || modes.Any(of => of.Count != modes[0].Count))
        {
            throw new ArgumentException($"{report.Model} has {effects.Count} random effects. Give as many lists of modes, with one mode of each trajectory.", nameof(modes));
        }

        var charts = effects.Select((effect, i) => Histogram(effect, modes[i], options)).ToList();
        for (var i = 0; i < effects.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                charts.Add(new Chart(string.Empty, new Axis(options.Of(effects[j].Name)), new Axis(options.Of(effects[i].Name)), [new Series("modes", modes[j], modes[i], modes[i].Count > 150 ? Mark.Dots : Mark.Circles)])
                {
                    Note = report.Correlation[i][j] is var correlation && correlation != 0 ? string.Create(CultureInfo.InvariantCulture, $"correlation {correlation:0.00}") : string.Empty,
                    Message = PredictionPlots.NoPredictions,
                });
            }
        }

        return new Figure(options.Title ?? $"{report.Model}: random effects", charts.Count > 0 ? charts : [new Chart(string.Empty, new Axis(), new Axis(), []) { Message = "The model has no random effects." }])
        {
            Columns = Math.Clamp(effects.Count, 1, 3),
            ChartWidth = 290,
            ChartHeight = 230,
        };
    }

    private static Chart Histogram(RandomEffectEstimate effect, IReadOnlyList<double> modes, PlotOptions options)
    {
        const int Curve = 101;
        double[] finite = [.. modes.Where(double.IsFinite)];
        var series = new List<Series>();
        if (Shapes.Range(finite) is { } range)
        {
            var wide = range.Largest > range.Least ? range.Largest - range.Least : Math.Max(1e-3, Math.Abs(range.Least));
            var bins = Math.Clamp((int)Math.Ceiling(Math.Log2(finite.Length) + 1), 3, 40);
            double[] edges = [.. Enumerable.Range(0, bins + 1).Select(i => range.Least + ((range.Largest > range.Least ? (double)i / bins : ((double)i / bins) - 0.5) * wide))];
            var counts = new double[bins];
            foreach (var mode in finite)
            {
                counts[Math.Clamp((int)((mode - edges[0]) / wide * bins), 0, bins - 1)]++;
            }

            double[] densities = [.. counts.Select(count => count / (finite.Length * wide / bins))];
            var (x, y) = Shapes.Steps(edges, densities);
            series.Add(Series.Band("modes", x, [.. y.Select(static _ => 0.0)], y));
            series.Add(new Series("modes", [x[0], .. x, x[^1]], [0, .. y, 0]));
            if (effect.Deviation > 0)
            {
                var half = Math.Max(3 * effect.Deviation, Math.Max(Math.Abs(edges[0]), Math.Abs(edges[^1])));
                double[] at = [.. Enumerable.Range(0, Curve).Select(i => half * ((2.0 * i / (Curve - 1)) - 1))];
                series.Add(new Series("estimated distribution", at, [.. at.Select(value => Normal.PDF(0, effect.Deviation, value))], Mark.Line, Palette.Orange));
            }
        }

        return new Chart(string.Empty, new Axis(options.Of(effect.Name)), new Axis("density") { Minimum = 0 }, series)
        {
            Note = double.IsFinite(effect.Shrinkage) ? string.Create(CultureInfo.InvariantCulture, $"shrinkage {100 * effect.Shrinkage:0} %") : string.Empty,
            Message = PredictionPlots.NoPredictions,
        };
    }
}
