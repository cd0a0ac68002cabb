using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Runtime.Estimation;
using ScalableMNN.Runtime.Estimation.Population;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Dsl.Plots;

/// <summary>Draws how a population's model fits each of its trajectories.</summary>
public static class IndividualFitPlots
{
    /// <summary>
    /// Draws a chart for each trajectory with data, and each observable: what was measured, the curve with the effects of the trajectory, and the one without. Curves go through the grid points: want some more of the schedule
    /// (<c>WantEvenly</c>) for smooth ones.
    /// </summary>
    /// <typeparam name="TParameters">The parameters of the model.</typeparam>
    /// <typeparam name="TTrajectories">The trajectories of the model.</typeparam>
    /// <param name="population">The estimate.</param>
    /// <param name="options">The options, or null for the default ones.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="ArgumentException"><see cref="PlotOptions.Show"/> has a name that is no observable.</exception>
    public static Figure PlotIndividualFits<TParameters, TTrajectories>(this PopulationEstimate<TParameters, TTrajectories> population, PlotOptions? options = null)
        where TParameters : ModelValues
        where TTrajectories : ModelTrajectories
    {
        ArgumentNullException.ThrowIfNull(population);
        options ??= PlotOptions.Default;
        var report = population.Report;
        var shown = PredictionPlots.Shown(report, options);
        int[] all = [.. report.Residuals.Select(static residual => residual.Trajectory).Distinct().Order()];
        var (drawn, words) = options.Some(all);
        if (drawn.Length == 0)
        {
            return new Figure(options.Title ?? $"{report.Model}: individual fits", [new Chart(string.Empty, new Axis(options.Time), new Axis(), []) { Message = PredictionPlots.NoPredictions }]) { ChartWidth = 480 };
        }

        var typical = population.SolveTypical();
        var data = report.Residuals.ToLookup(static residual => (residual.Observable, residual.Trajectory));
        var charts = drawn.SelectMany(b => shown.Select(name => Draw(name, b))).ToList();
        return new Figure(options.Title ?? $"{report.Model}: individual fits{words}", charts)
        {
            XLabel = options.Time,
            YLabel = shown.Count == 1 ? options.Of(shown[0]) : string.Empty,
            Columns = shown.Count == 1 ? Math.Min(4, charts.Count) : Math.Min(4, shown.Count),
            ChartWidth = 230,
            ChartHeight = 170,
        };

        Chart Draw(string name, int b)
        {
            var times = population.Trajectories.Times(b);
            var measured = data[(name, b)].ToArray();
            return new Chart(
                options.Trajectory(b),
                new Axis(),
                new Axis(shown.Count == 1 ? string.Empty : options.Of(name)) { Logarithmic = options.Logarithmic },
                [
                    new Series("without random effects", times, ObservableCurve.Of(typical, name, b), Mark.DashedLine, Palette.Teal),
                    new Series("with its own effects", times, ObservableCurve.Of(population.Trajectories, name, b)),
                    new Series("measured", [.. measured.Select(static residual => residual.Time)], [.. measured.Select(static residual => residual.Measured)], Mark.Circles, Palette.Orange),
                ]);
        }
    }
}
