using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Runtime.Estimation.Population;

namespace ScalableMNN.Dsl.Plots;

/// <summary>Draws the measured values of a population against its predictions, and its conditional weighted residuals.</summary>
public static class PredictionPlots
{
    internal const string NoPredictions = "Nothing was measured, or the estimation has failed.";

    /// <summary>Draws measured values against the predictions without random effects, and against those with them: two charts for each observable.</summary>
    /// <param name="report">The report of the population.</param>
    /// <param name="options">The options, or null for the default ones.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="ArgumentException"><see cref="PlotOptions.Show"/> has a name that is no observable.</exception>
    public static Figure PlotPredictions(this PopulationReport report, PlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        options ??= PlotOptions.Default;
        return new Figure(options.Title ?? $"{report.Model}: measured against predicted", [.. Shown(report, options).SelectMany(Charts)]) { Columns = 2, ChartWidth = 340, ChartHeight = 330 };

        IEnumerable<Chart> Charts(string name)
        {
            var residuals = Of(report, name);
            double[] measured = [.. residuals.Select(static residual => residual.Measured)];
            var label = options.With("measured", name);
            yield return Shapes.Identity(
                "without random effects", options.With("predicted", name), label, [.. residuals.Select(static residual => residual.Population)], measured, options.Logarithmic, "values", Palette.Blue)
                with { Message = NoPredictions };
            yield return Shapes.Identity(
                "with each trajectory's own effects", options.With("predicted", name), label, [.. residuals.Select(static residual => residual.Individual)], measured, options.Logarithmic, "values", Palette.Blue)
                with { Message = NoPredictions };
        }
    }

    /// <summary>Draws the conditional weighted residuals (CWRES) of each observable: against time, and against the prediction without random effects. Of a model that is right they are normal, with deviation 1.</summary>
    /// <param name="report">The report of the population.</param>
    /// <param name="options">The options, or null for the default ones.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="ArgumentException"><see cref="PlotOptions.Show"/> has a name that is no observable.</exception>
    public static Figure PlotWeightedResiduals(this PopulationReport report, PlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        options ??= PlotOptions.Default;
        return new Figure(options.Title ?? $"{report.Model}: conditional weighted residuals", [.. Shown(report, options).SelectMany(Charts)]) { Columns = 2, ChartWidth = 380, ChartHeight = 250 };

        IEnumerable<Chart> Charts(string name)
        {
            var residuals = Of(report, name);
            double[] weighted = [.. residuals.Select(static residual => residual.Weighted)];
            yield return Against(options.Time, [.. residuals.Select(static residual => residual.Time)], isLogarithmic: false);
            yield return Against(options.With("predicted", name), [.. residuals.Select(static residual => residual.Population)], options.Logarithmic);

            Chart Against(string label, double[] x, bool isLogarithmic) => new(
                name,
                new Axis(label) { Logarithmic = isLogarithmic },
                new Axis("CWRES"),
                [
                    .. Shapes.Level("zero", x, 0),
                    .. Shapes.Level("±1.96", x, 1.96, Palette.Teal),
                    .. Shapes.Level("±1.96", x, -1.96, Palette.Teal),
                    new Series("values", x, weighted, weighted.Length > 150 ? Mark.Dots : Mark.Circles),
                ]) { Message = NoPredictions };
        }
    }

    /// <summary>Draws the sorted conditional weighted residuals against the quantiles of the standard normal distribution, a chart for each observable.</summary>
    /// <param name="report">The report of the population.</param>
    /// <param name="options">The options, or null for the default ones.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="ArgumentException"><see cref="PlotOptions.Show"/> has a name that is no observable.</exception>
    public static Figure PlotQuantiles(this PopulationReport report, PlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        options ??= PlotOptions.Default;
        var shown = Shown(report, options);
        return new Figure(
            options.Title ?? $"{report.Model}: quantiles of the weighted residuals",
            [.. shown.Select(name => Shapes.Quantiles(name, "CWRES", Of(report, name).Select(static residual => residual.Weighted)) with { Message = NoPredictions })])
        {
            Columns = Math.Min(3, shown.Count),
            ChartWidth = 340,
            ChartHeight = 330,
        };
    }

    /// <summary>The observables to draw.</summary>
    internal static IReadOnlyList<string> Shown(PopulationReport report, PlotOptions options)
    {
        string[] all = [.. report.Observables.Select(static observable => observable.Name)];
        string[] measured = [.. report.Observables.Where(static observable => observable.Count > 0).Select(static observable => observable.Name)];
        return options.Chosen(report.Model, all, measured.Length > 0 ? measured : all);
    }

    private static PopulationResidual[] Of(PopulationReport report, string name) => [.. report.Residuals.Where(residual => residual.Observable == name)];
}
