using System;
using System.IO;
using System.Linq;

namespace ScalableMNN.Bench.Reporting;

/// <summary>A Markdown page that holds results between two marks.</summary>
internal static class ResultsPage
{
    /// <summary>So wide that no row of a Markdown table is broken.</summary>
    public const int Width = 1000;

    private const string Begin = "<!-- results -->";
    private const string End = "<!-- end of results -->";

    /// <summary>Replaces what stands between the marks.</summary>
    /// <exception cref="InvalidDataException">The page has no marks.</exception>
    public static void Update(string page, BenchReport report)
    {
        var text = File.ReadAllText(page);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal), end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
        {
            throw new InvalidDataException($"{page} has no place for results: it wants the lines {Begin} and {End}.");
        }

        using var tables = new StringWriter { NewLine = "\n" };
        new ReportTables(Program.Console(tables, Width), markdown: true).Print(report);
        var lines = tables.ToString().Split('\n').Select(static line => line.TrimEnd());
        File.WriteAllText(page, $"{text[..(begin + Begin.Length)]}\n{string.Join('\n', lines).Trim()}\n{text[end..]}");
    }
}
