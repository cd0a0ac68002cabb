using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using CsvHelper;

namespace ScalableMNN.Samples.LotkaVolterra;

/// <summary>The pelts that trappers sold to the Hudson's Bay Company in a year, thousands.</summary>
/// <param name="Year">The year.</param>
/// <param name="Lynx">Pelts of the Canadian lynx.</param>
/// <param name="Hare">Pelts of the snowshoe hare.</param>
public sealed record Pelts(double Year, double Lynx, double Hare)
{
    /// <summary>Reads all years.</summary>
    public static IReadOnlyList<Pelts> ReadAll(string path)
    {
        using var csv = new CsvReader(new StreamReader(path), CultureInfo.InvariantCulture);
        return csv.GetRecords<Pelts>().ToList();
    }
}
