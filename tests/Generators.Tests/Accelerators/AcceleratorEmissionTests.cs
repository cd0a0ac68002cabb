using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ScalableMNN.Dsl;
using ScalableMNN.Generators.Emission;
using ScalableMNN.Generators.Tests.Incrementality;
using ScalableMNN.Generators.Tests.Kernels;
using ScalableMNN.Generators.Tests.Snapshots;
using Xunit;

namespace ScalableMNN.Generators.Tests.Accelerators;

/// <summary>What is emitted for accelerators, and when.</summary>
public sealed class AcceleratorEmissionTests
{
    private const string Decay =
        """
        /// <summary>A substance that decays.</summary>
        [MechanisticModel]
        [Smoothness(Scheme.Taylor)]
        [Grid(StepSize = 0.5)]
        public partial class Decay
        {
            [State(Order = 1), InitialValue] public partial State Amount { get; }
            [Coefficient(Source.Learned, Initial = 0.25)] public partial Coefficient Rate { get; }
            [Equation] private Equation Balance => Amount.D(1) + Rate * Amount == 0;
        }
        """;

    private const string Pendulum =
        """
        namespace Mechanics
        {
            /// <summary>Holds a model.</summary>
            public partial class Outer
            {
                /// <summary>A pendulum.</summary>
                [MechanisticModel]
                [Grid(Source = Source.Input)]
                [Smoothness(Scheme.Hermite, Prolongation = 1)]
                internal partial class Pendulum
                {
                    [State(Order = 2), InitialValue(Orders = 2), Observed] public partial State Angle { get; }
                    [Coefficient(Source.Input, Per = Per.Trajectory)] public partial Coefficient Gravity { get; }
                    [Equation] private Equation Newton => Angle.D(2) == -Gravity * Sin(Angle);
                }
            }
        }
        """;

    private const string Springs =
        """
        /// <summary>Three masses between springs.</summary>
        [MechanisticModel]
        [Smoothness(Scheme.Taylor)]
        [Grid(Source = Source.Input)]
        public partial class Springs
        {
            [State(Order = 2), InitialValue(Orders = 2)] public partial State X { get; }
            [State(Order = 2), InitialValue(Orders = 2)] public partial State Y { get; }
            [State(Order = 1), InitialValue] public partial State Z { get; }
            [Coefficient(Source.Learned, Initial = 2)] public partial Coefficient Stiffness { get; }
            [Equation] private Equation First => X.D(2) + Stiffness * (X - Y) == 0;
            [Equation] private Equation Second => Y.D(2) + Stiffness * (Y - X - Z) == 0;
            [Equation] private Equation Third => Z.D(1) + Z == 0;
        }
        """;

    private const string Single =
        """
        /// <summary>Relaxation.</summary>
        [MechanisticModel]
        [Grid(StepSize = 0.1)]
        [Smoothness(Scheme.Hermite, Prolongation = 1)]
        [Solver(Precision = Precision.Single)]
        public partial class Relaxation
        {
            [State(Order = 1), InitialValue] public partial State U { get; }
            [Equation] private Equation Law => U.D(1) == 0.5 * (Sinh(T) - U);
        }
        """;

    [Fact]
    public void Without_a_reference_to_ILGPU_nothing_is_emitted() =>
        Assert.DoesNotContain(ModelCompilation.Generate(ModelCompilation.Compile(Decay)).SyntaxTrees, static tree => tree.FilePath.Contains("Ilgpu", StringComparison.Ordinal));

    [Fact]
    public void With_it_each_model_has_a_file_and_all_share_the_rest()
    {
        var files = Accelerated(Decay, Pendulum, Single).SyntaxTrees.Select(static tree => Path.GetFileName(tree.FilePath)).Where(static name => name.Contains("Ilgpu", StringComparison.Ordinal)).ToList();

        Assert.Equal(
            IlgpuGlue.Files.Select(static file => file.Hint).Concat(["Decay.Ilgpu.g.cs", "Mechanics.Outer.Pendulum.Ilgpu.g.cs", "Relaxation.Ilgpu.g.cs"]).Order(StringComparer.Ordinal),
            files.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Without_a_model_there_is_no_shared_source() => Assert.Equal(2, Accelerated("public class Other;").SyntaxTrees.Count());

    [Theory]
    [InlineData(Decay, "[", 1)]
    [InlineData(Decay, "[Smoothness(Scheme.Hermite, Prolongation = 4), ", 1)]
    [InlineData(Decay, "[Smoothness(Scheme.Hermite, Prolongation = 5), Solver(Elimination = Elimination.QR), ", 32)]
    [InlineData(Decay, "[Smoothness(Scheme.Hermite, Prolongation = 8), Solver(Precision = Precision.Single), ", 32)]
    [InlineData(Springs, "[", 32)]
    [InlineData(Springs, "[Smoothness(Scheme.Hermite, Prolongation = 8), Solver(Elimination = Elimination.QR), ", 64)]
    public void Large_blocks_are_for_groups_of_threads(string model, string attributes, int threads)
    {
        var unnamed = attributes == "[" ? model : model.Replace("[Smoothness(Scheme.Taylor)]", string.Empty, StringComparison.Ordinal);
        var text = IlgpuModelPrinter.Print(ModelCompilation.Parse(unnamed.Replace("[Grid(", attributes + "Grid(", StringComparison.Ordinal)));

        Assert.Contains($"public static int Threads => {threads};", text, StringComparison.Ordinal);
        Assert.Equal(threads > 1, text.Contains("Group.Barrier();", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Kind", "Snapshot")]
    public Task Springs_for_groups_of_threads() => Snapshot.Matches(ModelCompilation.Run(Compile(Springs)), "Springs.Ilgpu.g.cs");

    [Fact]
    public void What_is_emitted_compiles_without_a_warning()
    {
        var compilation = Accelerated(Decay, Pendulum, Single);

        Assert.Empty(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true));
    }

    [Fact]
    [Trait("Kind", "Snapshot")]
    public Task First_order_decay_on_an_accelerator() => Snapshot.Matches(ModelCompilation.Run(Compile(Decay)), "Decay.Ilgpu.g.cs");

    [Fact]
    public void An_edit_beside_the_model_prints_nothing_again()
    {
        var run = new TrackedRun();
        var compilation = ModelCompilation.Compile(Decay).AddReferences(ModelCompilation.Ilgpu);
        run.Next(compilation);

        var result = run.Next(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("public class Other;", ModelCompilation.ParseOptions(), "Other.cs")));

        Assert.Equal(4, TrackedRun.OutputReasons(result).Count);
        Assert.All(TrackedRun.OutputReasons(result), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void Another_model_leaves_the_first_and_what_they_share_alone()
    {
        var run = new TrackedRun();
        var compilation = ModelCompilation.Compile(Decay).AddReferences(ModelCompilation.Ilgpu);
        run.Next(compilation);

        var result = run.Next(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(Single, ModelCompilation.ParseOptions(), "Single.cs")));

        Assert.Equal(
            [IncrementalStepRunReason.New, IncrementalStepRunReason.New, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached],
            TrackedRun.OutputReasons(result).Order());
    }

    [Theory]
    [InlineData("chain", 12, 48, Elimination.Cholesky)]
    [InlineData("dense", 10, 24, Elimination.Cholesky)]
    [InlineData("chain", 8, 32, Elimination.QR)]
    public void Kernels_grow_no_faster_than_the_terms(string family, int small, int large, Elimination elimination)
    {
        var (first, second) = (Measure(small), Measure(large));

        var perTerm = (second.Characters - first.Characters) / (double)(second.Terms - first.Terms);
        Assert.True(perTerm < 1.5 * first.Characters / first.Terms, $"{first}, then {second}");

        (int Terms, int Characters) Measure(int states)
        {
            var design = SizeTests.Design(family, states) with { Elimination = elimination };
            return (design.Equations.Sum(static equation => equation.Terms.Count), IlgpuModelPrinter.Print(ModelCompilation.Parse(design.Text())).Length);
        }
    }

    [Theory]
    [InlineData(Elimination.Cholesky)]
    [InlineData(Elimination.QR)]
    public void Sweeps_are_equally_long_for_any_block(Elimination elimination)
    {
        Assert.InRange(Sweeps(32), 0.9 * Sweeps(8), 1.1 * Sweeps(8));

        double Sweeps(int states)
        {
            var text = IlgpuModelPrinter.Print(ModelCompilation.Parse((SizeTests.Design("chain", states) with { Elimination = elimination }).Text()));
            return text.IndexOf("public static double Residual(", StringComparison.Ordinal) - text.IndexOf("public static void Reduce(", StringComparison.Ordinal);
        }
    }

    private static Compilation Accelerated(params string[] sources) => ModelCompilation.Generate(Compile(sources));

    private static CSharpCompilation Compile(params string[] sources) => ModelCompilation.Compile(sources).AddReferences(ModelCompilation.Ilgpu);
}
