#if HAS_ILGPU
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace ScalableMNN.GpuBench;

/// <summary>Times of the reference implementation, measured by whoever has it; docs/accelerators.md describes the file.</summary>
/// <param name="Implementation">What was measured: version, framework, whether with CUDA graphs.</param>
/// <param name="Device">The name of the device, as its driver gives it.</param>
/// <param name="Date">When.</param>
/// <param name="Command">How.</param>
/// <param name="Shapes">What was found.</param>
internal sealed record ReferenceTimes(string Implementation, string Device, string Date, string Command, IReadOnlyList<ReferenceShape> Shapes)
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="device">The device that is measured here.</param>
    /// <param name="names">The names of the shapes that are measured here.</param>
    /// <exception cref="InvalidDataException">The file is none of this kind, is of another device, or has a shape that there is not.</exception>
    public static ReferenceTimes Read(string path, string device, IEnumerable<string> names)
    {
        ReferenceTimes read;
        try
        {
            read = JsonSerializer.Deserialize<ReferenceTimes>(File.ReadAllText(path), Strict) ?? throw new InvalidDataException($"{path} is empty.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path} holds no times of the reference implementation: {exception.Message}", exception);
        }

        if (read.Shapes.Select(static shape => shape.Name).Except(names).FirstOrDefault() is { } unknown)
        {
            throw new InvalidDataException($"{path} has times of \"{unknown}\", which is no shape. Shapes: {string.Join("; ", names)}.");
        }

        return read.Device == device
            ? read
            : throw new InvalidDataException($"The times in {path} are of {read.Device}, and this device is {device}. Times are compared on one device only.");
    }

    /// <summary>The times of a shape, or null where it was not measured.</summary>
    /// <exception cref="InvalidDataException">A shape of that name has another size.</exception>
    public ReferenceShape? Of(string name, int trajectories, int points)
    {
        if (Shapes.FirstOrDefault(shape => shape.Name == name) is not { } found)
        {
            return null;
        }

        return (found.Trajectories, found.Points) == (trajectories, points)
            ? found
            : throw new InvalidDataException($"The reference measured \"{name}\" with {found.Trajectories} trajectories of {found.Points} points; here it has {trajectories} of {points}.");
    }
}

/// <summary>Times of one shape, in milliseconds, with all data on the device.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Trajectories">The batch.</param>
/// <param name="Points">Points of the grid.</param>
/// <param name="ForwardMs">A solve.</param>
/// <param name="BothMs">A solve and its gradient.</param>
internal sealed record ReferenceShape(string Name, int Trajectories, int Points, double ForwardMs, double BothMs);
#endif
