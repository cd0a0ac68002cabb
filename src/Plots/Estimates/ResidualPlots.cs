using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Runtime.Estimation;

namespace ScalableMNN.Dsl.Plots;

/// <summary>Draws what the data of an estimate and the fit differ by.</summary>
public static class ResidualPlots
{
    private const string NoData = "No values were measured.";

    /// <summary>Draws the residuals of each observable, in units of the noise: against time, against the fit, and their quantiles against those of a normal distribution.</summary>
    /// <param name="report">The report of the estimate.</param>
    /// <param name="options">The options, or null for the default ones.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="ArgumentException"><see cref="PlotOptions.Show"/> has a name that is no observable.</exception>
    public static Figure PlotResiduals(this EstimateReport report, PlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        options ??= PlotOptions.Default;
        return new Figure(options.Title ?? $"{report.Model}: residuals in units of the noise", [.. Shown(report, options).SelectMany(Charts)]) { Columns = 3, ChartWidth = 270, ChartHeight = 220 };

        IEnumerable<Chart> Charts(string name)
        {
            var residuals = Of(report, name);
            double[] times = [.. residuals.Select(static residual => residual.Time)];
            double[] fitted = [.. residuals.Select(static residual => residual.Fitted)];
            double[] values = [.. residuals.Select(static residual => residual.Standardised)];
            var mark = values.Length > 150 ? Mark.Dots : Mark.Circles;
            var axis = new Axis("residual of " + name);
            return
            [
                new Chart(name, new Axis(options.Time), axis, [.. Shapes.Level("zero", times, 0), new Series("values", times, values, mark)]) { Message = NoData },
                new Chart(string.Empty, new Axis(options.With("fitted", name)) { Logarithmic = options.Logarithmic }, axis, [.. Shapes.Level("zero", fitted, 0), new Series("values", fitted, values, mark)]) { Message = NoData },
                Shapes.Quantiles(string.Empty, "residual of " + name, values) with { Message = NoData },
            ];
        }
    }

    /// <summary>Draws measured against fitted values, a chart for each observable, with the line on which both are the same.</summary>
    /// <param name="report">The report of the estimate.</param>
    /// <param name="options">The options, or null for the default ones.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="ArgumentException"><see cref="PlotOptions.Show"/> has a name that is no observable.</exception>
    public static Figure PlotObservedAgainstPredicted(this EstimateReport report, PlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        options ??= PlotOptions.Default;
        var charts = Shown(report, options).Select(name =>
        {
            var residuals = Of(report, name);
            return Shapes.Identity(
                string.Empty,
                options.With("fitted", name),
                options.With("measured", name),
                [.. residuals.Select(static residual => residual.Fitted)],
                [.. residuals.Select(static residual => residual.Measured)],
                options.Logarithmic,
                "values",
                Palette.Blue) with { Message = NoData };
        }).ToList();
        return new Figure(options.Title ?? $"{report.Model}: measured against fitted", charts) { Columns = Math.Min(3, charts.Count), ChartWidth = 320, ChartHeight = 310 };
    }

    private static IReadOnlyList<string> Shown(EstimateReport report, PlotOptions options)
    {
        string[] all = [.. report.Observables.Select(static observable => observable.Name)];
        string[] measured = [.. report.Observables.Where(static observable => observable.Count > 0).Select(static observable => observable.Name)];
        return options.Chosen(report.Model, all, measured.Length > 0 ? measured : all);
    }

    private static DataResidual[] Of(EstimateReport report, string name) => [.. report.Residuals.Where(residual => residual.Observable == name)];
}
