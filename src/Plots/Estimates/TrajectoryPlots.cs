using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MathNet.Numerics.Distributions;
using ScalableMNN.Runtime.Estimation;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Dsl.Plots;

/// <summary>Draws solutions and fitted trajectories against time.</summary>
public static class TrajectoryPlots
{
    /// <summary>
    /// Draws the trajectories of an estimate with its data: a chart for each state and observable of each trajectory. Confidence bands of states are there where the estimate was asked for
    /// <see cref="EstimateOptions.Deviations"/>; they hold at each time by itself.
    /// </summary>
    /// <typeparam name="TParameters">The parameters of the model.</typeparam>
    /// <typeparam name="TTrajectories">The trajectories of the model.</typeparam>
    /// <param name="estimate">The estimate.</param>
    /// <param name="options">The options, or null for the default ones.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="ArgumentException"><see cref="PlotOptions.Show"/> has a name that the model has not.</exception>
    public static Figure PlotTrajectories<TParameters, TTrajectories>(this Estimate<TParameters, TTrajectories> estimate, PlotOptions? options = null)
        where TParameters : ModelValues
        where TTrajectories : ModelTrajectories
    {
        ArgumentNullException.ThrowIfNull(estimate);
        var report = estimate.Report;
        var width = Normal.InvCDF(0, 1, 0.5 + (report.Confidence / 2));
        var data = report.Residuals.Select(static residual => (residual.Observable, residual.Trajectory, residual.Time, residual.Measured)).ToLookup(static of => (of.Observable, of.Trajectory));
        return Draw(
            estimate.Trajectories,
            report.Model,
            options ?? PlotOptions.Default,
            [.. report.Observables.Where(static observable => observable.Count > 0).Select(static observable => observable.Name)],
            "fitted model",
            (name, b) => [.. data[(name, b)].Select(static of => (of.Time, of.Measured))],
            (name, b) => estimate.Deviations is { } deviations && ObservableCurve.OfState(deviations, name, b) is { } by ? [.. by.Select(deviation => width * deviation)] : null,
            string.Create(CultureInfo.InvariantCulture, $"{100 * report.Confidence:0.##} % confidence"),
            report.Status == EstimateStatus.Converged ? string.Empty : $" ({report.Status})");
    }

    /// <summary>Draws a solution against time: a chart for each state of each trajectory.</summary>
    /// <param name="trajectories">The solution.</param>
    /// <param name="options">The options, or null for the default ones.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="ArgumentException"><see cref="PlotOptions.Show"/> has a name that the model has not.</exception>
    public static Figure PlotTrajectories(this ModelTrajectories trajectories, PlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(trajectories);
        return Draw(trajectories, trajectories.Model.Name, options ?? PlotOptions.Default, [], "solution", static (_, _) => [], static (_, _) => null, string.Empty, string.Empty);
    }

    private static Figure Draw(
        ModelTrajectories trajectories,
        string model,
        PlotOptions options,
        IReadOnlyList<string> measured,
        string curve,
        Func<string, int, IReadOnlyList<(double Time, double Value)>> dataOf,
        Func<string, int, double[]?> bandOf,
        string bandLabel,
        string status)
    {
        var names = ObservableCurve.Names(trajectories.Model);
        IReadOnlyList<string> all = [.. names.Concat(measured).Distinct()];
        var shown = options.Chosen(model, all, [.. measured.Concat(trajectories.Model.States.Select(static state => state.Name)).Distinct()]);
        var (drawn, words) = options.Some([.. Enumerable.Range(0, trajectories.TrajectoryCount)]);
        var isMany = trajectories.TrajectoryCount > 1;
        var charts = drawn.SelectMany(b => shown.Select(name => Chart(name, b))).ToList();
        var columns = shown.Count == 1 ? Math.Min(4, drawn.Length) : isMany ? Math.Min(4, shown.Count) : Math.Min(3, shown.Count);
        return new Figure(options.Title ?? $"{model}{status}{words}", charts)
        {
            XLabel = options.Time,
            YLabel = shown.Count == 1 ? options.Of(shown[0]) : string.Empty,
            Columns = columns,
            ChartWidth = columns > 2 ? 250 : columns == 2 ? 320 : 480,
            ChartHeight = columns > 2 ? 180 : columns == 2 ? 220 : 300,
        };

        Chart Chart(string name, int b)
        {
            var times = trajectories.Times(b);
            var values = ObservableCurve.Of(trajectories, name, b);
            var data = dataOf(name, b);
            var series = new List<Series>();
            if (bandOf(name, b) is { } by)
            {
                series.Add(Series.Band(bandLabel, times, [.. values.Zip(by, static (at, half) => at - half)], [.. values.Zip(by, static (at, half) => at + half)]));
            }

            series.Add(new Series(curve, times, values));
            if (data.Count > 0)
            {
                series.Add(new Series("measured", [.. data.Select(static of => of.Time)], [.. data.Select(static of => of.Value)], data.Count > 150 ? Mark.Dots : Mark.Circles, Palette.Orange));
            }

            return new Chart(isMany ? options.Trajectory(b) : string.Empty, new Axis(), new Axis(shown.Count == 1 ? string.Empty : options.Of(name)) { Logarithmic = options.Logarithmic }, series)
            {
                Message = "The solution has no finite values.",
            };
        }
    }
}
