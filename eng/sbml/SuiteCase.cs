using System.Globalization;

namespace ScalableMNN.SbmlSuite;

/// <summary>A case of the suite: a model, what to simulate, and the results.</summary>
internal sealed record SuiteCase(
    string Name,
    string Model,
    string[] Components,
    string[] Tests,
    double Start,
    double Duration,
    int Steps,
    double Absolute,
    double Relative,
    string[] Variables,
    HashSet<string> Amounts,
    HashSet<string> Concentrations,
    string[] Columns,
    double[][] Rows)
{
    /// <summary>Reads a case from its folder.</summary>
    public static SuiteCase Read(string folder)
    {
        var settings = Pairs(Path.Combine(folder, "settings.txt"));
        var tags = Pairs(Path.Combine(folder, "tags.txt"));
        var lines = File.ReadAllLines(Path.Combine(folder, "results.csv")).Where(static line => line.Trim().Length > 0).ToArray();
        return new SuiteCase(
            Path.GetFileName(folder),
            File.ReadAllText(Path.Combine(folder, "model.xml")),
            List(tags, "components"),
            List(tags, "tests"),
            Number(settings["start"]),
            Number(settings["duration"]),
            int.Parse(settings["steps"], CultureInfo.InvariantCulture),
            Number(settings["absolute"]),
            Number(settings["relative"]),
            List(settings, "variables"),
            [.. List(settings, "amount")],
            [.. List(settings, "concentration")],
            [.. lines[0].Split(',').Select(static name => name.Trim().Trim('"'))],
            [.. lines.Skip(1).Select(static line => line.Split(',').Select(Number).ToArray())]);
    }

    private static Dictionary<string, string> Pairs(string path) => File.ReadAllLines(path)
        .Select(static line => line.Split(':', 2))
        .Where(static parts => parts.Length == 2)
        .ToDictionary(static parts => parts[0].Trim(), static parts => parts[1].Trim());

    private static string[] List(Dictionary<string, string> pairs, string key) =>
        pairs.TryGetValue(key, out var text) ? text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [];

    private static double Number(string text) => text.Trim().ToUpperInvariant() switch
    {
        "INF" or "INFINITY" => double.PositiveInfinity,
        "-INF" or "-INFINITY" => double.NegativeInfinity,
        "NAN" => double.NaN,
        var number => double.Parse(number, CultureInfo.InvariantCulture),
    };
}
