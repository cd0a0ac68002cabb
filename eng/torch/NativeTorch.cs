using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace ScalableMNN.Engines;

/// <summary>
/// TorchSharp's native library, which is asked for before TorchSharp is: its own search, where the library does not load, copies all of libtorch and ends with a message about a package that is there.
/// </summary>
internal static class NativeTorch
{
    /// <summary>Null where the library loads, otherwise why it does not, in one line.</summary>
    public static string? WhyItDoesNotLoad { get; } = Load();

    private static string? Load()
    {
        var file = OperatingSystem.IsWindows() ? "LibTorchSharp.dll" : OperatingSystem.IsMacOS() ? "libLibTorchSharp.dylib" : "libLibTorchSharp.so";
        var folders = (string?)AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") ?? string.Empty;
        var path = folders.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
        if (path is null)
        {
            return $"TorchSharp has no native library for {RuntimeInformation.RuntimeIdentifier}. See docs/building.md.";
        }

        try
        {
            NativeLibrary.Load(path);
            return null;
        }
        catch (Exception problem) when (problem is DllNotFoundException or BadImageFormatException)
        {
            // The loader's own words follow a general remark.
            var lines = problem.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return $"TorchSharp is here, but its native library does not load: {(lines.Length > 1 ? lines[1] : lines[0])}. See docs/building.md.";
        }
    }
}
