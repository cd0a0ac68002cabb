using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using ScalableMNN.Dsl.Plots;
using ScalableMNN.Runtime.Estimation.Discovery;
using ScalableMNN.Samples.Presentation;
using Spectre.Console;

namespace ScalableMNN.Samples.LorenzDiscovery;

/// <summary>How to run the sample.</summary>
/// <param name="Output">Folder for the plot, the page and the found class.</param>
/// <param name="Points">Number of points.</param>
/// <param name="Noise">Standard deviations of the noise, as fractions of that of each state.</param>
public sealed record LorenzDiscoveryOptions(string Output, int Points, IReadOnlyList<double> Noise);

/// <summary>What was found at one level of noise.</summary>
/// <param name="Noise">The level.</param>
/// <param name="Data">The noisy points.</param>
/// <param name="Found">The discovered model.</param>
/// <param name="Time">How long it took.</param>
public sealed record LorenzFinding(double Noise, LorenzData Data, DiscoveredModel<UnknownDynamics.Parameters, UnknownDynamics.Trajectories> Found, TimeSpan Time)
{
    /// <summary>Whether the terms are those of Lorenz, no more and no fewer.</summary>
    public bool HasTrueTerms => Found.Terms.Select(static term => term.Coefficient).Order().SequenceEqual(LorenzData.Truth.Select(static truth => truth.Coefficient).Order());

    /// <summary>The largest relative error of the seven true coefficients.</summary>
    public double LargestError => LorenzData.Truth.Max(truth =>
        Math.Abs(((Found.Terms.FirstOrDefault(term => term.Coefficient == truth.Coefficient)?.Value ?? 0) / truth.Value) - 1));
}

/// <summary>What the sample found.</summary>
public sealed record LorenzDiscoveryResult(IReadOnlyList<LorenzFinding> Findings, string Plot, string Page, string Source);

/// <summary>Discovers the equations of Lorenz from points on a trajectory: which of thirty candidate terms they have, and with which coefficients.</summary>
public static class LorenzDiscoverySample
{
    private const int Seed = 1963;

    /// <summary>Runs the sample.</summary>
    public static LorenzDiscoveryResult Run(LorenzDiscoveryOptions options, IAnsiConsole console)
    {
        var clean = LorenzData.Simulate(options.Points);
        var findings = options.Noise.Select(noise => Discover(clean.WithNoise(noise, Seed), noise, console)).ToList();
        console.WriteWhole(Tabulate(findings));

        Directory.CreateDirectory(options.Output);
        var source = Path.Combine(options.Output, "LorenzFound.cs");
        File.WriteAllText(source, findings[^1].Found.ToCSharp("LorenzFound"));
        var plot = Path.Combine(options.Output, "lorenz-discovery.svg");
        Draw(findings).Save(plot);
        var page = Page.Put(options.Output, new PageSection(
            "LorenzDiscovery",
            [plot],
            "Points on a trajectory of the equations of Lorenz, with more and more noise, and the trajectory of the model that was found from them: which of thirty candidate terms, and with which coefficients. "
            + "Below, the information criterion on the way from all terms to too few; the smallest is chosen.",
            string.Join("\n\n", findings.Select(static finding => $"noise {Percent(finding.Noise)}\n{finding.Found}"))));
        console.MarkupLineInterpolated($"Plot: {plot}, page: {page}, the found model as a class: {source}");
        return new LorenzDiscoveryResult(findings, plot, page, source);
    }

    private static LorenzFinding Discover(LorenzData data, double noise, IAnsiConsole console) => console.Status().Start($"Discovering, noise {Percent(noise)}", status =>
    {
        var inputs = new UnknownDynamics.Inputs(data.Points.Length);
        for (var point = 0; point < data.Points.Length; point++)
        {
            inputs.ObservedX[0, point] = data.Points[point][0];
            inputs.ObservedY[0, point] = data.Points[point][1];
            inputs.ObservedZ[0, point] = data.Points[point][2];
        }

        var progress = new Progress<DiscoveryStep>(step => status.Status = string.Create(CultureInfo.InvariantCulture, $"Discovering, noise {Percent(noise)}: {step.Terms} terms, misfit {step.Misfit:0.0e+0}"));
        var clock = Stopwatch.StartNew();
        var found = UnknownDynamics.Discover(inputs, new DiscoveryOptions { Progress = progress });
        clock.Stop();
        console.MarkupLineInterpolated($"[bold]Noise {Percent(noise)}[/]");
        console.WriteLine(found.Equations);
        console.WriteLine();
        return new LorenzFinding(noise, data, found, clock.Elapsed);
    });

    private static Table Tabulate(IEnumerable<LorenzFinding> findings)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("noise");
        foreach (var column in new[] { "terms", "the true seven", "largest error of a coefficient", "seconds" })
        {
            table.AddColumn(column, static column => column.RightAligned());
        }

        foreach (var finding in findings)
        {
            table.AddRow(
                Percent(finding.Noise),
                finding.Found.Terms.Count.ToString(CultureInfo.InvariantCulture),
                finding.HasTrueTerms ? "yes" : "no",
                finding.LargestError.ToString("0.0e+0", CultureInfo.InvariantCulture),
                finding.Time.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture));
        }

        return table;
    }

    private static string Percent(double fraction) => (100 * fraction).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    private static Figure Draw(List<LorenzFinding> findings) => new(
        "The equations of Lorenz, found from points on a trajectory",
        [.. findings.Select(DrawTrajectory), .. findings.Select(static finding => DiscoveryPlots.ChartOf(finding.Found.Path, finding.Found.Terms.Count))])
    {
        Columns = findings.Count,
        ChartWidth = 300,
        ChartHeight = 240,
    };

    private static Chart DrawTrajectory(LorenzFinding finding)
    {
        var trajectory = finding.Found.Estimate.Trajectories;
        return new Chart(
            $"Noise {Percent(finding.Noise)}",
            new Axis("x") { Minimum = -22, Maximum = 22, TickStep = 10 },
            new Axis("z") { Minimum = 0, Maximum = 50, TickStep = 10 },
            [
                new Series("data", [.. finding.Data.Points.Select(static point => point[0])], [.. finding.Data.Points.Select(static point => point[2])], Mark.Dots, Palette.Orange),
                new Series("found model", trajectory.X.ToArray(), trajectory.Z.ToArray()),
            ])
        {
            Note = string.Create(CultureInfo.InvariantCulture, $"{finding.Found.Terms.Count} terms"),
        };
    }
}
