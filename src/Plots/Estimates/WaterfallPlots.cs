using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ScalableMNN.Runtime.Estimation;

namespace ScalableMNN.Dsl.Plots;

/// <summary>Draws what estimations from many starts have come to.</summary>
public static class WaterfallPlots
{
    /// <summary>
    /// Draws estimates of the same data from many starts, the best first: by how much minus the log likelihood is above the best. Steps are minima; a broad first step says that the best one was found again and again
    /// (Raue et al., PLoS ONE 8, 2013).
    /// </summary>
    /// <param name="reports">The reports, in any order.</param>
    /// <param name="options">The options, or null for the default ones.</param>
    /// <returns>The figure.</returns>
    public static Figure PlotWaterfall(this IEnumerable<EstimateReport> reports, PlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reports);
        return PlotWaterfall(reports.Select(static report => (-report.LogLikelihood, report.Status)), options);
    }

    /// <summary>Draws what a search from many starts has come to, the best first.</summary>
    /// <param name="ends">What was minimised, and how the search ended, in any order.</param>
    /// <param name="options">The options, or null for the default ones.</param>
    /// <returns>The figure.</returns>
    public static Figure PlotWaterfall(this IEnumerable<(double Objective, EstimateStatus Status)> ends, PlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(ends);
        options ??= PlotOptions.Default;
        var all = ends.ToArray();
        var sorted = all.Where(static end => double.IsFinite(end.Objective)).OrderBy(static end => end.Objective).ToArray();
        var without = all.Length - sorted.Length;
        var least = sorted.Length > 0 ? sorted[0].Objective : 0;
        var series = new List<Series>
        {
            new(string.Empty, [.. sorted.Select(static (_, i) => i + 1.0)], [.. sorted.Select(end => end.Objective - least + 1)], Mark.Line, Palette.Grey),
            Of("converged", static status => status == EstimateStatus.Converged, Palette.Blue),
            Of("ended otherwise", static status => status != EstimateStatus.Converged, Palette.Orange),
        };
        series.RemoveAll(static one => one.X.Count == 0);
        return new Figure(
            options.Title ?? "Estimates from many starts",
            [
                new Chart(string.Empty, new Axis("start, the best first"), new Axis("1 + minus log likelihood above the best") { Logarithmic = true }, series)
                {
                    Note = without > 0 ? string.Create(CultureInfo.InvariantCulture, $"{without} of {all.Length} starts have none") : string.Empty,
                    Message = all.Length == 0 ? "There are no estimates." : "No start has come to a finite value.",
                },
            ]) { ChartWidth = 480, ChartHeight = 300 };

        Series Of(string label, Func<EstimateStatus, bool> isOne, string colour)
        {
            var some = sorted.Select(static (end, i) => (end.Objective, end.Status, Rank: i + 1.0)).Where(end => isOne(end.Status)).ToArray();
            return new Series(label, [.. some.Select(static end => end.Rank)], [.. some.Select(end => end.Objective - least + 1)], Mark.Circles, colour);
        }
    }
}
