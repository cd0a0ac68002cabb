using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Xml.Linq;
using Xunit;

namespace ScalableMNN.Package.Tests;

public sealed class PackageTests(PackedPackage package) : IClassFixture<PackedPackage>
{
    [Fact]
    public void Holds_the_libraries_with_their_documentation_and_the_analyzers()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.File);
        string[] codeFixes = File.Exists(Repository.PathOf("src", "CodeFixes", "ScalableMNN.CodeFixes.csproj")) ? ["analyzers/dotnet/cs/ScalableMNN.CodeFixes.dll"] : [];
        string[] expected =
        [
            .. codeFixes,
            "analyzers/dotnet/cs/ScalableMNN.Generators.dll",
            "lib/net10.0/ScalableMNN.Dsl.dll",
            "lib/net10.0/ScalableMNN.Dsl.xml",
            "lib/net10.0/ScalableMNN.Runtime.dll",
            "lib/net10.0/ScalableMNN.Runtime.xml",
        ];
        Assert.Equal(expected, archive.Entries.Select(e => e.FullName).Where(IsContent).Order(StringComparer.Ordinal));

        static bool IsContent(string entry) => entry.StartsWith("lib/", StringComparison.Ordinal) || entry.StartsWith("analyzers/", StringComparison.Ordinal);
    }

    [Fact]
    public void Depends_on_just_what_the_runtime_references()
    {
        IEnumerable<string> referenced = XDocument.Load(Repository.PathOf("src", "Runtime", "ScalableMNN.Runtime.csproj"))
            .Descendants("PackageReference").Where(e => e.Attribute("PrivateAssets") is null).Select(e => e.Attribute("Include")!.Value);
        using ZipArchive archive = ZipFile.OpenRead(package.File);
        using Stream nuspec = archive.Entries.Single(e => e.Name == "ScalableMNN.Dsl.nuspec").Open();
        IEnumerable<string> depended = XDocument.Load(nuspec)
            .Descendants().Where(e => e.Name.LocalName == "dependency").Select(e => e.Attribute("id")!.Value);
        Assert.Equal(referenced.Order(StringComparer.Ordinal), depended.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Gives_a_new_project_the_markers_and_the_runtime()
    {
        string output = package.RunProgram("Markers", """
            using ScalableMNN.Dsl;
            Console.WriteLine(typeof(MechanisticModelAttribute).Assembly.GetName().Name);
            """);
        Assert.Equal("ScalableMNN.Dsl", output.Trim());
    }

    [QuickStartFact]
    public void Runs_the_quick_start_of_the_README_and_prints_what_the_README_says()
    {
        QuickStart quickStart = QuickStart.FromReadme();
        Assert.Equal(quickStart.Output.Trim(), package.RunProgram("QuickStart", quickStart.Program).ReplaceLineEndings("\n").Trim());
    }
}
