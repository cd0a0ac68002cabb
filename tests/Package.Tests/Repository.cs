using System.IO;
using System.Linq;
using System.Reflection;

namespace ScalableMNN.Package.Tests;

/// <summary>Where the sources lie and how these tests were built.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    public static string Configuration { get; } = Metadata("Configuration");

    /// <summary>The folder given to <c>dotnet build --artifacts-path</c>, empty without it.</summary>
    public static string ArtifactsPath { get; } = Metadata("ArtifactsPath");

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value ?? "";
}
