using System;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ScalableMNN.Generators.Emission;
using ScalableMNN.Generators.Emission.Torch;
using Xunit;

namespace ScalableMNN.Generators.Tests;

/// <summary>The source that models share for an engine is there once in each assembly, and assemblies that see the internals of each other do not get into each other's way.</summary>
public sealed class SharedSourceTests
{
    private const string Shown = """[assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Second")]""";

    public static TheoryData<string> Engines => ["Ilgpu", "TorchSharp"];

    public static TheoryData<string> Files => [.. IlgpuGlue.Files.Select(static file => file.Hint), .. TorchSources.All().Select(static file => file.Name)];

    [Theory]
    [MemberData(nameof(Engines))]
    public void An_assembly_that_sees_the_internals_of_another_with_models_gets_no_warning(string engine)
    {
        var first = Generate(engine, "First", [], Model("Growth"), Shown);
        Assert.Equal(string.Empty, Problems(first));

        // As a file, which is what a build sees, and as another project of the same editor.
        foreach (var reference in new MetadataReference[] { Image(first), first.ToMetadataReference() })
        {
            var second = Generate(engine, "Second", [reference], Model("Decay"), "internal static class Seen { public static string Name => First.Known.Name; }");
            Assert.Equal(string.Empty, Problems(second));
            using var image = new MemoryStream();
            Assert.True(second.Emit(image).Success);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_type_of_it_is_hidden_from_other_assemblies(string name)
    {
        var text = IlgpuGlue.Files.Concat(TorchSources.All()).Single(file => file.Item1 == name).Item2;
        var types = CSharpSyntaxTree.ParseText(text).GetCompilationUnitRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Where(static type => type.Parent is BaseNamespaceDeclarationSyntax).ToList();

        Assert.NotEmpty(types);
        Assert.All(types, static type => Assert.Contains(type.AttributeLists.SelectMany(static list => list.Attributes), static attribute => attribute.Name.ToString() == "global::Microsoft.CodeAnalysis.Embedded"));
    }

    [Fact]
    public void Another_generator_may_declare_the_attribute_as_well()
    {
        // What the compiler's own AddEmbeddedAttributeDefinition adds.
        const string Declared = "namespace Microsoft.CodeAnalysis { internal sealed partial class EmbeddedAttribute : global::System.Attribute { } }";

        Assert.Equal(string.Empty, Problems(Generate("Ilgpu", "First", [], Model("Growth"), Declared)));
    }

    private static string Model(string name) =>
        $$"""
        /// <summary>A model.</summary>
        [MechanisticModel]
        [Grid(StepSize = 0.5)]
        public partial class {{name}}
        {
            [State(Order = 1), InitialValue] public partial State U { get; }
            [Coefficient(Source.Learned, Initial = 0.25)] public partial Coefficient Rate { get; }
            [Equation] private Equation Law => U.D(1) + Rate * U == 0;
        }
        """;

    private static Compilation Generate(string engine, string assembly, MetadataReference[] references, params string[] sources) =>
        ModelCompilation.Generate(ModelCompilation.Compile([.. sources, $"namespace {assembly} {{ internal static class Known {{ public static string Name => nameof({assembly}); }} }}"])
            .WithAssemblyName(assembly)
            .AddReferences([engine == "Ilgpu" ? ModelCompilation.Ilgpu : ModelCompilation.TorchSharp, .. references]));

    private static PortableExecutableReference Image(Compilation compilation)
    {
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    private static string Problems(Compilation compilation) => string.Join('\n', compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Take(10));
}
