using System;
using System.IO;

namespace ScalableMNN.Package.Tests;

/// <summary>The package, packed once for all tests from what is built already, in a feed of its own outside the repository.</summary>
public sealed class PackedPackage : IDisposable
{
    /// <summary>A version that is never published, so that no package of another origin can be taken for this one.</summary>
    public const string Version = "0.0.0-packed";

    private readonly DirectoryInfo place = Directory.CreateTempSubdirectory("scalablemnn-");

    public PackedPackage()
    {
        Directory.CreateDirectory(Feed);
        string[] output = Repository.ArtifactsPath.Length == 0 ? [] : ["--artifacts-path", Repository.ArtifactsPath];
        new Dotnet(Repository.Root, SharedPackages).Run(
            ["pack", Repository.PathOf("eng", "package", "ScalableMNN.Package.csproj"),
             "-c", Repository.Configuration, "--no-build", "-o", Feed, "-p:Version=" + Version, .. output]);
    }

    public string Feed => Path.Combine(place.FullName, "feed");

    public string File => Path.Combine(Feed, $"ScalableMNN.Dsl.{Version}.nupkg");

    /// <summary>The package folder that the build uses.</summary>
    private static string SharedPackages =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } set
            ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>
    /// Builds a fresh console project that has nothing but this package and the given program, and returns what it prints.
    /// </summary>
    public string RunProgram(string name, string program)
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
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="ScalableMNN.Dsl" Version="{Version}" />
              </ItemGroup>
            </Project>
            """);

        // Adds to the sources of the machine. The packages of the build spare a second download of Math.NET.
        System.IO.File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{Feed}" />
              </packageSources>
              <fallbackPackageFolders>
                <add key="build" value="{SharedPackages}" />
              </fallbackPackageFolders>
            </configuration>
            """);

        var dotnet = new Dotnet(folder, Path.Combine(place.FullName, "packages"));
        dotnet.Run("build", "-c", "Release", "-warnaserror");
        return dotnet.Run("run", "-c", "Release", "--no-build");
    }

    public void Dispose() => place.Delete(recursive: true);
}
