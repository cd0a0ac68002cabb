using System;
using System.IO;
using System.Runtime.CompilerServices;
using System.Text;
using Xunit;

namespace ScalableMNN.Generators.Tests.Snapshots;

/// <summary>
/// Compares text with a file beside the test, in the names and the format of Verify: <c>{Class}.{Method}#{hint without its last extension}.verified.cs</c>, UTF-8 with a byte order
/// mark, line feeds, no added final newline. With the environment variable SCALABLEMNN_ACCEPT set to 1 the files are written instead of compared.
/// </summary>
internal static class Snapshot
{
    /// <summary>Compares a generated file.</summary>
    /// <param name="hint">The generator's name for it.</param>
    /// <param name="source">Its text.</param>
    public static void SourceMatches(string hint, string source, [CallerFilePath] string file = "", [CallerMemberName] string method = "") =>
        Compare($"//HintName: {hint}\n{source}", $"#{Path.GetFileNameWithoutExtension(hint)}", "cs", file, method);

    /// <summary>Compares a text.</summary>
    public static void TextMatches(string text, [CallerFilePath] string file = "", [CallerMemberName] string method = "") =>
        Compare(text, string.Empty, "txt", file, method);

    private static void Compare(string text, string part, string extension, string file, string method)
    {
        var name = $"{Path.GetFileNameWithoutExtension(file)}.{method}{part}";
        var folder = Path.GetDirectoryName(file)!;
        var verified = Path.Combine(folder, $"{name}.verified.{extension}");
        var received = Path.Combine(folder, $"{name}.received.{extension}");
        if (Environment.GetEnvironmentVariable("SCALABLEMNN_ACCEPT") == "1")
        {
            Write(verified, text);
        }

        var expected = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : null;
        if (expected == text)
        {
            File.Delete(received);
            return;
        }

        Write(received, text);
        Assert.Fail(
            $"{(expected is null ? "There is no snapshot yet" : FirstDifference(expected, text))}.\n" +
            $"  verified: {verified}\n  received: {received}\n" +
            "Where the new text is as it should be, accept it: SCALABLEMNN_ACCEPT=1 dotnet test tests/Generators.Tests --filter Snapshots, and commit the verified files.");
    }

    private static string FirstDifference(string expected, string text)
    {
        var (before, after) = (expected.Split('\n'), text.Split('\n'));
        var line = 0;
        while (line < Math.Min(before.Length, after.Length) && before[line] == after[line])
        {
            line++;
        }

        return $"The text differs from line {line + 1} on:\n- {(line < before.Length ? before[line] : "(end)")}\n+ {(line < after.Length ? after[line] : "(end)")}\n";
    }

    private static void Write(string path, string text) => File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
}
