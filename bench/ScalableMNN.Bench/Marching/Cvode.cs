using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;

namespace ScalableMNN.Bench.Marching;

/// <summary>CVODE beside us: <c>bench/cvode/problems.c</c>, compiled where a C compiler and SUNDIALS are there.</summary>
internal sealed class Cvode : IDisposable
{
    private readonly Process _process;

    private Cvode(Process process) => _process = process;

    /// <summary>Compiles and starts it; null, with the reason, where that cannot be done.</summary>
    public static Cvode? TryStart(out string reason)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ScalableMNN.Dsl.sln")))
        {
            if (Path.GetDirectoryName(folder) is not { } parent)
            {
                reason = "the sources are not here";
                return null;
            }

            folder = parent;
        }

        var source = Path.Combine(folder, "bench", "cvode", "problems.c");
        var program = Path.Combine(folder, "artifacts", "cvode-problems");
        Directory.CreateDirectory(Path.GetDirectoryName(program)!);
        string[] libraries = ["cvode", "nvecserial", "sunmatrixdense", "sunlinsoldense", "sunnonlinsolfixedpoint", "generic"];
        try
        {
            using var compiler = Process.Start(new ProcessStartInfo("gcc", ["-O3", "-march=native", "-o", program, source, .. libraries.Select(static library => "-lsundials_" + library), "-lm"]) { RedirectStandardError = true })!;
            reason = compiler.StandardError.ReadToEnd();
            compiler.WaitForExit();
            if (compiler.ExitCode != 0)
            {
                reason = reason.Split('\n')[0];
                return null;
            }

            return new Cvode(Process.Start(new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true })!);
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            reason = missing.Message;
            return null;
        }
    }

    /// <summary>Solves one problem.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="tolerance">The relative tolerance.</param>
    /// <param name="repeats">How often it is measured.</param>
    /// <param name="absolute">The absolute tolerance of each component.</param>
    /// <returns>Steps, microseconds and the components at the end.</returns>
    public (long Steps, double Microseconds, double[] Values) Solve(string name, double tolerance, int repeats, double[] absolute)
    {
        _process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {tolerance:R} {repeats} {string.Join(' ', absolute.Select(static value => value.ToString("R", CultureInfo.InvariantCulture)))}"));
        _process.StandardInput.Flush();
        var words = (_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The program of CVODE ended.")).Split(' ');
        return (
            long.Parse(words[2], CultureInfo.InvariantCulture),
            words[3] == "inf" ? double.NaN : double.Parse(words[3], CultureInfo.InvariantCulture),
            [.. words.Skip(4).Select(static word => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN)]);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
