using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using BenchmarkDotNet.Environments;

namespace ScalableMNN.Bench.Measuring;

/// <summary>The machine that was measured.</summary>
/// <param name="Processor">Name of the processor.</param>
/// <param name="Cores">How many cores the process may use.</param>
/// <param name="VectorBits">Width of the widest vectors that are fast.</param>
/// <param name="LastLevelCacheBytes">Size of the largest cache; a guess of 32 MiB where the system does not say.</param>
/// <param name="OperatingSystem">Name and version of the operating system.</param>
/// <param name="Runtime">Name and version of .NET.</param>
internal sealed record Machine(string Processor, int Cores, int VectorBits, long LastLevelCacheBytes, string OperatingSystem, string Runtime)
{
    public static Machine Describe() => new(
        HostEnvironmentInfo.GetCurrent().CpuInfo.Value?.ProcessorName ?? "unknown",
        Environment.ProcessorCount,
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128,
        LastLevelCache(),
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription);

    /// <summary>The commit of the source, with a + where the working tree differs from it; "unknown" outside a repository.</summary>
    public static string Commit()
    {
        try
        {
            var commit = Git("rev-parse", "--short=12", "HEAD");
            return commit.Length == 0 ? "unknown" : commit + (Git("status", "--porcelain", "--untracked-files=no", "--", "src", "bench").Length > 0 ? "+" : string.Empty);
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return "unknown";
        }
    }

    private static string Git(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return git.ExitCode == 0 ? output.Trim() : string.Empty;
    }

    private static long LastLevelCache()
    {
        const string Folder = "/sys/devices/system/cpu/cpu0/cache";
        const long Guess = 32L << 20;
        if (!Directory.Exists(Folder))
        {
            return Guess;
        }

        return Directory.EnumerateDirectories(Folder, "index*")
            .Select(static index => Path.Combine(index, "size"))
            .Where(File.Exists)
            .Select(static file => File.ReadAllText(file).Trim())
            .Select(static size => size.EndsWith('K') ? 1024 * long.Parse(size.AsSpan(0, size.Length - 1), CultureInfo.InvariantCulture) : 0)
            .DefaultIfEmpty(Guess)
            .Max();
    }
}
