using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ScalableMNN.Bench.Eliminations;
using ScalableMNN.Bench.Reporting;
using ScalableMNN.Bench.Shapes;
using Xunit;

namespace ScalableMNN.Bench.Tests;

/// <summary>Everything that the benchmark does, on shrunk shapes: it must work, how long it takes is nobody's concern.</summary>
public sealed class QuickRunTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"bench-{Guid.NewGuid():N}.json");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Measures_all_shapes_and_writes_raw_results_that_print_again()
    {
        Assert.Equal(0, Program.Main(["all", "--quick", "--json", _file]));
        var report = BenchReport.Read(_file);
        Assert.True(report.IsQuick);
        Assert.True(report.BytesPerSecond > 0);
        Assert.NotEmpty(report.Machine.Processor);
        Assert.Equal(BenchmarkShapes.All.Select(static shape => shape.Name), report.Shapes.Select(static shape => shape.Name));
        Assert.Equal(BenchmarkShapes.All.Select(static shape => shape.Name), report.Breakdown.Select(static shape => shape.Shape));
        Assert.All(report.Shapes, static shape =>
        {
            Assert.True(shape.Forward.Minimum > 0 && shape.Both.Minimum > 0 && shape.RuntimeShapedForward.Minimum > 0);
            Assert.True(shape.Traffic.Forward > 0 && shape.Traffic.Both > shape.Traffic.Forward);

            // Both solve one problem; normal equations of fourth order take eight digits, of which the refinement gives half back.
            Assert.InRange(shape.Agreement.Solution, 0, 1e-9);
            Assert.InRange(shape.Agreement.Gradient, 0, 1e-6);
        });
        Assert.All(report.Breakdown.SelectMany(static shape => shape.Passes), static budget => Assert.True(budget.Kernels > 0 && budget.AllCores > 0));
        Assert.True(Assert.Single(report.Generator).SourceLines > 100);

        var page = _file + ".md";
        try
        {
            File.WriteAllText(page, "before\n<!-- results -->\nold\n<!-- end of results -->\nafter\n");
            Assert.Equal(0, Program.Main(["table", _file, "--into", page]));
            var text = File.ReadAllText(page);
            Assert.StartsWith("before\n<!-- results -->\n", text, StringComparison.Ordinal);
            Assert.EndsWith("\n<!-- end of results -->\nafter\n", text, StringComparison.Ordinal);
            Assert.Contains("| Lorenz ", text, StringComparison.Ordinal);
            Assert.DoesNotContain("old", text, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(page);
        }
    }

    [Fact]
    public void Marches_all_problems() => Assert.Equal(0, Program.Main(["march", "--quick", "--tolerances", "1e-6"]));

    [Fact]
    public void Runs_the_studies_of_estimation()
    {
        Assert.Equal(0, Program.Main(["coverage", "--quick"]));
        Assert.Equal(0, Program.Main(["population", "--quick"]));
    }

    [Fact]
    public void Measures_only_what_is_asked_for()
    {
        Assert.Equal(0, Program.Main(["shapes", "--quick", "--only", "KdV", "--json", _file]));
        var report = BenchReport.Read(_file);
        Assert.Equal("KdV", Assert.Single(report.Shapes).Name);
        Assert.Empty(report.Generator);
    }

    [Theory]
    [InlineData("Hermite")]
    [InlineData("SecondOrder")]
    [InlineData("PreyAndPredator")]
    public void Compares_eliminations(string models) => Assert.Equal(0, Program.Main(["eliminations", "--quick", "--markdown", "--only", models]));

    [Fact]
    public void Eliminations_agree()
    {
        var models = ModelFile.All();
        Assert.Superset(new HashSet<string> { "Bench", "NoisySine", "Schemes", "Strogatz", "Theophylline" }, models.Select(static model => model.Folder).ToHashSet());
        var results = EliminationBenchmark.Run([.. models.Where(static model => model.Folder is "Strogatz" or "Theophylline")], 101, isQuick: true).ToList();
        Assert.Equal(7, results.Count);
        Assert.All(results, static result =>
        {
            Assert.Equal(0, result.Cholesky.Failed + result.Reflections.Failed);
            Assert.InRange(result.Difference, 0, 1e-12);
        });
    }

    [Fact]
    public void Refuses_an_unknown_command() => Assert.NotEqual(0, Program.Main(["nothing"]));
}
