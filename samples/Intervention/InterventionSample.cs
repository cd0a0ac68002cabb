using System;
using System.Globalization;
using System.IO;
using System.Linq;
using MathNet.Numerics.Distributions;
using ScalableMNN.Dsl.Plots;
using ScalableMNN.Runtime.Estimation;
using ScalableMNN.Samples.Presentation;
using Spectre.Console;

namespace ScalableMNN.Samples.Intervention;

/// <summary>How to run the sample.</summary>
/// <param name="Output">Folder for the plot and the page.</param>
public sealed record InterventionOptions(string Output);

/// <summary>What the sample found.</summary>
/// <param name="Report">The estimate.</param>
/// <param name="Plot">The picture.</param>
/// <param name="Page">The page that shows it.</param>
public sealed record InterventionResult(EstimateReport Report, string Plot, string Page);

/// <summary>A switch at known times, counts by the week, and what would have happened without the switch.</summary>
public static class InterventionSample
{
    /// <summary>Infections without measures that the counts are made with, 1/day.</summary>
    public const double Contacts = 0.5;

    /// <summary>The part of contacts prevented that the counts are made with.</summary>
    public const double Prevented = 0.65;

    private const int Weeks = 30;
    private const double Begin = 60;
    private const double End = 130;

    /// <summary>Runs the sample.</summary>
    public static InterventionResult Run(InterventionOptions options, IAnsiConsole console)
    {
        // Counts as they come: a Poisson number for each week, around what the model says with the true values.
        var truth = Epidemic.Solve(new Epidemic.Parameters { Contacts = Contacts, Prevented = Prevented }, Course(hasMeasures: true)).EnsureSuccess();
        var random = new Random(20);
        double[] days = [.. Enumerable.Range(1, Weeks).Select(static week => 7.0 * week)];
        double[] counts = [.. days.Select(day => (double)Poisson.Sample(random, truth.Cases.At(day)))];
        var data = Course(hasMeasures: true);
        foreach (var (day, count) in days.Zip(counts))
        {
            // What was counted is what the counter shows just before it is set back.
            data.ObserveRootOfCases(day, Math.Sqrt(count));
        }

        var estimate = Epidemic.Estimate(data);
        console.WriteLine(estimate.ToString());
        var without = Epidemic.Solve(estimate.Parameters, Course(hasMeasures: false)).EnsureSuccess();
        var plot = Path.Combine(options.Output, "intervention.svg");
        Draw(estimate.Trajectories, without, days, counts).Save(plot);
        var page = Page.Put(options.Output, new PageSection(
            "Intervention",
            [plot],
            "Weekly cases of an epidemic in a town of 100,000, with measures from day 60 to day 130: counted, as the estimated model says, and as it says without measures.",
            estimate.ToString()));
        var (with, instead) = (days.Sum(day => estimate.Trajectories.Cases.At(day)), days.Sum(day => without.Cases.At(day)));
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"Cases in {Weeks} weeks: {with:0}; without measures it would have been {instead:0}.");
        console.WriteLine($"Plot: {plot}");
        console.WriteLine($"Page: {page}");
        return new InterventionResult(estimate.Report, plot, page);
    }

    private static Epidemic.Schedule Course(bool hasMeasures)
    {
        var schedule = new Epidemic.Schedule();
        schedule.InitialSusceptible.Fill(100_000 - 20);
        schedule.InitialExposed.Fill(0);
        schedule.InitialInfectious.Fill(20);
        schedule.InitialCases.Fill(0);
        schedule.Measures.Hold(0, 0);
        if (hasMeasures)
        {
            schedule.Measures.Hold(Begin, 1);
            schedule.Measures.Hold(End, 0);
        }

        for (var week = 1; week <= Weeks; week++)
        {
            schedule.Week(7 * week);
        }

        return schedule;
    }

    private static Figure Draw(Epidemic.Trajectories with, Epidemic.Trajectories without, double[] days, double[] counts)
    {
        var chart = new Chart(
            "Cases in a week",
            new Axis(),
            new Axis { Minimum = 0 },
            [
                new Series("without measures", days, [.. days.Select(day => without.Cases.At(day))], Mark.Line, Palette.Teal),
                new Series("estimated", days, [.. days.Select(day => with.Cases.At(day))]),
                new Series("counted", days, counts, Mark.Circles, Palette.Orange),
            ])
        {
            Note = "measures from day 60 to 130",
        };
        return new Figure("An epidemic and what was done about it", [chart]) { XLabel = "days", YLabel = "cases", Columns = 1, ChartWidth = 700, ChartHeight = 300 };
    }
}
