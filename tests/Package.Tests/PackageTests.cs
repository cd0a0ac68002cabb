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

    [QuickStartFact]
    public void Runs_the_quick_start_in_a_folder_of_the_clone_and_changes_no_file_of_it()
    {
        QuickStart quickStart = QuickStart.FromReadme();
        Dictionary<string, string> before = SettingsOfTheClone();
        Assert.Equal(quickStart.Output.Trim(), package.RunQuickStartInClone(quickStart.Program).ReplaceLineEndings("\n").Trim());
        Assert.Equal(before, SettingsOfTheClone());
    }

    [Fact]
    public void Explains_declarations_that_the_compiler_stops_at()
    {
        IReadOnlyList<string> errors = package.ErrorsOf("Declarations", """
            using ScalableMNN.Dsl;
            [MechanisticModel] public class NotPartial { [State(Order = 1), InitialValue] public partial State X { get; } [Equation] private Equation E => X.D(1) == -X; }
            [MechanisticModel] public partial class Generic<TUnit> { [State(Order = 1), InitialValue] public partial State X { get; } [Equation] private Equation E => X.D(1) == -X; }
            [MechanisticModel] public partial record Record { [State(Order = 1), InitialValue] public partial State X { get; } [Equation] private Equation E => X.D(1) == -X; }
            public class Outer { [MechanisticModel] public partial class Nested { [State(Order = 1), InitialValue] public partial State X { get; } [Equation] private Equation E => X.D(1) == -X; } }
            [MechanisticModel] public partial class Base { [State(Order = 1), InitialValue] public partial State X { get; } [Equation] private Equation E => X.D(1) == -X; }
            [MechanisticModel] public partial class Derived : Base { [State(Order = 1), InitialValue] public partial State Y { get; } [Equation] private Equation F => Y.D(1) == -Y; }
            public partial class Forgotten { [State(Order = 1)] public partial State X { get; } }
            [MechanisticModel] public partial class Shapes { [State(Order = 1)] public partial State X { get; set; } public partial State Z { get; } [Coefficient(Source.Input)] public partial Coefficient K => 2; [Equation] private Equation E => X.D(1) == -X; }
            [MechanisticModel] public partial class Used { [State(Order = 1), InitialValue] public partial State X { get; } [Equation] private Equation E => X.D(2) == -X; public static int Of(Used.Inputs inputs) => 0; }
            [MechanisticModel] public partial class Slip { [State(Order = 1), InitialValue] public partial State X { get; } [Equation] private Equation E => X.D(1) == -X^2; }
            """);

        // The line of the file, and what is said there; each once.
        string[] expected =
        [
            "2 SMNN001", "3 SMNN003", "4 SMNN003", "5 SMNN002", "7 SMNN003", "8 SMNN033", "9 SMNN027", "9 SMNN028", "9 SMNN049", "10 SMNN007", "11 SMNN043",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), errors.Where(static error => error.Contains("SMNN", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Contains("2 CS0751", errors);
        Assert.Contains("10 CS0426", errors);
    }

    [Fact]
    public void Says_that_the_language_is_too_old() => Assert.Contains(
        "2 SMNN026",
        package.ErrorsOf(
            "OldLanguage",
            """
            using ScalableMNN.Dsl;
            [MechanisticModel] public partial class Old { [State(Order = 1), InitialValue] public partial State X { get; } [Equation] private Equation E => X.D(1) == -X; }
            """,
            "<LangVersion>12</LangVersion>"));

    /// <summary>The files in the folders above a project of the clone, any of which a command could take for that project's.</summary>
    private static Dictionary<string, string> SettingsOfTheClone() =>
        Directory.GetFiles(Repository.Root).ToDictionary(static path => Path.GetFileName(path), static path => Convert.ToHexString(File.ReadAllBytes(path)));
}
