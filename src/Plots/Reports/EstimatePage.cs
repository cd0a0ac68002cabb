using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ScalableMNN.Runtime.Estimation;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Dsl.Plots;

/// <summary>An estimate as a page.</summary>
public static class EstimatePage
{
    private const int MostRows = 200;
    private const int MostCorrelated = 15;

    /// <summary>Writes an estimate as an HTML page in one file, without scripts and other files: how it ended, the equations, tables of parameters, observables and correlations, trajectories with data, residuals, measured against fitted values.</summary>
    /// <typeparam name="TParameters">The parameters of the model.</typeparam>
    /// <typeparam name="TTrajectories">The trajectories of the model.</typeparam>
    /// <param name="estimate">The estimate.</param>
    /// <param name="path">The file; it is overwritten, and its folder is made.</param>
    /// <param name="options">The options of the plots, or null for the default ones.</param>
    /// <param name="profiles">Profiles to draw, or null.</param>
    /// <exception cref="ArgumentException"><see cref="PlotOptions.Show"/> has a name that the model has not.</exception>
    public static void SaveHtml<TParameters, TTrajectories>(
        this Estimate<TParameters, TTrajectories> estimate, string path, PlotOptions? options = null, IReadOnlyList<LikelihoodProfile>? profiles = null)
        where TParameters : ModelValues
        where TTrajectories : ModelTrajectories
    {
        ArgumentNullException.ThrowIfNull(estimate);
        options ??= PlotOptions.Default;
        var title = options.Title;
        options = options with { Title = null };
        var page = new HtmlReport(title ?? $"{estimate.Report.Model}: estimate");
        Begin(page, estimate.Report);
        Equations(page, estimate.Parameters.Model);
        Tables(page, estimate.Report, options);
        page.Heading("Trajectories");
        page.Add(estimate.PlotTrajectories(options));
        Diagnostics(page, estimate.Report, options);
        if (profiles is { Count: > 0 })
        {
            page.Heading("Profiles");
            page.Add(profiles.PlotProfiles(options with { Logarithmic = false }));
        }

        page.Save(path);
    }

    /// <summary>Writes the report of an estimate as an HTML page, as far as it goes without the trajectories: for reports that were saved and loaded.</summary>
    /// <param name="report">The report.</param>
    /// <param name="path">The file; it is overwritten, and its folder is made.</param>
    /// <param name="options">The options of the plots, or null for the default ones.</param>
    public static void SaveHtml(this EstimateReport report, string path, PlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        options ??= PlotOptions.Default;
        var page = new HtmlReport(options.Title ?? $"{report.Model}: estimate");
        Begin(page, report);
        Tables(page, report, options);
        Diagnostics(page, report, options with { Title = null });
        page.Save(path);
    }

    internal static void Equations(HtmlReport page, ModelDescription model)
    {
        page.Heading("Equations");
        page.Preformatted(string.Join("\n", model.Equations));
    }

    internal static string[] Row(ParameterEstimate parameter, PlotOptions options, string name) =>
    [
        name,
        options.Units.TryGetValue(parameter.Name, out var unit) ? unit : string.Empty,
        HtmlReport.Number(parameter.Value),
        HtmlReport.Number(parameter.StandardError),
        double.IsFinite(parameter.StandardError) && parameter.Value != 0 ? (100 * parameter.StandardError / Math.Abs(parameter.Value)).ToString("0.0", CultureInfo.InvariantCulture) : "\u2013",
        double.IsNaN(parameter.Lower) ? "\u2013" : $"{HtmlReport.Number(parameter.Lower)} to {HtmlReport.Number(parameter.Upper)}",
        parameter.IsAtBound ? "at its bound" : double.IsNaN(parameter.Value) ? "not determined" : string.Empty,
    ];

    private static void Begin(HtmlReport page, EstimateReport report)
    {
        page.Paragraph($"{report.Status}. {report.Message}", report.Status != EstimateStatus.Converged);
        page.Paragraph(string.Create(
            CultureInfo.InvariantCulture,
            $"Log likelihood {HtmlReport.Number(report.LogLikelihood)}; misfit of the data {HtmlReport.Number(report.DataMisfit)} with {report.DegreesOfFreedom} degrees of freedom, of the model {HtmlReport.Number(report.ModelMisfit)}; {report.Iterations} iterations."));
    }

    private static void Tables(HtmlReport page, EstimateReport report, PlotOptions options)
    {
        page.Heading("Parameters");
        page.Table(
            ["parameter", "unit", "estimate", "standard error", "% of it", string.Create(CultureInfo.InvariantCulture, $"{100 * report.Confidence:0.##} % interval"), string.Empty],
            report.Parameters.Take(MostRows).Select(parameter => Row(parameter, options, parameter.Trajectory is { } b ? $"{parameter.Name}, {options.Trajectory(b)}" : parameter.Name)));
        if (report.Parameters.Count > MostRows)
        {
            page.Paragraph(string.Create(CultureInfo.InvariantCulture, $"And {report.Parameters.Count - MostRows} more of further trajectories, which WriteParameters writes as a table."));
        }

        page.Heading("Observables");
        page.Table(
            ["observable", "unit", "values", "noise", "sum of squares"],
            report.Observables.Select(observable => (string[])
            [
                observable.Name,
                options.Units.TryGetValue(observable.Name, out var unit) ? unit : string.Empty,
                observable.Count.ToString(CultureInfo.InvariantCulture),
                HtmlReport.Number(observable.Noise) + (observable.IsNoiseGiven ? " (given)" : string.Empty),
                HtmlReport.Number(observable.SumOfSquares),
            ]));
        string[] names = [.. report.Parameters.Where(static parameter => parameter.Trajectory is null).Select(static parameter => parameter.Name)];
        if (names.Length is > 1 and <= MostCorrelated && report.Correlation.Count == names.Length)
        {
            page.Heading("Correlations");
            page.Table(
                [string.Empty, .. names],
                names.Select((name, i) => (string[])[name, .. names.Select((_, j) => j > i ? string.Empty : double.IsNaN(report.Correlation[i][j]) ? "\u2013" : report.Correlation[i][j].ToString("0.00", CultureInfo.InvariantCulture))]));
        }
    }

    private static void Diagnostics(HtmlReport page, EstimateReport report, PlotOptions options)
    {
        // States that are not observed have no residuals.
        var observables = options with { Show = [.. options.Show.Where(name => report.Observables.Any(observable => observable.Name == name))] };
        page.Heading("Measured against fitted");
        page.Add(report.PlotObservedAgainstPredicted(observables));
        page.Heading("Residuals");
        page.Add(report.PlotResiduals(observables));
    }
}
