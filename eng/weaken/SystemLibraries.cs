using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace ScalableMNN.Weaken;

/// <summary>The libraries of this system, as the loader finds them.</summary>
public static class SystemLibraries
{
    /// <summary>The versions that a library asks for and this system's libraries lack.</summary>
    /// <param name="library">The library.</param>
    /// <returns>The demands that keep the library from loading here. What a library that is not found lacks is not among them.</returns>
    public static IReadOnlyList<VersionNeed> Missing(ElfLibrary library)
    {
        ArgumentNullException.ThrowIfNull(library);
        return
        [
            .. from need in library.Needs
               where !need.IsWeak
               group need by need.File into needs
               let path = Find(needs.Key)
               where path is not null
               let defined = ElfLibrary.Read(path).Defines
               from need in needs
               where !defined.Contains(need.Version)
               select need,
        ];
    }

    /// <summary>The file that a library's name stands for: it is loaded, and the process says from where.</summary>
    private static string? Find(string name)
    {
        if (!NativeLibrary.TryLoad(name, out _))
        {
            return null;
        }

        return File.ReadLines("/proc/self/maps")
            .Select(static line => line.IndexOf('/', StringComparison.Ordinal) is >= 0 and var start ? line[start..] : string.Empty)
            .FirstOrDefault(path => Path.GetFileName(path.AsSpan()).SequenceEqual(name) || Target(path, name));
    }

    /// <summary>Whether a file is what a name in its folder links to, as <c>libstdc++.so.6</c> does to <c>libstdc++.so.6.0.30</c>.</summary>
    private static bool Target(string path, string name) =>
        path.Length > 0 && Path.Combine(Path.GetDirectoryName(path) ?? "/", name) is var link && File.Exists(link) && File.ResolveLinkTarget(link, returnFinalTarget: true)?.FullName == path;
}
