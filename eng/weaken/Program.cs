using System;
using System.IO;
using System.Linq;
using ScalableMNN.Weaken;

// Weaken LIBRARY [COPY]: where a library of this system lacks a version that LIBRARY asks for, writes COPY, which loads here; where none does, or where that would not be harmless,
// there is no COPY afterwards. Without COPY a file that loads here takes the place of LIBRARY.
if (args.Length is not (1 or 2))
{
    Console.Error.WriteLine("Usage: Weaken LIBRARY [COPY]");
    return 2;
}

try
{
    var (path, copy) = (args[0], args[^1]);
    var library = ElfLibrary.Read(path);
    var missing = SystemLibraries.Missing(library);
    var used = missing.FirstOrDefault(library.IsUsed);
    if (missing.Count == 0 || used is not null)
    {
        if (used is not null)
        {
            Console.WriteLine($"{path} does not load on this system: it uses version {used.Version} of {used.File}, which this system's lacks.");
        }

        if (args.Length == 2)
        {
            File.Delete(copy);
        }

        return 0;
    }

    var weakened = library.Weakened(missing);
    if (!File.Exists(copy) || !File.ReadAllBytes(copy).AsSpan().SequenceEqual(weakened))
    {
        // A file of its own takes the place of what is there, which may be a link to a file that others use.
        File.WriteAllBytes(copy + ".new", weakened);
        if (args.Length == 1)
        {
            // By its time a build knows that it need not copy the package's own file again.
            File.SetLastWriteTimeUtc(copy + ".new", File.GetLastWriteTimeUtc(path));
        }

        File.Move(copy + ".new", copy, overwrite: true);
    }

    Console.WriteLine($"{Path.GetFileName(path)} asks for {string.Join(", ", missing.Select(static need => $"{need.Version} of {need.File}"))}, which this system lacks and nothing calls: {copy} loads without that.");
    return 0;
}
catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidDataException)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
