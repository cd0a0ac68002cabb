using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using ScalableMNN.GpuBench;
using ScalableMNN.Tests.Engines;
using Xunit;

namespace ScalableMNN.Engines.Tests.Accelerators;

/// <summary>The benchmark that is carried to a card, on the processor's accelerator and with shrunk shapes: it must work, how long it takes is nobody's concern.</summary>
public sealed class GpuBenchTests
{
    [IlgpuFact]
    public void Measures_all_shapes_and_compares_with_times_of_the_reference()
    {
        using var json = new TemporaryFile();
        using var reference = new TemporaryFile();
        Assert.Equal(0, Program.Main(["--device", "cpu", "--quick", "--commit", "abc", "--json", json.Path]));
        var alone = json.Read<Results>();
        Assert.Equal(["Lorenz", "KdV", "one, T 1000", "one, T 100000", "64 x 3 coupled", "16 x 8 coupled", "batch 1e5", "batch 1e6"], alone.Shapes.Select(static shape => shape.Name));
        Assert.Empty(alone.Failures);
        Assert.True(alone.IsQuick && alone.TriadBytesPerSecond > 0 && alone.Date > DateTimeOffset.UtcNow.AddHours(-1));
        Assert.Equal(("CPUAccelerator", "CPU", "abc"), (alone.Device, alone.Kind, alone.Commit));
        Assert.NotEmpty(alone.Command);
        Assert.All(alone.Shapes, static shape =>
        {
            Assert.True(shape.SolveKernelMs > 0 && shape.SolveMs >= shape.SolveKernelMs && shape.GradientKernelMs > 0 && shape.BandwidthShare > 0 && shape.NanosecondsPerPoint > 0);
            Assert.InRange(shape.SolutionDifference!.Value, 0, 1e-9);
            Assert.InRange(shape.GradientDifference!.Value, 0, 1e-6);
            Assert.Null(shape.SolveRatio);
        });

        // All but one of the shapes, and invented times: the quotient is what is tested.
        reference.Write(new ReferenceTimes("a test", "CPUAccelerator", "today", "none", [.. alone.Shapes.SkipLast(1).Select(static shape => new ReferenceShape(shape.Name, shape.Trajectories, shape.Points, 70, 300))]));
        Assert.Equal(0, Program.Main(["--device", "cpu", "--quick", "--json", json.Path, "--reference", reference.Path]));
        var compared = json.Read<Results>();
        Assert.Equal("a test", compared.Reference!.Implementation);
        Assert.All(compared.Shapes.SkipLast(1), static shape =>
        {
            Assert.Equal(70 / shape.SolveKernelMs, shape.SolveRatio!.Value, 1e-9 * shape.SolveRatio.Value);
            Assert.Equal(300 / (shape.SolveKernelMs + shape.GradientKernelMs), shape.BothRatio!.Value, 1e-9 * shape.BothRatio.Value);
        });
        Assert.Null(compared.Shapes[^1].SolveRatio);
    }

    [IlgpuFact]
    public void A_shape_that_does_not_fit_is_reported_and_the_rest_goes_on()
    {
        using var json = new TemporaryFile();

        // Enough for one trajectory of a single state, not of eight.
        Assert.Equal(2, Program.Main(["--device", "cpu", "--quick", "--memory", "20000", "--json", json.Path]));

        var results = json.Read<Results>();
        Assert.Contains(results.Failures, static failure => failure.Name == "16 x 8 coupled" && failure.Reason.Contains("bytes for each trajectory", StringComparison.Ordinal));
        Assert.Contains(results.Shapes, static shape => shape.Name == "batch 1e6" && shape.Slices > 1);
        Assert.Equal(8, results.Failures.Count + results.Shapes.Count);
    }

    [IlgpuFact]
    public void Times_of_another_device_or_size_are_refused()
    {
        using var reference = new TemporaryFile();
        Assert.Contains("are of Another, and this device is CPUAccelerator", Refused(new ReferenceTimes("a test", "Another", "today", "none", [])), StringComparison.Ordinal);
        Assert.Contains("with 7 trajectories of 50 points; here it has 40 of 12", Refused(new ReferenceTimes("a test", "CPUAccelerator", "today", "none", [new("Lorenz", 7, 50, 1, 2)])), StringComparison.Ordinal);
        Assert.Contains("forwardMs", Refused(new { implementation = "a test", device = "CPUAccelerator", date = "today", command = "none", shapes = new[] { new { name = "Lorenz", trajectories = 40, points = 12, bothMs = 2.0 } } }), StringComparison.Ordinal);
        Assert.Contains("has times of \"Lorentz\", which is no shape", Refused(new ReferenceTimes("a test", "CPUAccelerator", "today", "none", [new("Lorentz", 40, 12, 1, 2)])), StringComparison.Ordinal);
        Assert.Equal(1, Program.Main(["--device", "cuda:99", "--quick"]));

        string Refused(object content)
        {
            reference.Write(content);
            return Assert.Throws<InvalidDataException>(() => Benchmark.Run(new BenchmarkOptions("cpu", Only: "Lorenz", IsQuick: true, Reference: reference.Path))).Message;
        }
    }

    private sealed class TemporaryFile : IDisposable
    {
        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"gpubench-{Guid.NewGuid():N}.json");

        public T Read<T>() => JsonSerializer.Deserialize<T>(File.ReadAllText(Path))!;

        public void Write(object content) => File.WriteAllText(Path, JsonSerializer.Serialize(content));

        public void Dispose() => File.Delete(Path);
    }
}
