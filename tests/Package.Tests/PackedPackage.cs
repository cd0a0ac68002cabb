using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace ScalableMNN.Package.Tests;

/// <summary>The package, packed once for all tests from what is built already, in a feed of its own outside the repository.</summary>
public sealed partial class PackedPackage : IDisposable
{
    /// <summary>A version that is never published, so that no package of another origin can be taken for this one.</summary>
    public const string Version = "0.0.0-packed";

    private readonly DirectoryInfo place = Directory.CreateTempSubdirectory("scalablemnn-");

    public PackedPackage()
    {
        Directory.CreateDirectory(Feed);
        string[] output = Repository.ArtifactsPath.Length == 0 ? [] : ["--artifacts-path", Repository.ArtifactsPath];
        foreach (string project in new[] { Repository.PathOf("eng", "package", "ScalableMNN.Package.csproj"), Repository.PathOf("eng", "package-plots", "ScalableMNN.Plots.Package.csproj") })
        {
            new Dotnet(Repository.Root, SharedPackages).Run(["pack", project, "-c", Repository.Configuration, "--no-build", "-o", Feed, "-p:Version=" + Version, .. output]);
        }
    }

    public string Feed => Path.Combine(place.FullName, "feed");

    public string File => Path.Combine(Feed, $"ScalableMNN.Dsl.{Version}.nupkg");

    public string PlotsFile => Path.Combine(Feed, $"ScalableMNN.Dsl.Plots.{Version}.nupkg");

    /// <summary>The package folder that the build uses.</summary>
    private static string SharedPackages =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } set
            ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>
    /// Builds a fresh console project that has nothing but this package and the given program, and returns what it prints.
    /// </summary>
    public string RunProgram(string name, string program, string packages = "")
    {
        Dotnet dotnet = Project(name, program, "", packages);
        dotnet.Run("build", "-c", "Release", "-warnaserror");
        return dotnet.Run("run", "-c", "Release", "--no-build");
    }

    /// <summary>Builds a program that has errors, and returns them as "line id", each as often as the build says it.</summary>
    public IReadOnlyList<string> ErrorsOf(string name, string program, string properties = "")
    {
        string output = Project(name, program, properties).RunToFail("build", "-c", "Release", "-m:1", "-nologo", "-tl:off", "-v", "m", "-p:OutputType=Library");

        // The summary at the end says everything a second time.
        output = output[..output.IndexOf("Build FAILED.", StringComparison.Ordinal)];
        return [.. ErrorLine().Matches(output).Select(static match => $"{match.Groups[1].Value} {match.Groups[2].Value}")];
    }

    /// <summary>Does what the quick start says, in a folder of the repository that version control ignores, and returns what the program prints.</summary>
    public string RunQuickStartInClone(string program)
    {
        string parent = Repository.PathOf("artifacts", "quickstart-" + Path.GetFileName(place.FullName));
        Directory.CreateDirectory(parent);
        try
        {
            // Stands for `dotnet nuget add source`, which would change the settings of the machine.
            WriteSources(parent);
            string packages = Path.Combine(place.FullName, "packages");
            new Dotnet(parent, packages).Run("new", "console", "-n", "OralDose");
            string folder = Path.Combine(parent, "OralDose");
            var dotnet = new Dotnet(folder, packages);
            dotnet.Run("add", "package", "ScalableMNN.Dsl", "--version", Version);
            System.IO.File.WriteAllText(Path.Combine(folder, "Program.cs"), program);
            return dotnet.Run("run", "-c", "Release");
        }
        finally
        {
            Directory.Delete(parent, recursive: true);
        }
    }

    private Dotnet Project(string name, string program, string properties, string packages = "")
    {
        string folder = Path.Combine(place.FullName, name);
        Directory.CreateDirectory(folder);
        System.IO.File.WriteAllText(Path.Combine(folder, "Program.cs"), program);

        // As `dotnet new console` and `dotnet add package` leave it.
        System.IO.File.WriteAllText(Path.Combine(folder, name + ".csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="ScalableMNN.Dsl" Version="{Version}" />
                {packages}
              </ItemGroup>
            </Project>
            """);
        WriteSources(folder);
        return new Dotnet(folder, Path.Combine(place.FullName, "packages"));
    }

    /// <summary>Adds to the package sources of the machine. The packages of the build spare a second download of Math.NET.</summary>
    private void WriteSources(string folder) => System.IO.File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
        <configuration>
          <packageSources>
            <add key="packed" value="{Feed}" />
          </packageSources>
          <fallbackPackageFolders>
            <add key="build" value="{SharedPackages}" />
          </fallbackPackageFolders>
        </configuration>
        """);

    [GeneratedRegex(@"^.*Program\.cs\((\d+),\d+\): error (\w+):", RegexOptions.Multiline)]
    private static partial Regex ErrorLine();

    public void Dispose() => place.Delete(recursive: true);
}
