using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
#if HAS_VERIFY
using VerifyTests;
using VerifyXunit;
#endif
using Xunit;

namespace ScalableMNN.Generators.Tests.Snapshots;

/// <summary>
/// Compares a result with the verified files beside the test: through Verify where that can be restored, elsewhere through
/// <see cref="SnapshotFiles"/>, which judges the same files alike. With the environment variable SCALABLEMNN_ACCEPT set to 1 the files are
/// written instead.
/// </summary>
internal static class Snapshot
{
    private static bool Accepts { get; } = Environment.GetEnvironmentVariable("SCALABLEMNN_ACCEPT") == "1";

    /// <summary>Compares what a generator wrote, each source with a file of its own.</summary>
    /// <param name="driver">The driver that ran the generator.</param>
    /// <param name="ending">What the names of the sources to compare end with.</param>
    public static Task Matches(
        GeneratorDriver driver, string ending = "", [CallerFilePath] string file = "", [CallerMemberName] string method = "")
    {
        bool IsCompared(GeneratedSourceResult source) => source.HintName.EndsWith(ending, StringComparison.Ordinal);
        var sources = driver.GetRunResult().Results.SelectMany(static result => result.GeneratedSources).Where(IsCompared).ToArray();
        Assert.NotEmpty(sources);
        // Neither comparison tells one line ending from another.
        Assert.All(sources, static source => Assert.DoesNotContain("\r", source.SourceText.ToString(), StringComparison.Ordinal));
#if HAS_VERIFY
        var settings = Settings(method);
        settings.IgnoreGeneratedResult(source => !IsCompared(source));
        return Verifier.Verify(driver, settings, file).ToTask();
#else
        return Compare(file, method, [.. sources.Select(static source => new SnapshotPart(
            Path.GetFileNameWithoutExtension(source.HintName), "cs", $"//HintName: {source.HintName}\n{source.SourceText}"))]);
#endif
    }

    /// <summary>Compares a text.</summary>
    public static Task Matches(string text, [CallerFilePath] string file = "", [CallerMemberName] string method = "") =>
#if HAS_VERIFY
        Verifier.Verify(text, Settings(method), file).ToTask();
#else
        Compare(file, method, [new SnapshotPart(null, "txt", text)]);
#endif

#if HAS_VERIFY
    [ModuleInitializer]
    internal static void TeachVerifyGenerators() => VerifySourceGenerators.Initialize();

    private static VerifySettings Settings(string method)
    {
        var settings = new VerifySettings();
        settings.UseMethodName(method);
        if (Accepts)
        {
            settings.AutoVerify();
        }

        return settings;
    }
#else
    private static Task Compare(string file, string method, SnapshotPart[] parts)
    {
        var files = new SnapshotFiles(Path.GetDirectoryName(file)!, $"{Path.GetFileNameWithoutExtension(file)}.{method}");
        if (Accepts)
        {
            files.Accept(parts);
        }
        else if (files.Differences(parts) is { } differences)
        {
            Assert.Fail(
                $"{differences}\nWhere the new text is as it should be, accept it: " +
                "SCALABLEMNN_ACCEPT=1 dotnet test tests/Generators.Tests -c Release --filter Kind=Snapshot, and commit the files.");
        }

        return Task.CompletedTask;
    }
#endif
}
