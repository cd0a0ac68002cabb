using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ScalableMNN.Generators.Tests.Incrementality;
using ScalableMNN.Generators.Tests.Snapshots;
using Xunit;

namespace ScalableMNN.Generators.Tests.Torch;

/// <summary>What the generator writes for projects that reference TorchSharp: here against declarations of it, so that it compiles without the package.</summary>
public sealed class ModuleTests
{
    private const string Oscillator =
        """
        namespace Mechanics;

        /// <summary>m x'' + c x' + k x = F(t)</summary>
        [MechanisticModel]
        [Grid(StepSize = 0.1)]
        public partial class Oscillator
        {
            [State(Order = 2), InitialValue(Orders = 2)]
            public partial State X { get; }

            [Coefficient(Source.Learned, Initial = 0.5, Lower = 0)]
            public partial Coefficient Damping { get; }

            [Coefficient(Source.Network, Per = Per.Trajectory)]
            public partial Coefficient Stiffness { get; }

            [Coefficient(Source.Input, Per = Per.Step)]
            public partial Coefficient Force { get; }

            [Equation]
            private Equation Newton => X.D(2) + Damping * X.D(1) + Stiffness * X == Force;
        }
        """;

    private const string Declared =
        """
        using TorchSharp;
        using Tensor = TorchSharp.torch.Tensor;

        namespace Mechanics;

        [MechanisticModel]
        [Grid(Source = Source.Network, Per = Per.Trajectory, Module = typeof(Steps))]
        public partial class Spring
        {
            [State(Order = 2), InitialValue(Orders = 2)]
            public partial State X { get; }

            [Coefficient(Source.Network, Per = Per.Trajectory, Module = typeof(Encoders.Stiffness<int>))]
            public partial Coefficient Stiffness { get; }

            [Coefficient(Source.Network, Per = Per.Step)]
            public partial Coefficient Force { get; }

            [Equation]
            private Equation Newton => X.D(2) + Stiffness * X == Force;
        }

        internal static class Encoders
        {
            internal sealed class Stiffness<TKind>(int width = 8) : torch.nn.Module<Tensor, Tensor>("Stiffness")
            {
                public int Width => width;

                public override Tensor forward(Tensor input) => input.exp();
            }
        }

        internal sealed class Steps() : torch.nn.Module<Tensor, Tensor>("Steps")
        {
            public override Tensor forward(Tensor input) => input.sigmoid();
        }
        """;

    public static TheoryData<string> Models { get; } =
    [
        Oscillator,
        Declared,
        """
        [MechanisticModel]
        [Grid(Points = 5, Source = Source.Learned, StepSize = 0.1, Lower = 0.01, Upper = 1)]
        internal partial class NoInputs
        {
            [State(Order = 1)] public partial State U { get; }
            [Coefficient(Source.Learned)] public partial Coefficient Rate { get; }
            [Equation] private Equation Law => U.D(1) + Rate * U == 1;
        }
        """,
        """
        public static partial class Outer
        {
            [MechanisticModel]
            [Grid(Source = Source.Network, Per = Per.Step)]
            private partial class ManyInputs
            {
                [State(Order = 2), InitialValue(Points = 2), Observed(Noise = 1), Observed(Order = 1)] public partial State U { get; }
                [State(Order = 1), InitialValue] public partial State V { get; }
                [Coefficient(Source.Network, Per = Per.Step, Derivatives = 1)] public partial Coefficient A { get; }
                [Coefficient(Source.Network, Per = Per.Step)] public partial Coefficient a { get; }
                [Coefficient(Source.Network, Per = Per.Trajectory)] public partial Coefficient Turn { get; }
                [Coefficient(Source.Input)] public partial Coefficient @class { get; }
                [Coefficient(Source.Input)] public partial Coefficient train { get; }
                [Equation] private Equation OfU => U.D(2) + A * U.D(1) + a * U + @class * V == train;
                [Equation] private Equation OfV => V.D(1) == Turn * U;
            }
        }
        """,
        """
        [MechanisticModel]
        [Grid(StepSize = 0.1)]
        public partial class Names
        {
            [State(Order = 1), InitialValue] public partial State forward { get; }
            [State(Order = 1), InitialValue] public partial State @event { get; }
            [Coefficient(Source.Learned, Upper = 3, Per = Per.Step)] public partial Coefficient parameters { get; }
            [Coefficient(Source.Learned, Per = Per.Trajectory, Lower = 0, Upper = 2)] public partial Coefficient Work { get; }
            [Equation] private Equation One => forward.D(1) == -parameters * forward;
            [Equation] private Equation Two => @event.D(1) == Work * forward;
        }
        """,
    ];

    [Theory]
    [MemberData(nameof(Models))]
    public void Modules_compile_without_a_warning(string source)
    {
        var generated = ModelCompilation.Generate(Compile(source));
        using var image = new MemoryStream();
        var result = generated.WithOptions(generated.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default)).Emit(image);

        Assert.Equal(string.Empty, string.Join('\n', result.Diagnostics.Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Take(10)));
        Assert.Single(generated.SyntaxTrees, static tree => tree.FilePath.EndsWith(".TorchSharp.g.cs", StringComparison.Ordinal));
    }

    [Fact]
    public void A_project_without_TorchSharp_gets_nothing_of_it()
    {
        var generated = ModelCompilation.Generate(ModelCompilation.Compile(Oscillator));

        Assert.DoesNotContain(generated.SyntaxTrees, static tree => tree.ToString().Contains("TorchSharp", StringComparison.Ordinal));
    }

    [Fact]
    public void What_modules_share_is_there_once_and_for_projects_without_models_too()
    {
        var two = ModelCompilation.Generate(Compile(Oscillator, Oscillator.Replace("Oscillator", "Other", StringComparison.Ordinal).Replace("namespace Mechanics;", string.Empty, StringComparison.Ordinal)));
        var none = ModelCompilation.Generate(Compile("public class Nothing;"));

        foreach (var compilation in new[] { two, none })
        {
            Assert.Single(compilation.GetSymbolsWithName("OdeForwardTorch", SymbolFilter.Type));
            Assert.DoesNotContain(compilation.GetDiagnostics(), static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        }

        Assert.Equal(2, two.GetSymbolsWithName(static name => name.EndsWith("Module", StringComparison.Ordinal), SymbolFilter.Type).Count());
    }

    [Fact]
    public void A_model_with_errors_has_no_module() => Assert.DoesNotContain(
        ModelCompilation.Generate(Compile(Oscillator.Replace("Force;", "Missing;", StringComparison.Ordinal))).SyntaxTrees,
        static tree => tree.FilePath.EndsWith(".TorchSharp.g.cs", StringComparison.Ordinal));

    [Fact]
    public void An_edit_beside_the_model_prints_nothing_again()
    {
        var run = new TrackedRun();
        var compilation = Compile(Oscillator);
        run.Next(compilation);

        var result = run.Next(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("public class Other;", ModelCompilation.ParseOptions(), "Other.cs")));

        Assert.All(TrackedRun.OutputReasons(result), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    [Trait("Kind", "Snapshot")]
    public Task The_module_of_an_oscillator() => Snapshot.Matches(ModelCompilation.Run(Compile(Oscillator)), ".TorchSharp.g.cs");

    [Fact]
    [Trait("Kind", "Snapshot")]
    public Task The_module_of_a_spring_that_makes_its_networks() => Snapshot.Matches(ModelCompilation.Run(Compile(Declared)), ".TorchSharp.g.cs");

    private static CSharpCompilation Compile(params string[] sources) => ModelCompilation.Compile(sources).AddReferences(ModelCompilation.TorchSharp);
}
