using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using CsvHelper;
using CsvHelper.Configuration.Attributes;

namespace ScalableMNN.Samples.Theophylline;

/// <summary>A subject of the study: one oral dose, then blood samples at irregular times.</summary>
/// <param name="Name">The number of the subject.</param>
/// <param name="Dose">The dose, mg per kg of body weight.</param>
/// <param name="Times">When blood was taken, in hours after the dose; the first time is 0.</param>
/// <param name="Concentrations">What was measured in it, mg/L.</param>
public sealed record Subject(string Name, double Dose, IReadOnlyList<double> Times, IReadOnlyList<double> Concentrations)
{
    /// <summary>Reads all subjects, in the order in which they stand in the file.</summary>
    public static IReadOnlyList<Subject> ReadAll(string path)
    {
        using var csv = new CsvReader(new StreamReader(path), CultureInfo.InvariantCulture);
        return csv.GetRecords<Row>()
            .GroupBy(static row => row.Subject)
            .Select(static rows => new Subject(rows.Key, rows.First().Dose, [.. rows.Select(static row => row.Time)], [.. rows.Select(static row => row.Concentration)]))
            .ToList();
    }

    private sealed record Row
    {
        public required string Subject { get; init; }

        public double Dose { get; init; }

        public double Time { get; init; }

        [Name("conc")]
        public double Concentration { get; init; }
    }
}
