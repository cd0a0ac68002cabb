using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using ScalableMNN.Bench.Breakdown;
using ScalableMNN.Bench.Generator;
using ScalableMNN.Bench.Measuring;
using ScalableMNN.Bench.Shapes;

namespace ScalableMNN.Bench.Reporting;

/// <summary>The raw results of a run.</summary>
internal sealed record BenchReport
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    /// <summary>When the run began.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>The commit that was measured; a + says that the working tree differed from it.</summary>
    public required string Commit { get; init; }

    /// <summary>Whether this was only to see that everything works; the times say nothing then.</summary>
    public required bool IsQuick { get; init; }

    public required Machine Machine { get; init; }

    /// <summary>Memory bandwidth by the triad on all cores, the better of before and after the shapes; 0 where it was not measured.</summary>
    public double BytesPerSecond { get; init; }

    /// <summary>What it costs to set all cores to work on nothing, in milliseconds.</summary>
    public Sample? EmptyParallel { get; init; }

    public IReadOnlyList<ShapeResult> Shapes { get; init; } = [];

    public IReadOnlyList<ShapeBudget> Breakdown { get; init; } = [];

    public IReadOnlyList<GeneratorResult> Generator { get; init; } = [];

    public void Write(string file)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        File.WriteAllText(file, JsonSerializer.Serialize(this, Format) + "\n");
    }

    public static BenchReport Read(string file) =>
        JsonSerializer.Deserialize<BenchReport>(File.ReadAllText(file), Format) ?? throw new InvalidDataException($"{file} holds no results.");
}

/// <summary>Where the time of a shape goes.</summary>
/// <param name="Shape">Name of the shape.</param>
/// <param name="Passes">Forward and backward.</param>
internal sealed record ShapeBudget(string Shape, IReadOnlyList<TimeBudget> Passes);
