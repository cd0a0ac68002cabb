using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using CsvHelper;

namespace ScalableMNN.Runtime.Models;

/// <summary>Writes tables with a comma between columns and names in the first line; numbers so that they are read back to the last bit.</summary>
internal static class CsvTable
{
    /// <summary>Writes a table.</summary>
    /// <param name="path">The file; it is overwritten.</param>
    /// <param name="head">The names of the columns.</param>
    /// <param name="rows">The rows.</param>
    public static void Write(string path, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<object?>> rows)
    {
        using var writer = new CsvWriter(new StreamWriter(path), CultureInfo.InvariantCulture);
        foreach (var name in head)
        {
            writer.WriteField(name);
        }

        writer.NextRecord();
        foreach (var row in rows)
        {
            foreach (var field in row)
            {
                writer.WriteField(field switch
                {
                    null => string.Empty,
                    double number => number.ToString("R", CultureInfo.InvariantCulture),
                    _ => Convert.ToString(field, CultureInfo.InvariantCulture),
                });
            }

            writer.NextRecord();
        }
    }
}
