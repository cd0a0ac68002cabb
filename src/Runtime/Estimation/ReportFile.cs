using System.IO;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>Reports as JSON, in a file.</summary>
internal static class ReportFile
{
    private static readonly JsonSerializerOptions _json = new()
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Reads a report.</summary>
    /// <exception cref="JsonException">The file is not a saved report.</exception>
    public static TReport Load<TReport>(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<TReport>(File.ReadAllText(path), _json) ?? throw new JsonException("It holds null.");
        }
        catch (JsonException fault)
        {
            throw new JsonException($"{path} is not a report that {typeof(TReport).Name}.Save has written: {fault.Message}", fault.Path, fault.LineNumber, fault.BytePositionInLine, fault);
        }
    }

    /// <summary>Writes a report.</summary>
    public static void Save<TReport>(TReport report, string path) => File.WriteAllText(path, JsonSerializer.Serialize(report, _json));
}
