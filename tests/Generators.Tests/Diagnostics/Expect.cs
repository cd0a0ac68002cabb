using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using ScalableMNN.Generators.Diagnostics;
using Xunit;

namespace ScalableMNN.Generators.Tests.Diagnostics;

/// <summary>Runs generator and analyzer over a marked source text and compares what they say with the marks.</summary>
internal static class Expect
{
    /// <summary>Expects exactly the marked diagnostics, and no error of the C# compiler.</summary>
    /// <returns>The messages in the order of the source.</returns>
    public static Task<IReadOnlyList<string>> MarksAsync(string marked, params string[] csharpErrors) =>
        MarksAsync(marked, LanguageVersion.Latest, csharpErrors);

    /// <inheritdoc cref="MarksAsync(string, string[])"/>
    public static Task<IReadOnlyList<string>> MarksAsync(string marked, LanguageVersion version, params string[] csharpErrors) =>
        MarksAsync(marked, source => ModelCompilation.Compile(version, source), csharpErrors);

    /// <summary>Expects the marked diagnostics in a project that references TorchSharp.</summary>
    /// <returns>The messages in the order of the source.</returns>
    public static Task<IReadOnlyList<string>> MarksWithTorchSharpAsync(string marked, params string[] csharpErrors) =>
        MarksAsync(marked, static source => ModelCompilation.Compile(source).AddReferences(ModelCompilation.TorchSharp), csharpErrors);

    private static async Task<IReadOnlyList<string>> MarksAsync(string marked, Func<string, CSharpCompilation> compile, string[] csharpErrors)
    {
        var source = MarkedSource.Parse(marked);
        var (compilation, diagnosed) = await DiagnoseAsync(compile(source.Text));
        var diagnostics = diagnosed
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)
            .ToList();

        Assert.Equal(
            source.Marks.OrderBy(mark => mark.Span.Start).ThenBy(mark => mark.Id, StringComparer.Ordinal).Select(mark => $"{mark.Id} {mark.Span}"),
            diagnostics.Select(diagnostic => $"{diagnostic.Id} {diagnostic.Location.SourceSpan}"));
        var hasErrors = diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Equal(csharpErrors.Order(), CSharpErrors(compilation, hasErrors).Distinct().Order());
        return [.. diagnostics.Select(diagnostic => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture))];
    }

    /// <summary>What the generator and then, on what it wrote, the analyzer say; the analyzer's only errors are of networks that were generated, which nobody else sees.</summary>
    public static async Task<(Compilation Generated, IReadOnlyList<Diagnostic> Diagnostics)> DiagnoseAsync(CSharpCompilation compilation)
    {
        var (generated, errors) = ModelCompilation.GenerateWithErrors(compilation);
        var advice = await generated.WithAnalyzers([new ModelAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        Assert.All(errors, static error => Assert.Equal(DiagnosticSeverity.Error, error.Severity));
        Assert.All(advice, static diagnostic => Assert.True(diagnostic.Severity < DiagnosticSeverity.Error || diagnostic.Id == Descriptors.ModuleNotMade.Id, diagnostic.ToString()));
        Assert.DoesNotContain(advice, diagnostic => diagnostic.Id == "AD0001");
        return (generated, [.. errors, .. advice]);
    }

    /// <summary>Errors in what the user wrote; whether the generated solver of a sound model compiles is tested where it is written.</summary>
    private static IEnumerable<string> CSharpErrors(Compilation compilation, bool unsolved) => compilation.GetDiagnostics()
        .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
        .Where(diagnostic => unsolved || (diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) != true && diagnostic.Id != "CS9248"))
        .Select(diagnostic => diagnostic.Id);
}
