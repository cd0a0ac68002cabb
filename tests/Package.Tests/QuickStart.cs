using System;
using System.IO;

namespace ScalableMNN.Package.Tests;

/// <summary>The quick start of the README: a program, and what the README says that it prints.</summary>
internal sealed record QuickStart(string Program, string Output)
{
    private const string ProgramMarker = "<!-- quickstart -->";
    private const string OutputMarker = "<!-- quickstart output -->";

    public static QuickStart FromReadme()
    {
        string readme = File.ReadAllText(Repository.PathOf("README.md")).ReplaceLineEndings("\n");
        return new QuickStart(BlockAfter(readme, ProgramMarker), BlockAfter(readme, OutputMarker));
    }

    /// <summary>The text of the fenced block whose opening fence is on the line after the marker.</summary>
    private static string BlockAfter(string readme, string marker)
    {
        int at = readme.IndexOf(marker + "\n```", StringComparison.Ordinal);
        if (at < 0)
        {
            throw new InvalidDataException($"README.md has no fenced block on the line after {marker}.");
        }

        int start = readme.IndexOf('\n', at + marker.Length + 1) + 1;
        int end = readme.IndexOf("\n```", start, StringComparison.Ordinal);
        return readme[start..(end + 1)];
    }
}
