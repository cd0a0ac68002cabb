using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
#if HAS_VERIFY
using VerifyTests;
using VerifyXunit;
#endif
using Xunit;

namespace ScalableMNN.Generators.Tests.Snapshots;

/// <summary>
/// The comparison of snapshot files; where Verify can be restored, that Verify judges each case alike and writes the same bytes.
/// </summary>
public sealed class SnapshotFilesTests : IDisposable
{
    private const string Text = "first\nsecond";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public static TheoryData<string, string[], bool> Cases { get; } = new()
    {
        { "The same text", ["Case#Part.verified.txt", "\uFEFFfirst\nsecond"], true },
        { "No byte order mark", ["Case#Part.verified.txt", "first\nsecond"], true },
        { "Line endings of another system", ["Case#Part.verified.txt", "first\r\nsecond"], true },
        { "One newline at the end", ["Case#Part.verified.txt", "first\nsecond\n"], true },
        { "Two newlines at the end", ["Case#Part.verified.txt", "first\nsecond\n\n"], false },
        { "Another letter", ["Case#Part.verified.txt", "first\nSecond"], false },
        { "A space at the end of a line", ["Case#Part.verified.txt", "first \nsecond"], false },
        { "A line less", ["Case#Part.verified.txt", "first"], false },
        { "An empty file", ["Case#Part.verified.txt", ""], false },
        { "No file", [], false },
        { "The file of a nameless part", ["Case.verified.txt", "first\nsecond"], false },
        { "The file of another extension", ["Case#Part.verified.cs", "first\nsecond"], false },
        { "A file left over", ["Case#Part.verified.txt", "\uFEFFfirst\nsecond", "Case#Gone.verified.txt", "first"], false },
        { "A nameless file left over", ["Case#Part.verified.txt", "\uFEFFfirst\nsecond", "Case.verified.txt", "first"], false },
        { "A file of another test", ["Case#Part.verified.txt", "first\nsecond", "Case_of_another.verified.txt", "first"], true },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Judges_as_Verify_does(string what, string[] files, bool same)
    {
        var ours = Folder("ours", files);
        var differences = new SnapshotFiles(ours, "Case").Differences([new("Part", "txt", Text)]);
        Assert.True(differences is null == same, $"{what}: {differences}");
#if HAS_VERIFY
        var theirs = Folder("theirs", files);
        var refusal = await Record.ExceptionAsync(() => Verify(theirs, accept: false));
        Assert.Equal(same ? null : "VerifyException", refusal?.GetType().Name);
        Assert.Equal(Contents(theirs, "received"), Contents(ours, "received"));
#else
        await Task.CompletedTask;
#endif
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Accepts_as_Verify_does(string what, string[] files, bool same)
    {
        var ours = Folder("ours", files);
        var before = Contents(ours, "verified");
        var snapshot = new SnapshotFiles(ours, "Case");
        snapshot.Accept([new("Part", "txt", Text)]);
        var after = Contents(ours, "verified");
        Assert.True(snapshot.Differences([new("Part", "txt", Text)]) is null, what);
        if (same)
        {
            Assert.Equal(before, after);
        }
        else
        {
            // UTF-8 with a byte order mark, no newline at the end.
            Assert.Equal([("Case#Part.verified.txt", Convert.ToHexString([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text)]))], after);
        }
#if HAS_VERIFY
        var theirs = Folder("theirs", files);
        await Verify(theirs, accept: true);
        Assert.Equal(Contents(theirs, "verified"), after);
#else
        await Task.CompletedTask;
#endif
    }

    [Fact]
    public void A_difference_names_the_line_and_both_files()
    {
        var folder = Folder("ours", ["Case.verified.txt", "first\nthird"]);
        var differences = new SnapshotFiles(folder, "Case").Differences([new(null, "txt", Text)]);
        Assert.Equal(
            "The text differs from line 2 on:\n- third\n+ second\n" +
            $"  verified: {Path.Combine(folder, "Case.verified.txt")}\n  received: {Path.Combine(folder, "Case.received.txt")}",
            differences);
        Assert.Null(new SnapshotFiles(folder, "Case").Differences([new(null, "txt", "first\nthird")]));
        Assert.Empty(Contents(folder, "received"));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Folder(string name, string[] files)
    {
        var folder = _folder.CreateSubdirectory(name).FullName;
        foreach (var file in files.Chunk(2))
        {
            File.WriteAllText(Path.Combine(folder, file[0]), file[1]);
        }

        return folder;
    }

    private static (string Name, string Bytes)[] Contents(string folder, string kind) =>
    [
        .. Directory.EnumerateFiles(folder)
            .Where(file => Path.GetFileName(file).Contains($".{kind}.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(static file => (Path.GetFileName(file), Convert.ToHexString(File.ReadAllBytes(file)))),
    ];

#if HAS_VERIFY
    private static async Task Verify(string folder, bool accept)
    {
        var settings = new VerifySettings();
        settings.UseDirectory(folder);
        settings.UseFileName("Case");
        settings.DisableDiff();
        if (accept)
        {
            settings.AutoVerify();
        }

        await Verifier.Verify([new Target("txt", Text, "Part")], settings);
    }
#endif
}
