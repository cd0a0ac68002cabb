using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ScalableMNN.Runtime.Estimation;
using ScalableMNN.Runtime.Estimation.Population;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Dsl.Plots;

/// <summary>The estimate of a population as a page.</summary>
public static class PopulationPage
{
    /// <summary>
    /// Writes the estimate of a population as an HTML page in one file, without scripts and other files: how it ended, the equations, tables of fixed and random effects, individual fits, measured against predicted values,
    /// weighted residuals, random effects and a visual predictive check of each observable.
    /// </summary>
    /// <typeparam name="TParameters">The parameters of the model.</typeparam>
    /// <typeparam name="TTrajectories">The trajectories of the model.</typeparam>
    /// <param name="population">The estimate.</param>
    /// <param name="path">The file; it is overwritten, and its folder is made.</param>
    /// <param name="options">The options of the plots, or null for the default ones.</param>
    /// <param name="studies">How many studies are simulated for the check; 0 leaves it out. It is also left out where the estimation has not converged.</param>
    /// <param name="seed">What is drawn.</param>
    /// <exception cref="ArgumentException"><see cref="PlotOptions.Show"/> has a name that is no observable.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of studies is negative.</exception>
    public static void SaveHtml<TParameters, TTrajectories>(
        this PopulationEstimate<TParameters, TTrajectories> population, string path, PlotOptions? options = null, int studies = 200, int seed = 1)
        where TParameters : ModelValues
        where TTrajectories : ModelTrajectories
    {
        ArgumentNullException.ThrowIfNull(population);
        ArgumentOutOfRangeException.ThrowIfNegative(studies);
        options ??= PlotOptions.Default;
        var report = population.Report;
        var page = new HtmlReport(options.Title ?? $"{report.Model}: population");
        options = options with { Title = null };
        page.Paragraph($"{report.Status}. {report.Message}", report.Status != EstimateStatus.Converged);
        page.Paragraph(string.Create(
            CultureInfo.InvariantCulture,
            $"\u22122 log likelihood {report.MinusTwoLogLikelihood:0.000}, AIC {report.Aic:0.000}, BIC {report.Bic:0.000}; {report.Measurements} values of {report.Trajectories} trajectories; {report.Iterations} iterations."));
        EstimatePage.Equations(page, population.Parameters.Model);
        Tables(page, report, options);
        page.Heading("Individual fits");
        page.Add(population.PlotIndividualFits(options));
        page.Heading("Measured against predicted");
        page.Add(report.PlotPredictions(options));
        page.Heading("Weighted residuals");
        page.Add(report.PlotWeightedResiduals(options));
        page.Add(report.PlotQuantiles(options));
        page.Heading("Random effects");
        page.Add(population.PlotRandomEffects(options));
        if (studies > 0)
        {
            page.Heading("Visual predictive check");
            if (report.Status == EstimateStatus.Converged)
            {
                var simulation = population.Simulate(studies, seed);
                foreach (var name in PredictionPlots.Shown(report, options))
                {
                    page.Add(simulation.PlotCheck(name, options));
                }
            }
            else
            {
                page.Paragraph("There is none, as the estimation has not converged.", isWarning: true);
            }
        }

        page.Save(path);
    }

    private static void Tables(HtmlReport page, PopulationReport report, PlotOptions options)
    {
        page.Heading("Fixed effects");
        page.Table(
            ["fixed effect", "unit", "estimate", "standard error", "% of it", string.Create(CultureInfo.InvariantCulture, $"{100 * report.Confidence:0.##} % interval"), string.Empty],
            report.FixedEffects.Select(effect => EstimatePage.Row(effect, options, effect.Name)));
        page.Heading("Random effects and noise");
        var isLinked = report.Correlation.SelectMany(static (row, i) => row.Where((_, j) => j != i)).Any(static value => value != 0);
        page.Table(
            ["random effect", "deviation", "standard error", "shrinkage", .. isLinked ? report.RandomEffects.Select(static effect => effect.Name) : []],
            report.RandomEffects.Select((effect, i) => (string[])
            [
                effect.Name,
                HtmlReport.Number(effect.Deviation),
                HtmlReport.Number(effect.StandardError),
                double.IsNaN(effect.Shrinkage) ? "\u2013" : effect.Shrinkage.ToString("0.000", CultureInfo.InvariantCulture),
                .. isLinked ? report.Correlation[i].Select((value, j) => j > i ? string.Empty : value.ToString("0.00", CultureInfo.InvariantCulture)) : [],
            ]));
        page.Table(
            ["observable", "values", "noise"],
            report.Observables.Select(static observable => (string[])
            [
                observable.Name,
                observable.Count.ToString(CultureInfo.InvariantCulture),
                HtmlReport.Number(observable.Noise) + (observable.IsNoiseGiven ? " (given)" : string.Empty),
            ]));
    }
}
