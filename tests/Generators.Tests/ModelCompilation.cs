using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ScalableMNN.Generators.Parsing;
using Xunit;

namespace ScalableMNN.Generators.Tests;

/// <summary>Compiles the source text of a model against the language, the runtime and the framework that the tests run on.</summary>
internal static class ModelCompilation
{
    public const string Usings =
        """
        global using System;
        global using ScalableMNN.Dsl;
        global using static ScalableMNN.Dsl.Symbols;
        """;

    public static ImmutableArray<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
            .Append(typeof(Dsl.State).Assembly.Location)
            .Append(Path.Combine(AppContext.BaseDirectory, "ScalableMNN.Runtime.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>What stands in for ILGPU: declarations of the API that generated code uses.</summary>
    public static MetadataReference Ilgpu { get; } = MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, "ILGPU.dll"));

    /// <summary>The declarations of TorchSharp that generated code is compiled against.</summary>
    public static MetadataReference TorchSharp { get; } = MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, "TorchSharp.dll"));

    public static CSharpParseOptions ParseOptions(LanguageVersion version = LanguageVersion.Latest) => new(version);

    public static CSharpCompilation Compile(params string[] sources) => Compile(LanguageVersion.Latest, sources);

    public static CSharpCompilation Compile(LanguageVersion version, params string[] sources) => CSharpCompilation.Create(
        "Models",
        sources.Prepend(Usings).Select((source, index) => CSharpSyntaxTree.ParseText(source, ParseOptions(version), index == 0 ? "Usings.cs" : $"Source{index}.cs")),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>Reads the one model of a source text, which has to be without errors.</summary>
    public static ModelSpec Parse(string source)
    {
        var parsed = ParseUnchecked(source);
        Assert.NotNull(parsed);
        Assert.False(parsed.HasErrors);
        return parsed.Spec;
    }

    public static ParsedModel? ParseUnchecked(string source)
    {
        var compilation = Compile(source);
        var model = Assert.Single(compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type).OfType<INamedTypeSymbol>(), type => type.Attribute("MechanisticModel") is not null);
        return ModelParser.Parse(model, compilation, Problems.Unheard(), default);
    }

    /// <summary>Runs the generator over a compilation whose models are sound: it must have nothing to report.</summary>
    /// <returns>The compilation with what the generator wrote.</returns>
    public static Compilation Generate(CSharpCompilation compilation)
    {
        Run(compilation, out var generated, out var errors);
        Assert.Empty(errors);
        return generated;
    }

    /// <summary>Runs the generator over a compilation and returns what it reports, too.</summary>
    public static (Compilation Generated, ImmutableArray<Diagnostic> Errors) GenerateWithErrors(CSharpCompilation compilation)
    {
        Run(compilation, out var generated, out var diagnostics);
        Assert.All(diagnostics, static diagnostic => Assert.StartsWith("SMNN", diagnostic.Id, StringComparison.Ordinal));
        return (generated, diagnostics);
    }

    /// <summary>Runs the generator over a compilation; it must have nothing to report.</summary>
    /// <returns>The driver, which knows what the generator wrote.</returns>
    public static GeneratorDriver Run(CSharpCompilation compilation)
    {
        var driver = Run(compilation, out _, out var errors);
        Assert.Empty(errors);
        return driver;
    }

    private static GeneratorDriver Run(CSharpCompilation compilation, out Compilation generated, out ImmutableArray<Diagnostic> diagnostics)
    {
        var options = (CSharpParseOptions)compilation.SyntaxTrees[0].Options;
        return CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out generated, out diagnostics);
    }
}
