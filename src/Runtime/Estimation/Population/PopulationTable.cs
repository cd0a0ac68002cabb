using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace ScalableMNN.Runtime.Estimation.Population;

/// <summary>Prints the report of a population.</summary>
internal static class PopulationTable
{
    public static string Of(PopulationReport report)
    {
        var text = new StringBuilder();
        text.Append(report.Model).Append(": ").Append(report.Message).Append('\n');
        var percent = (100 * report.Confidence).ToString("0.##", CultureInfo.InvariantCulture);
        EstimateTable.Append(text, [
            ["fixed effect", "estimate", "standard error", "% of it", percent + " % interval"],
            .. report.FixedEffects.Select(effect => (string[])[
                effect.Name + EstimateTable.Unit(report.Units, effect.Name),
                EstimateTable.Number(effect.Value),
                EstimateTable.Number(effect.StandardError),
                double.IsNaN(effect.StandardError) ? "-" : (100 * effect.StandardError / System.Math.Abs(effect.Value)).ToString("0.0", CultureInfo.InvariantCulture),
                double.IsNaN(effect.Lower) ? "-" : $"{EstimateTable.Number(effect.Lower)} .. {EstimateTable.Number(effect.Upper)}",
            ]),
        ]);
        text.Append('\n');
        EstimateTable.Append(text, [
            ["random effect", "deviation", "standard error", "shrinkage", .. Linked(report) ? report.RandomEffects.Select(static effect => effect.Name) : []],
            .. report.RandomEffects.Select((effect, i) => (string[])[
                effect.Name,
                EstimateTable.Number(effect.Deviation),
                EstimateTable.Number(effect.StandardError),
                double.IsNaN(effect.Shrinkage) ? "-" : effect.Shrinkage.ToString("0.000", CultureInfo.InvariantCulture),
                .. Linked(report) ? report.Correlation[i].Select((value, j) => j > i ? string.Empty : value.ToString("0.000", CultureInfo.InvariantCulture)) : [],
            ]),
        ]);
        text.Append('\n');
        EstimateTable.Append(text, [
            ["observable", "values", "noise"],
            .. report.Observables.Select(observable => (string[])[
                observable.Name + EstimateTable.Unit(report.Units, observable.Name),
                observable.CountText,
                observable.NoiseText,
            ]),
        ]);
        text.Append(CultureInfo.InvariantCulture, $"\n-2 log likelihood ({report.Method}) {report.MinusTwoLogLikelihood:0.000}, AIC {report.Aic:0.000}, BIC {report.Bic:0.000}; {report.Measurements} values of {report.Trajectories} trajectories; {report.Iterations} iterations");
        return text.ToString();
    }

    private static bool Linked(PopulationReport report) => report.Correlation.SelectMany(static (row, i) => row.Where((_, j) => j != i)).Any(static value => value != 0);
}
