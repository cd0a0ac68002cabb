#if HAS_TORCHSHARP
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using ScalableMNN.Weaken;
using Xunit;

namespace ScalableMNN.Engines.Tests.Torch;

/// <summary>What eng/weaken reads in TorchSharp's native library for Linux, and what it writes.</summary>
public sealed class WeakenedLibraryTests
{
    // What a C++ runtime before that of GCC 13 lacks.
    private const string Newer = "GLIBCXX_3.4.32";

    private static string Original { get; } = typeof(WeakenedLibraryTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "TorchSharpLibrary").Value ?? string.Empty;

    [LibraryFact]
    public void A_version_that_nothing_calls_is_told_from_those_that_are_called()
    {
        var library = ElfLibrary.Read(Original);
        var unused = library.Needs.Where(need => !library.IsUsed(need)).ToList();

        var only = Assert.Single(unused);
        Assert.Equal(("libstdc++.so.6", Newer, false), (only.File, only.Version, only.IsWeak));
        Assert.True(library.Needs.Length > 20);
    }

    [LibraryFact]
    public void The_copy_differs_in_one_byte_which_makes_the_demand_weak()
    {
        using var folder = new Folder();
        var library = ElfLibrary.Read(Original);
        var weakened = library.Weakened(library.Needs.Where(static need => need.Version == Newer));

        var before = File.ReadAllBytes(Original);
        Assert.Equal(before.Length, weakened.Length);
        Assert.Single(Enumerable.Range(0, before.Length), i => before[i] != weakened[i]);
        File.WriteAllBytes(folder.Copy, weakened);
        var read = ElfLibrary.Read(folder.Copy);
        Assert.Equal([Newer], read.Needs.Where(static need => need.IsWeak).Select(static need => need.Version));
        Assert.Empty(SystemLibraries.Missing(read));
    }

    [LibraryFact]
    public void What_a_system_lacks_is_found()
    {
        // Debian 12 and Ubuntu 22.04 have everything but that.
        Assert.Subset(new HashSet<string> { Newer }, SystemLibraries.Missing(ElfLibrary.Read(Original)).Select(static need => need.Version).ToHashSet());
    }

    [LibraryFact]
    public void A_file_that_is_no_library_is_named()
    {
        using var folder = new Folder();
        File.WriteAllText(folder.Copy, "no library");
        Assert.Contains(folder.Copy, Assert.Throws<InvalidDataException>(() => ElfLibrary.Read(folder.Copy)).Message, StringComparison.Ordinal);

        // Cut off within its table of sections, which is at the end.
        File.WriteAllBytes(folder.Copy, File.ReadAllBytes(Original)[..^1000]);
        Assert.Contains(folder.Copy, Assert.Throws<InvalidDataException>(() => ElfLibrary.Read(folder.Copy)).Message, StringComparison.Ordinal);
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class LibraryFactAttribute : FactAttribute
    {
        public LibraryFactAttribute() => Skip = Original.Length > 0 ? null : "Only on Linux (x64) does TorchSharp's native library ask for versions.";
    }

    private sealed class Folder : IDisposable
    {
        private readonly string _path = Directory.CreateTempSubdirectory("smnn-weaken-").FullName;

        public string Copy => Path.Combine(_path, "libLibTorchSharp.so");

        public void Dispose() => Directory.Delete(_path, recursive: true);
    }
}
#endif
