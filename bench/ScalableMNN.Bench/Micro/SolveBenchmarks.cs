using System.Collections.Generic;
using System.Linq;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using ScalableMNN.Bench.Shapes;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Bench.Micro;

/// <summary>The same shapes under BenchmarkDotNet, for its statistics and its account of allocations.</summary>
[MemoryDiagnoser]
[Config(typeof(InProcess))]
public class SolveBenchmarks
{
    private static readonly SolveOptions Keeping = new() { KeepFactor = true };

    private GeneratedModel _generated = null!;
    private RuntimeShapedModel _runtimeShaped = null!;

    /// <summary>Names of the shapes.</summary>
    public static IEnumerable<string> Names => BenchmarkShapes.All.Select(static shape => shape.Name);

    /// <summary>Name of the shape.</summary>
    [ParamsSource(nameof(Names))]
    public string Shape { get; set; } = string.Empty;

    /// <summary>Makes the data.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var data = new ShapeData(BenchmarkShapes.All.Single(shape => shape.Name == Shape));
        _generated = data.Shape.Generate(data);
        _runtimeShaped = new RuntimeShapedModel(data);
    }

    /// <summary>Generated kernels, solve.</summary>
    [Benchmark]
    public void Forward() => _generated.SolveAgain(SolveOptions.Default);

    /// <summary>Generated kernels, solve and gradient.</summary>
    [Benchmark]
    public void ForwardBackward()
    {
        _generated.SolveAgain(Keeping);
        _generated.DifferentiateAgain(Keeping);
    }

    /// <summary>OdeForward, solve.</summary>
    [Benchmark]
    public void RuntimeShapedForward() => _runtimeShaped.Solve();

    /// <summary>OdeForward, solve and gradient.</summary>
    [Benchmark]
    public void RuntimeShapedForwardBackward() => _runtimeShaped.SolveAndDifferentiate();

    // In this process: a project that BenchmarkDotNet writes for itself would not have the generator in its compiler.
    private sealed class InProcess : ManualConfig
    {
        public InProcess() => AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
    }
}
