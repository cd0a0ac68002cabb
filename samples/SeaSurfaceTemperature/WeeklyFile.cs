using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using TorchSharp;

namespace ScalableMNN.Samples.SeaSurfaceTemperature;

/// <summary>
/// Reads weekly temperatures from text, one line for each week, in one of two forms. The index file of the Climate Prediction Center (wksst8110.for and its successors, made from the weekly optimum
/// interpolation analysis): a day such as 03JAN1990, then temperature and anomaly of four Nino regions, in columns that may touch. Or comma-separated values: a day such as 1990-01-03, then the
/// temperature of each cell, below a line that begins with "date" and names the cells. Other lines are headings.
/// </summary>
public static partial class WeeklyFile
{
    private static readonly string[] Regions = ["Nino 1+2", "Nino 3", "Nino 3.4", "Nino 4"];

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">It has no such lines, a line lacks a number or has an impossible one, or a week is missing.</exception>
    public static Temperatures Read(string path)
    {
        var cells = Regions;
        DateOnly first = default;
        List<double> values = [];
        var weeks = 0;
        foreach (var (number, line) in File.ReadLines(path).Select(static (line, index) => (index + 1, line.Trim())))
        {
            if (line.StartsWith("date,", StringComparison.OrdinalIgnoreCase))
            {
                cells = line.Split(',', StringSplitOptions.TrimEntries)[1..];
            }

            if (Day(line) is not { } day)
            {
                if (weeks > 0 && line.Length > 0)
                {
                    throw new FormatException($"Line {number} of {path} does not begin with a day, though lines before it do. The file may have been cut off: get it anew, or take the line out.");
                }

                continue;
            }

            first = weeks == 0 ? day : first;
            if (day.DayNumber != first.DayNumber + (7 * weeks))
            {
                throw new FormatException($"Line {number} of {path} is for {day:yyyy-MM-dd}; the week of {first.AddDays(7 * weeks):yyyy-MM-dd} is expected. Give every week once, in order.");
            }

            var row = Row(line, cells.Length) ?? throw new FormatException($"Line {number} of {path} has not a temperature for each of {cells.Length} cells. The file may have been cut off: get it anew, or take the line out.");
            if (row.Any(static value => value is < -5 or > 50))
            {
                throw new FormatException($"Line {number} of {path} has a temperature of {row.First(static value => value is < -5 or > 50).ToString(CultureInfo.InvariantCulture)}, which no sea has: give degrees Celsius.");
            }

            values.AddRange(row);
            weeks++;
        }

        return weeks > 0
            ? new Temperatures(cells, first, torch.tensor(values.ToArray(), [weeks, cells.Length]))
            : throw new FormatException($"{path} has no line that begins with a day such as 03JAN1990 or 1990-01-03. Give a weekly index file or comma-separated values.");
    }

    private static DateOnly? Day(string line) =>
        DateOnly.TryParseExact(line.Length < 10 ? line : line[..10].TrimEnd(), ["ddMMMyyyy", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static double[]? Row(string line, int count)
    {
        if (line.Contains(',', StringComparison.Ordinal))
        {
            var fields = line.Split(',')[1..];
            double[] read = [.. fields.Select(static field => double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : double.NaN)];
            return read.Length == count && !read.Any(double.IsNaN) ? read : null;
        }

        // Temperature and anomaly in turn; the sign of an anomaly may be all that stands between them.
        double[] pairs = [.. Number().Matches(line[9..]).Select(static match => double.Parse(match.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture))];
        return pairs.Length == 2 * count ? [.. pairs.Where(static (_, index) => index % 2 == 0)] : null;
    }

    [GeneratedRegex(@"-?\d*\.\d+")]
    private static partial Regex Number();
}
