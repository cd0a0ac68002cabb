using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace ScalableMNN.Package.Tests;

/// <summary>The <c>dotnet</c> command, run in one folder with a package folder of its own.</summary>
internal sealed class Dotnet(string folder, string packages)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Runs the command and returns what it wrote; a command that fails or hangs fails the test with all that it wrote.</summary>
    public string Run(params string[] arguments)
    {
        (int exitCode, string output, string errors) = Start(arguments);
        Assert.True(exitCode == 0, $"dotnet {string.Join(' ', arguments)} ended with {exitCode}.\n{output}\n{errors}");
        return output;
    }

    /// <summary>Runs a command that has to fail and returns what it wrote.</summary>
    public string RunToFail(params string[] arguments)
    {
        (int exitCode, string output, string errors) = Start(arguments);
        Assert.True(exitCode != 0, $"dotnet {string.Join(' ', arguments)} did not fail.\n{output}\n{errors}");
        return output;
    }

    private (int ExitCode, string Output, string Errors) Start(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The test host's own build settings are not those of the user whom we play here.
        foreach (string name in start.Environment.Keys.Where(IsBuildSetting).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["NUGET_PACKAGES"] = packages;
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";

        // The README shows decimal points, whatever the culture of the machine.
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";

        using Process process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"dotnet {string.Join(' ', arguments)} did not end within {Limit}.\n{output.Result}\n{errors.Result}");
        }

        return (process.ExitCode, output.Result, errors.Result);
    }

    private static bool IsBuildSetting(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase);
}
