using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ScalableMNN.Generators.Diagnostics;
using ScalableMNN.Generators.Sbml;
using Xunit;

namespace ScalableMNN.Generators.Tests.Diagnostics;

/// <summary>Every diagnostic has a page, a row in the table and a row in the release tracking, and nothing else has.</summary>
public partial class DocumentationTests
{
    private static readonly string Root = FindRoot();
    private static readonly string[] ReleaseStates = ["Shipped", "Unshipped"];

    public static TheoryData<string> Ids => [.. Descriptors.All.Select(descriptor => descriptor.Id)];

    [Fact]
    public void Every_diagnostic_is_listed_once() => Assert.Equal(
        typeof(Descriptors).GetFields().Select(field => field.GetValue(null)).OfType<DiagnosticDescriptor>().Select(descriptor => descriptor.Id).Order(StringComparer.Ordinal),
        Descriptors.All.Select(descriptor => descriptor.Id));

    [Fact]
    public void Every_diagnostic_has_a_page_and_every_page_a_diagnostic() => Assert.Equal(
        Descriptors.All.Select(descriptor => descriptor.Id + ".md").Append("README.md").Order(StringComparer.Ordinal),
        Directory.GetFiles(Path.Combine(Root, "docs", "diagnostics")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));

    [Fact]
    public void The_table_says_what_the_descriptors_say() => Assert.Equal(
        Descriptors.All.Select(descriptor => $"| [{descriptor.Id}]({descriptor.Id}.md) | {Severity(descriptor)} | {descriptor.Title} |"),
        File.ReadLines(Path.Combine(Root, "docs", "diagnostics", "README.md")).Where(line => line.StartsWith("| [SMNN", StringComparison.Ordinal)));

    [Fact]
    public void The_release_tracking_says_what_the_descriptors_say() => Assert.Equal(
        Descriptors.All.Select(descriptor => $"{descriptor.Id}|{descriptor.Category}|{descriptor.DefaultSeverity}|{descriptor.Title}"),
        ReleaseStates.SelectMany(state => File.ReadLines(Path.Combine(Root, "src", "Generators", $"AnalyzerReleases.{state}.md")))
            .Where(line => line.StartsWith("SMNN", StringComparison.Ordinal))
            .Select(line => string.Join('|', line.Split('|', StringSplitOptions.TrimEntries)))
            .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_example_has_the_problem_and_the_mended_one_has_none(string id)
    {
        var descriptor = Descriptors.All.Single(descriptor => descriptor.Id == id);
        var page = await File.ReadAllTextAsync(Path.Combine(Root, "docs", "diagnostics", id + ".md"));
        Assert.StartsWith($"# {id}: {descriptor.Title}\n\nSeverity: {Severity(descriptor)}\n\n", page, StringComparison.Ordinal);
        Assert.EndsWith($"/docs/diagnostics/{id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);

        if (id.StartsWith("SMNN07", StringComparison.Ordinal))
        {
            // A model in a file: the example is the file.
            var files = XmlBlock().Matches(page).Select(match => match.Groups[1].Value).ToList();
            Assert.Equal(2, files.Count);
            Assert.Contains(id, SbmlDeclaration.Of(files[0], "model.xml", null, "Models").Problems.Select(problem => problem.Id));
            Assert.Empty(SbmlDeclaration.Of(files[1], "model.xml", null, "Models").Problems);
            return;
        }

        var blocks = CodeBlock().Matches(page).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(2, blocks.Count);
        Assert.Contains(id, await IdsAsync(blocks[0]));
        Assert.Empty(await IdsAsync(blocks[1]));
    }

    private static async Task<string[]> IdsAsync(string source)
    {
        var version = LanguageVersionComment().Match(source) is { Success: true } comment && LanguageVersionFacts.TryParse(comment.Groups[1].Value, out var parsed)
            ? parsed
            : LanguageVersion.Latest;
        var compilation = ModelCompilation.Compile(version, source);
        compilation = source.Contains("<PackageReference Include=\"ILGPU\" />", StringComparison.Ordinal) ? compilation.AddReferences(ModelCompilation.Ilgpu) : compilation;
        compilation = source.Contains("<PackageReference Include=\"TorchSharp\" />", StringComparison.Ordinal) ? compilation.AddReferences(ModelCompilation.TorchSharp) : compilation;
        var (_, diagnostics) = await Expect.DiagnoseAsync(compilation);
        return [.. diagnostics.Select(diagnostic => diagnostic.Id)];
    }

    private static string Severity(DiagnosticDescriptor descriptor) => descriptor.DefaultSeverity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "information",
    };

    private static string FindRoot([CallerFilePath] string path = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(path)!);
        while (!File.Exists(Path.Combine(folder.FullName, "ScalableMNN.Dsl.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("```xml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex XmlBlock();

    [GeneratedRegex("<LangVersion>(.*?)</LangVersion>")]
    private static partial Regex LanguageVersionComment();
}
