using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using ScalableMNN.CodeFixes;
using ScalableMNN.Generators.Tests.Diagnostics;
using Xunit;

namespace ScalableMNN.Generators.Tests.CodeFixes;

public class CodeFixTests
{
    [Theory]
    [InlineData("public class Decay", "public partial class Decay")]
    [InlineData("/// <summary>Decay.</summary>\n[MechanisticModel]\ninternal sealed class Decay", "/// <summary>Decay.</summary>\n[MechanisticModel]\ninternal sealed partial class Decay")]
    [InlineData("class Decay", "partial class Decay")]
    public Task Makes_the_model_partial(string declaration, string mended) => AssertFixAsync(
        new MakePartial(),
        "SMNN001",
        Model(declaration, "[State(Order = 1), InitialValue]", "U.D(1)"),
        Model(mended, "[State(Order = 1), InitialValue]", "U.D(1)"));

    [Fact]
    public Task Makes_the_type_around_partial() => AssertFixAsync(
        new MakePartial(),
        "SMNN002",
        "public struct Outer\n{\n" + Model("public partial class Decay", "[State(Order = 1), InitialValue]", "U.D(1)") + "}\n",
        "public partial struct Outer\n{\n" + Model("public partial class Decay", "[State(Order = 1), InitialValue]", "U.D(1)") + "}\n");

    [Theory]
    [InlineData("SMNN008", "[State, InitialValue]", "[State(Order = 1), InitialValue]", "U.D(1)")]
    [InlineData("SMNN008", "[State()]", "[State(Order = 3)]", "U.D(3) + U.D(2)")]
    [InlineData("SMNN008", "[State(Order = -1)]", "[State(Order = 1)]", "2 * U")]
    [InlineData("SMNN007", "[State(Order = 1)]", "[State(Order = 2)]", "U.D(2)")]
    public Task Sets_the_order(string id, string attribute, string mended, string left) => AssertFixAsync(
        new SetOrder(),
        id,
        Model("public partial class Decay", attribute, left),
        Model("public partial class Decay", mended, left));

    [Fact]
    public void Fixes_can_be_applied_to_all() => Assert.All(
        new CodeFixProvider[] { new MakePartial(), new SetOrder(), new MendExpression() },
        provider => Assert.NotNull(provider.GetFixAllProvider()));

    [Theory]
    [InlineData("SMNN043", "U.D(1) + U == 2 * U^3", "U.D(1) + U == 2 * Pow(U, 3)")]
    [InlineData("SMNN043", "-U^2 == U.D(1)", "-Pow(U, 2) == U.D(1)")]
    [InlineData("SMNN043", "U.D(1) == (1 + U)^-0.5 * U", "U.D(1) == Pow(1 + U, -0.5) * U")]
    [InlineData("SMNN043", "U.D(1) == 3 * U**2", "U.D(1) == 3 * Pow(U, 2)")]
    [InlineData("SMNN044", "U.D(1) == Math.Sin(U) + U", "U.D(1) == Sin(U) + U")]
    [InlineData("SMNN044", "U.D(1) == 3 * MathF.Pow(U, 2)", "U.D(1) == 3 * Pow(U, 2)")]
    [InlineData("SMNN045", "U.D(1) = -U", "U.D(1) == -U")]
    [InlineData("SMNN048", "U.D(1) == exp(-T)", "U.D(1) == Exp(-T)")]
    [InlineData("SMNN048", "U.D(1) == Exp(-t)", "U.D(1) == Exp(-T)")]
    public Task Writes_what_was_meant(string id, string equation, string mended) => AssertFixAsync(
        new MendExpression(), id, Law("", equation), Law("", mended));

    [Theory]
    [InlineData("SMNN043", "U.D(1) == U^2", "U.D(1) == Pow(U, 2)")]
    [InlineData("SMNN044", "U.D(1) == Math.Exp(U)", "U.D(1) == Exp(U)")]
    [InlineData("SMNN048", "U.D(1) == Sin(U)", "U.D(1) == Sin(U)")]
    public Task Brings_the_functions_into_scope(string id, string equation, string mended) => AssertFixAsync(
        new MendExpression(),
        id,
        Law("using System;\nusing ScalableMNN.Dsl;\n\n", equation),
        Law("using System;\nusing ScalableMNN.Dsl;\nusing static ScalableMNN.Dsl.Symbols;\n\n", mended),
        usings: "");

    private static string Law(string usings, string equation) =>
        usings +
        $$"""
        [MechanisticModel]
        public partial class Decay
        {
            [State(Order = 1)] public partial State U { get; }

            [Equation] private Equation Law => {{equation}};
        }

        """;

    private static string Model(string declaration, string attribute, string left) =>
        (declaration.Contains("[MechanisticModel]", StringComparison.Ordinal) ? "" : "[MechanisticModel]\n") +
        $$"""
        {{declaration}}
        {
            {{attribute}} public partial State U { get; }

            [Equation] private Equation Law => {{left}} + U == 0;
        }

        """;

    private static async Task AssertFixAsync(CodeFixProvider provider, string id, string source, string mended, string usings = ModelCompilation.Usings)
    {
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "Models",
            "Models",
            LanguageNames.CSharp,
            parseOptions: ModelCompilation.ParseOptions(),
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary),
            metadataReferences: ModelCompilation.References));
        project = project.AddDocument("Usings.cs", usings).Project;
        var document = project.AddDocument("Model.cs", SourceText.From(source));

        var compilation = await document.Project.GetCompilationAsync();
        var (_, diagnostics) = await Expect.DiagnoseAsync((CSharpCompilation)compilation!);
        var diagnostic = Assert.Single(diagnostics, diagnostic => diagnostic.Id == id);
        Assert.Contains(id, provider.FixableDiagnosticIds);
        CodeAction? action = null;
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (registered, _) => action = registered, default));
        Assert.NotNull(action);
        Assert.NotNull(action.EquivalenceKey);

        var operation = Assert.Single((await action.GetOperationsAsync(default)).OfType<ApplyChangesOperation>());
        var result = await operation.ChangedSolution.GetDocument(document.Id)!.GetTextAsync();
        Assert.Equal(mended, result.ToString());
    }
}
