using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Estimation.MultiStart;

/// <summary>What became of all starts, as numbers: it prints as a table, and is saved and loaded as JSON.</summary>
public sealed record MultiStartReport
{
    /// <summary>The name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>The starts in the order of their objectives, those that have come to a minimum first: the waterfall.</summary>
    public required IReadOnlyList<StartOutcome> Starts { get; init; }

    /// <summary>Up to which difference objectives count as the same.</summary>
    public required double Same { get; init; }

    /// <summary>How many starts have come to a minimum as low as the lowest.</summary>
    public int ReachedBest => Starts.Count(start => start.IsMinimum && start.Objective <= Starts[0].Objective + Same);

    /// <summary>The minima, the lowest first: the objective of each, and how many starts have come there.</summary>
    public IReadOnlyList<(double Objective, int Starts)> Minima
    {
        get
        {
            var minima = new List<(double Objective, int Starts)>();
            foreach (var start in Starts.Where(static start => start.IsMinimum))
            {
                if (minima.Count > 0 && start.Objective <= minima[^1].Objective + Same)
                {
                    minima[^1] = (minima[^1].Objective, minima[^1].Starts + 1);
                }
                else
                {
                    minima.Add((start.Objective, 1));
                }
            }

            return minima;
        }
    }

    /// <summary>What is to be known of the best one, in words.</summary>
    public string Message
    {
        get
        {
            var minima = Starts.Count(static start => start.IsMinimum);
            if (minima == 0)
            {
                return $"None of {Starts.Count} starts has come to a minimum. {Starts[0].Message}";
            }

            var reached = ReachedBest;
            var text = $"{reached} of {Starts.Count} starts {(reached == 1 ? "has" : "have")} come to the lowest minimum, {minima - reached} to others, and {Starts.Count - minima} to none.";
            if (Starts.FirstOrDefault(start => !start.IsMinimum && start.Objective < Starts[0].Objective - Same) is { } lower)
            {
                text += $" Start {lower.Index} was lower still, and has not come to rest there ({lower.Status}): the best may not be the lowest minimum that there is.";
            }
            else if (reached == 1 && Starts.Count > 1)
            {
                text += " Where a single start has come there, others may find lower ones: take more starts.";
            }

            return text;
        }
    }

    /// <summary>Reads a report that was saved.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The report.</returns>
    /// <exception cref="JsonException">The file is not a saved report.</exception>
    public static MultiStartReport Load(string path) => ReportFile.Load<MultiStartReport>(path);

    /// <summary>Saves the report as JSON.</summary>
    /// <param name="path">The file; it is overwritten.</param>
    public void Save(string path) => ReportFile.Save(this, path);

    /// <summary>Writes the starts as a table, the best first: rank, which start, status, objective, iterations, where each parameter started and ended.</summary>
    /// <param name="path">The file; it is overwritten.</param>
    public void WriteStarts(string path)
    {
        string[] started = [.. Starts.SelectMany(static start => start.Start.Keys).Distinct()];
        string[] ended = [.. Starts.SelectMany(static start => start.End.Keys).Distinct()];
        CsvTable.Write(
            path,
            ["Rank", "Start", "Status", "Objective", "Iterations", .. started.Select(static name => "Start" + name), .. ended],
            Starts.Select((start, rank) => (IReadOnlyList<object?>)
            [
                rank, start.Index, start.Status.ToString(), start.Objective, start.Iterations,
                .. started.Select(name => start.Start.TryGetValue(name, out var value) ? (object?)value : null),
                .. ended.Select(name => start.End.TryGetValue(name, out var value) ? (object?)value : null),
            ]));
    }

    /// <summary>The waterfall as a table.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(Model).Append(": ").Append(Message).Append('\n');
        List<string[]> rows = [["rank", "start", "status", "objective", "above the best", "iterations"]];
        var best = Starts.Count > 0 ? Starts[0].Objective : double.NaN;
        rows.AddRange(Starts.Select((start, rank) => new[]
        {
            rank.ToString(CultureInfo.InvariantCulture),
            start.Index.ToString(CultureInfo.InvariantCulture),
            start.Status.ToString(),
            double.IsNaN(start.Objective) ? "-" : start.Objective.ToString("F4", CultureInfo.InvariantCulture),
            double.IsNaN(start.Objective) ? "-" : (start.Objective - best).ToString("G4", CultureInfo.InvariantCulture),
            start.Iterations.ToString(CultureInfo.InvariantCulture),
        }));
        EstimateTable.Append(text, rows);
        foreach (var reason in Starts.Where(static start => !start.IsMinimum).GroupBy(static start => start.Message))
        {
            text.Append(CultureInfo.InvariantCulture, $"start{(reason.Count() == 1 ? string.Empty : "s")} {string.Join(", ", reason.Select(static start => start.Index).Order())}: {reason.Key}\n");
        }

        return text.ToString().TrimEnd('\n');
    }
}
