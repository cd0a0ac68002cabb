using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ScalableMNN.Generators;
using ScalableMNN.Generators.Diagnostics;

namespace ScalableMNN.Docs.Tests;

/// <summary>Source texts compiled with the generator and the analyzer, as a user's project compiles them.</summary>
internal sealed class Snippet
{
    // What the pages say that their snippets assume: the implicit usings of a console project, and the language.
    private const string Usings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using ScalableMNN.Dsl;
        global using static ScalableMNN.Dsl.Symbols;
        """;

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll")
            .Append(typeof(Dsl.State).Assembly.Location)
            .Append(typeof(Runtime.Solving.Solver).Assembly.Location)
            .Append(typeof(Dsl.Plots.Figure).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly Compilation _compilation;
    private readonly ImmutableArray<Diagnostic> _errors;

    /// <summary>Compiles.</summary>
    /// <param name="sources">The source texts.</param>
    public Snippet(params string[] sources)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        SyntaxTree[] trees = [.. sources.Prepend(Usings).Select((source, index) => CSharpSyntaxTree.ParseText(source, options, $"Source{index}.cs"))];
        var isProgram = trees.Any(tree => ((CompilationUnitSyntax)tree.GetRoot()).Members.OfType<GlobalStatementSyntax>().Any());
        var compilation = CSharpCompilation.Create(
            "Snippet",
            trees,
            References,
            new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out _compilation, out _errors);
        Generated = string.Concat(_compilation.SyntaxTrees.Skip(trees.Length).Select(tree => tree.ToString()));
    }

    /// <summary>What the generator wrote.</summary>
    public string Generated { get; }

    /// <summary>The errors and warnings of the C# compiler, and what generator and analyzer say of models.</summary>
    public async Task<IReadOnlyList<string>> Complaints()
    {
        var ofModels = await _compilation.WithAnalyzers([new ModelAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        return [.. _compilation.GetDiagnostics().Concat(_errors).Concat(ofModels).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString())];
    }
}
