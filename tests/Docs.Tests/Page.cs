using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace ScalableMNN.Docs.Tests;

/// <summary>A page of the documentation: README.md, or a Markdown file below docs.</summary>
/// <param name="Name">Its path from the root of the repository, with forward slashes.</param>
/// <param name="Lines">Its text.</param>
internal sealed record Page(string Name, IReadOnlyList<string> Lines)
{
    /// <summary>Where the repository lies.</summary>
    public static string Root { get; } =
        typeof(Page).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>Every page.</summary>
    public static IReadOnlyList<Page> All { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Prepend(Path.Combine(Root, "README.md"))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .Select(Read),
    ];

    /// <summary>Finds a page.</summary>
    /// <param name="name">Its path from the root.</param>
    /// <returns>The page.</returns>
    public static Page Of(string name) => All.Single(page => page.Name == name);

    /// <summary>The fenced blocks of the page, each with the line before it.</summary>
    public IEnumerable<CodeBlock> Blocks()
    {
        for (var line = 0; line < Lines.Count; line++)
        {
            if (!Lines[line].StartsWith("```", StringComparison.Ordinal))
            {
                continue;
            }

            var end = line + 1;
            while (end < Lines.Count && Lines[end] != "```")
            {
                end++;
            }

            yield return new CodeBlock(this, line + 1, line > 0 ? Lines[line - 1].Trim() : string.Empty, Lines[line][3..].Trim(), string.Join('\n', Lines.Skip(line + 1).Take(end - line - 1)));
            line = end;
        }
    }

    /// <summary>The lines outside fenced blocks, with their numbers from 1.</summary>
    public IEnumerable<(int Number, string Text)> Prose()
    {
        var inside = false;
        for (var line = 0; line < Lines.Count; line++)
        {
            if (Lines[line].StartsWith("```", StringComparison.Ordinal))
            {
                inside = !inside;
            }
            else if (!inside)
            {
                yield return (line + 1, Lines[line]);
            }
        }
    }

    private static Page Read(string name) => new(name, File.ReadAllText(Path.Combine(Root, name)).ReplaceLineEndings("\n").Split('\n'));
}
