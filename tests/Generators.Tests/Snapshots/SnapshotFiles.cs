using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace ScalableMNN.Generators.Tests.Snapshots;

/// <summary>
/// The files of one snapshot, in the names and the format of Verify: <c>{prefix}#{part}.verified.{extension}</c>, or without
/// <c>#{part}</c> for a nameless part; UTF-8 with a byte order mark, line feeds, no final newline of its own. It judges as Verify does: any
/// line ending is a line feed, and one newline at the end of a verified file is forgiven.
/// </summary>
/// <param name="folder">The folder of the files.</param>
/// <param name="prefix">What the names of all the files begin with.</param>
internal sealed class SnapshotFiles(string folder, string prefix)
{
    /// <summary>Compares a result with the verified files and leaves a received file for each part that differs.</summary>
    /// <returns>What differs, or null. A verified file that no part belongs to is a difference too.</returns>
    public string? Differences(IReadOnlyCollection<SnapshotPart> parts)
    {
        foreach (var received in Existing("received"))
        {
            File.Delete(received);
        }

        var differences = new List<string>();
        foreach (var part in parts.Where(part => !IsVerified(part)))
        {
            var (verified, received) = (PathOf(part, "verified"), PathOf(part, "received"));
            Write(received, part.Text);
            var what = File.Exists(verified) ? FirstDifference(Read(verified), LineFeeds(part.Text)) : "There is no snapshot yet.";
            differences.Add($"{what}\n  verified: {verified}\n  received: {received}");
        }

        differences.AddRange(LeftOver(parts)
            .Select(static file => $"Nothing was written that belongs to this file any more.\n  verified: {file}"));
        return differences.Count == 0 ? null : string.Join('\n', differences);
    }

    /// <summary>Makes a result the verified one: writes the files that differ and deletes those that no part belongs to.</summary>
    public void Accept(IReadOnlyCollection<SnapshotPart> parts)
    {
        foreach (var file in LeftOver(parts).Concat(Existing("received")))
        {
            File.Delete(file);
        }

        foreach (var part in parts.Where(part => !IsVerified(part)))
        {
            Write(PathOf(part, "verified"), part.Text);
        }
    }

    private bool IsVerified(SnapshotPart part)
    {
        var (verified, text) = (PathOf(part, "verified"), LineFeeds(part.Text));
        return File.Exists(verified) && Read(verified) is var expected && (expected == text || expected == text + "\n");
    }

    private IEnumerable<string> LeftOver(IEnumerable<SnapshotPart> parts) =>
        Existing("verified").Except(parts.Select(part => PathOf(part, "verified")));

    private string[] Existing(string kind) => [.. Directory.EnumerateFiles(folder).Where(file => IsOurs(Path.GetFileName(file), kind))];

    private bool IsOurs(string name, string kind) =>
        name.StartsWith($"{prefix}.{kind}.", StringComparison.Ordinal) ||
        (name.StartsWith($"{prefix}#", StringComparison.Ordinal) && name.Contains($".{kind}.", StringComparison.Ordinal));

    private string PathOf(SnapshotPart part, string kind) =>
        Path.Combine(folder, $"{prefix}{(part.Name is null ? null : $"#{part.Name}")}.{kind}.{part.Extension}");

    private static string FirstDifference(string expected, string text)
    {
        var (before, after) = (expected.Split('\n'), text.Split('\n'));
        var line = 0;
        while (line < Math.Min(before.Length, after.Length) && before[line] == after[line])
        {
            line++;
        }

        string At(string[] lines) => line < lines.Length ? lines[line] : "(end)";
        return $"The text differs from line {line + 1} on:\n- {At(before)}\n+ {At(after)}";
    }

    private static string Read(string path) => LineFeeds(File.ReadAllText(path));

    private static string LineFeeds(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    private static void Write(string path, string text) =>
        File.WriteAllText(path, LineFeeds(text), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
}
