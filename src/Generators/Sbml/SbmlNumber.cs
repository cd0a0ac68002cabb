using System.Globalization;

namespace ScalableMNN.Generators.Sbml;

/// <summary>Numbers as XML Schema writes them.</summary>
internal static class SbmlNumber
{
    /// <summary>Reads a number; null where it is none. "NaN" stands for a value that is not known.</summary>
    public static double? Parse(string text) => text.Trim() switch
    {
        "INF" => double.PositiveInfinity,
        "-INF" => double.NegativeInfinity,
        "NaN" => double.NaN,
        var number => double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null,
    };
}
