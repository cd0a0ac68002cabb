using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>Prints a report.</summary>
internal static class EstimateTable
{
    private const int MostTrajectories = 20;

    public static string Of(EstimateReport report)
    {
        var text = new StringBuilder();
        text.Append(report.Model).Append(": ").Append(report.Message).Append('\n');
        var percent = (100 * report.Confidence).ToString("0.##", CultureInfo.InvariantCulture);
        var rows = new List<string[]> { new[] { "parameter", "estimate", "standard error", percent + " % interval", string.Empty } };
        var left = 0;
        foreach (var parameter in report.Parameters.Concat(report.Derived))
        {
            if (parameter.Trajectory >= MostTrajectories)
            {
                left++;
                continue;
            }

            rows.Add(
            [
                parameter.Trajectory is { } b ? $"{parameter.Name}[{b.ToString(CultureInfo.InvariantCulture)}]{Unit(report.Units, parameter.Name)}" : parameter.Name + Unit(report.Units, parameter.Name),
                Number(parameter.Value),
                Number(parameter.StandardError),
                double.IsNaN(parameter.Lower) ? "-" : $"{Number(parameter.Lower)} .. {Number(parameter.Upper)}",
                parameter.IsAtBound ? "at its bound" : double.IsNaN(parameter.Value) ? "not determined" : report.Derived.Contains(parameter) ? "derived" : string.Empty,
            ]);
        }

        Append(text, rows);
        if (left > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"and {left} more of further trajectories\n");
        }

        AppendCorrelation(text, report);
        text.Append('\n');
        rows = [["observable", "values", "noise", "sum of squares"]];
        rows.AddRange(report.Observables.Select(observable => new[]
        {
            observable.Name + Unit(report.Units, observable.Name), observable.CountText, observable.NoiseText, Number(observable.SumOfSquares),
        }));
        Append(text, rows);
        text.Append(CultureInfo.InvariantCulture, $"\nmisfit of the data {Number(report.DataMisfit)} with {report.DegreesOfFreedom} degrees of freedom, of the model {Number(report.ModelMisfit)}; {report.Iterations} iterations");
        text.Append(report.Method switch
        {
            EstimateMethod.ExactFromGrid => "; the model's own solution, started from the grid",
            EstimateMethod.Shooting => "; the model's own solution",
            EstimateMethod.SoftOnGrid => "; trajectories on the grid",
            _ => string.Empty,
        });
        return text.ToString();
    }

    private static void AppendCorrelation(StringBuilder text, EstimateReport report)
    {
        const int Most = 12;
        var names = report.Parameters.Where(static parameter => parameter.Trajectory is null).Select(static parameter => parameter.Name).ToArray();
        if (names.Length is < 2 or > Most)
        {
            return;
        }

        text.Append('\n');
        var rows = new List<string[]> { (string[])["correlation", .. names] };
        for (var i = 0; i < names.Length; i++)
        {
            rows.Add([names[i], .. report.Correlation[i].Take(i + 1).Select(static value => double.IsNaN(value) ? "-" : value.ToString("0.000", CultureInfo.InvariantCulture)), .. Enumerable.Repeat(string.Empty, names.Length - i - 1)]);
        }

        Append(text, rows);
    }

    public static void Append(StringBuilder text, List<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            var line = string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])));
            text.Append(line.TrimEnd()).Append('\n');
        }
    }

    /// <summary>What stands behind a name in a table: the unit in brackets, or nothing.</summary>
    public static string Unit(ModelUnits? units, string name) => units?[name] is { } unit ? $" [{unit}]" : string.Empty;

    public static string Number(double value) => double.IsNaN(value) ? "-" : value.ToString("G5", CultureInfo.InvariantCulture);
}
