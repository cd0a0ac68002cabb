using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace ScalableMNN.Generators.Tests.Incrementality;

/// <summary>What an edit makes the generator do again.</summary>
public class IncrementalityTests
{
    private const string Decay =
        """
        /// <summary>Decay.</summary>
        [MechanisticModel]
        [Grid(StepSize = 0.1)]
        public partial class Decay
        {
            [State(Order = 1), InitialValue] public partial State U { get; }
            [Coefficient(Source.Learned, Initial = 0.5), Prior(1, 0.25)] public partial Coefficient Rate { get; }
            [Coefficient(Source.Function)] private Coefficient Drive => 2 * Cos(3 * T);
            [Equation] private Equation Law => U.D(1) + Rate * U == Drive;
            [PolynomialLibrary(Degree = 1)] public partial Library Rest { get; }
            [Candidate] private Term Wave => Sin(U);
            [Equation] private Equation Found => U.D(1) == Rest;
            [Observed(Noise = 0.75)] private Term Sensor => Rate * U;
            [Constraint] private Equation Known => Rest[Wave] + Rest[1] == 2;
        }
        """;

    private const string Mistaken =
        """
        [MechanisticModel]
        public partial class Mistaken
        {
            [State(Order = 1), InitialValue] public partial State U { get; }
            [Equation] private Equation Law => U.D(2) + U == 0;
            [Equation] private Equation Slip => U.D(1) + U^2 == 0;
        }
        """;

    [Fact]
    public void The_same_compilation_is_cached()
    {
        var run = new TrackedRun();
        var compilation = ModelCompilation.Compile(Decay);
        run.Next(compilation);

        var again = run.Next(compilation);

        Assert.All(TrackedRun.ModelReasons(again), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.All(TrackedRun.OutputReasons(again), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Theory]
    [InlineData("// A remark.\n" + Decay)]
    [InlineData(Decay + "\n// A remark.")]
    [InlineData(Decay + "\npublic class Other { public int Number => 3; }")]
    [InlineData("public class Other;\n\n\n" + Decay)]
    public void An_edit_beside_the_model_prints_nothing_again(string edited) => AssertUnchanged(edited);

    [Theory]
    [InlineData("U.D(1) + Rate * U == Drive", "(U.D(1)  +  Rate * U) == /* remark */ Drive")]
    [InlineData("U.D(1) + Rate * U", "U.D(order: 1) + Rate * this.U")]
    [InlineData("Initial = 0.5", "Initial = 1.0 / 2")]
    [InlineData("Rest[1] == 2", "Rest[1] == 4 / 2.0")]
    [InlineData("Degree = 1", "Degree = 1, Of = new[] { nameof(U) }, Constant = true")]
    [InlineData("private Equation Law", "internal Equation Law")]
    [InlineData("        [Grid(StepSize = 0.1)]\n", "        [Grid(StepSize = 0.1)] // remark\n")]
    public void An_edit_that_says_the_same_prints_nothing_again(string old, string @new) =>
        AssertUnchanged(Decay.Replace(old, @new, System.StringComparison.Ordinal));

    [Theory]
    [InlineData("Initial = 0.5", "Initial = 0.25")]
    [InlineData("Rate * U == Drive", "Rate * U == 2 * Drive")]
    [InlineData("Order = 1", "Order = 2")]
    [InlineData("StepSize = 0.1", "StepSize = 0.2")]
    [InlineData("Prior(1, 0.25)", "Prior(1, 0.125)")]
    [InlineData("Degree = 1", "Degree = 2")]
    [InlineData("Sin(U)", "Cos(U)")]
    [InlineData("Noise = 0.75", "Noise = 0.5")]
    [InlineData("Sensor => Rate * U", "Sensor => 2 * Rate * U")]
    [InlineData("Rest[1] == 2", "Rest[1] == 3")]
    public void An_edit_of_the_model_prints_it_again(string old, string @new)
    {
        var run = new TrackedRun();
        var compilation = ModelCompilation.Compile(Decay);
        run.Next(compilation);

        var result = run.Next(Edit(compilation, Decay.Replace(old, @new, System.StringComparison.Ordinal)));

        Assert.Equal([IncrementalStepRunReason.Modified], TrackedRun.ModelReasons(result));
        Assert.Equal([IncrementalStepRunReason.Modified], TrackedRun.OutputReasons(result));
    }

    [Fact]
    public void A_new_file_prints_nothing_again()
    {
        var run = new TrackedRun();
        var compilation = ModelCompilation.Compile(Decay);
        run.Next(compilation);

        var result = run.Next(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("public class Other;", ModelCompilation.ParseOptions(), "Other.cs")));

        AssertReused(result);
    }

    [Fact]
    public void A_second_model_leaves_the_first_alone()
    {
        var run = new TrackedRun();
        var compilation = ModelCompilation.Compile(Decay);
        run.Next(compilation);

        var result = run.Next(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(
            Decay.Replace("class Decay", "class Growth", System.StringComparison.Ordinal), ModelCompilation.ParseOptions(), "Growth.cs")));

        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.New], TrackedRun.ModelReasons(result));
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.New], TrackedRun.OutputReasons(result));
    }

    [Fact]
    public void The_pipeline_holds_no_object_of_the_compiler()
    {
        var result = new TrackedRun().Next(ModelCompilation.Compile(Decay));

        foreach (var output in result.TrackedSteps[ModelGenerator.ModelStep].SelectMany(step => step.Outputs))
        {
            Assert.Empty(ObjectGraph.CompilerObjects(output.Value));
        }
    }

    [Fact]
    public void Errors_hold_no_object_of_the_compiler()
    {
        var result = new TrackedRun().Next(ModelCompilation.Compile(Mistaken));

        Assert.Equal(["SMNN007", "SMNN043"], result.Diagnostics.Select(diagnostic => diagnostic.Id).Order());
        Assert.All(result.Diagnostics, diagnostic => Assert.Null(diagnostic.Location.SourceTree));
        foreach (var output in result.TrackedSteps[ModelGenerator.DeclarationStep].SelectMany(step => step.Outputs))
        {
            Assert.Empty(ObjectGraph.CompilerObjects(output.Value));
        }
    }

    [Fact]
    public void An_error_that_moves_is_reported_where_it_is_and_prints_nothing_again()
    {
        var run = new TrackedRun();
        var compilation = ModelCompilation.Compile(Mistaken);
        var first = run.Next(compilation);

        var moved = run.Next(Edit(compilation, "\n\n" + Mistaken));

        Assert.Equal([IncrementalStepRunReason.Unchanged], TrackedRun.ModelReasons(moved));
        Assert.Equal(
            first.Diagnostics.Select(static diagnostic => diagnostic.Location.GetLineSpan().StartLinePosition.Line + 2),
            moved.Diagnostics.Select(static diagnostic => diagnostic.Location.GetLineSpan().StartLinePosition.Line));
        Assert.Same(first.GeneratedSources[0].SourceText, moved.GeneratedSources[0].SourceText);
    }

    [Fact]
    public void An_edit_elsewhere_finds_the_same_errors_again()
    {
        var run = new TrackedRun();
        var compilation = ModelCompilation.Compile(Mistaken);
        run.Next(compilation);

        var again = run.Next(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("public class Other;", ModelCompilation.ParseOptions(), "Other.cs")));

        Assert.Equal(2, again.Diagnostics.Length);
        AssertReused(again);
    }

    [Fact]
    public void A_second_attribute_on_another_part_is_read_once()
    {
        var result = new TrackedRun().Next(ModelCompilation.Compile(Decay, "[MechanisticModel] public partial class Decay;"));

        Assert.Single(result.GeneratedSources);
    }

    [Fact]
    public void Equal_declarations_have_equal_specifications_and_hashes()
    {
        var (left, right) = (ModelCompilation.Parse(Decay), ModelCompilation.Parse("\n" + Decay.Replace("0.5", "5e-1", System.StringComparison.Ordinal)));

        Assert.Equal(left, right);
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
    }

    [Fact]
    public void Hint_names_tell_nested_models_apart()
    {
        var result = new TrackedRun().Next(ModelCompilation.Compile($$"""
            namespace A
            {
                {{Decay}}
                public partial class Outer
                {
                    {{Decay}}
                }
            }
            """));

        Assert.Equal(["A.Decay.g.cs", "A.Outer.Decay.g.cs"], result.GeneratedSources.Select(source => source.HintName));
    }

    private static void AssertUnchanged(string edited)
    {
        var run = new TrackedRun();
        var compilation = ModelCompilation.Compile(Decay);
        var first = run.Next(compilation);

        var result = run.Next(Edit(compilation, edited));

        AssertReused(result);
        Assert.Equal(first.GeneratedSources[0].SourceText.ToString(), result.GeneratedSources[0].SourceText.ToString());
    }

    private static void AssertReused(GeneratorRunResult result)
    {
        Assert.All(TrackedRun.ModelReasons(result), reason => Assert.True(reason is IncrementalStepRunReason.Unchanged or IncrementalStepRunReason.Cached, reason.ToString()));
        Assert.All(TrackedRun.OutputReasons(result), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    private static CSharpCompilation Edit(CSharpCompilation compilation, string edited)
    {
        var tree = compilation.SyntaxTrees[1];
        return compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(edited, (CSharpParseOptions)tree.Options, tree.FilePath));
    }
}
