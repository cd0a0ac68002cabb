using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using CsvHelper;

namespace ScalableMNN.Samples.Influenza;

/// <summary>How many boys were in bed on a day.</summary>
/// <param name="Date">The day.</param>
/// <param name="InBed">The number of boys.</param>
public sealed record BedCount(DateTime Date, double InBed)
{
    /// <summary>Reads all days.</summary>
    public static IReadOnlyList<BedCount> ReadAll(string path)
    {
        using var csv = new CsvReader(new StreamReader(path), CultureInfo.InvariantCulture);
        return csv.GetRecords<BedCount>().ToList();
    }
}
