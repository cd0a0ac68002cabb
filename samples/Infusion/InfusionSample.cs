using System;
using System.Globalization;
using System.IO;
using System.Linq;
using ScalableMNN.Dsl.Plots;
using ScalableMNN.Samples.Presentation;
using Spectre.Console;

namespace ScalableMNN.Samples.Infusion;

/// <summary>How to run the sample.</summary>
/// <param name="Output">Folder for the plot and the page.</param>
public sealed record InfusionOptions(string Output);

/// <summary>What the sample found.</summary>
/// <param name="LargestError">The largest difference from the closed form, relative to the largest amount.</param>
/// <param name="Plot">The picture.</param>
/// <param name="Page">The page that shows it.</param>
public sealed record InfusionResult(double LargestError, string Plot, string Page);

/// <summary>Repeated infusions into two compartments, beside their closed form.</summary>
public static class InfusionSample
{
    private const double Amount = 120;
    private const double Hours = 1.5;
    private const double Interval = 12;
    private const int Count = 6;

    /// <summary>Runs the sample.</summary>
    public static InfusionResult Run(InfusionOptions options, IAnsiConsole console)
    {
        // Two regimes side by side: all at once, and over an hour and a half, every twelve hours.
        var schedule = new TwoCompartments.Schedule(trajectories: 2);
        schedule.InitialPeripheral.Fill(0);
        for (var i = 0; i < Count; i++)
        {
            schedule.DoseCentral(0, i * Interval, Amount);
            schedule.InfuseCentral(1, i * Interval, (i * Interval) + Hours, Amount);
        }

        schedule.WantEvenly(0, Count * Interval, 721);
        var parameters = new TwoCompartments.Parameters();
        var solution = TwoCompartments.Solve(parameters, schedule, new() { RelativeTolerance = 1e-10 }).EnsureSuccess();
        var times = solution.Times(1);
        double[] amounts = solution.Central.ToArray(1);
        var error = times.Zip(amounts, (time, amount) => Math.Abs(amount - Closed(parameters, time))).Max() / amounts.Max();
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"Largest difference from the closed form: {error:0.0e-0} of the largest amount, with a tolerance of 1e-10.");
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"Highest concentration: {solution.Central.ToArray(0).Max() / parameters.Volume:0.00} mg/L at once, {amounts.Max() / parameters.Volume:0.00} mg/L infused.");
        var plot = Path.Combine(options.Output, "infusion.svg");
        var chart = new Chart(
            "In the blood",
            new Axis { TickStep = 12 },
            new Axis { Minimum = 0 },
            [
                new Series("at once", solution.Times(0), [.. solution.Central.ToArray(0).Select(amount => amount / parameters.Volume)], Mark.Line, Palette.Teal),
                new Series("infused over 1.5 h", times, [.. amounts.Select(amount => amount / parameters.Volume)]),
            ]);
        new Figure("120 mg every twelve hours", [chart]) { XLabel = "hours", YLabel = "mg/L", Columns = 1, ChartWidth = 700, ChartHeight = 280 }.Save(plot);
        var page = Page.Put(options.Output, new PageSection(
            "Infusion",
            [plot],
            "The same amount of a drug every twelve hours into two compartments, at once and over an hour and a half.",
            string.Create(CultureInfo.InvariantCulture, $"largest difference from the closed form {error:0.0e-0}")));
        console.WriteLine($"Plot: {plot}");
        console.WriteLine($"Page: {page}");
        return new InfusionResult(error, plot, page);
    }

    /// <summary>The amount in the central compartment: a sum of two exponentials for each infusion while it runs, and after it.</summary>
    private static double Closed(TwoCompartments.Parameters p, double time)
    {
        var sum = p.Elimination + p.Out + p.Back;
        var root = Math.Sqrt((sum * sum) - (4 * p.Elimination * p.Back));
        var (fast, slow) = ((sum + root) / 2, (sum - root) / 2);
        return Part(fast, (fast - p.Back) / root) + Part(slow, (p.Back - slow) / root);

        double Part(double rate, double share) => Enumerable.Range(0, Count).Select(i => time - (i * Interval)).Where(static since => since > 0).Sum(since =>
            Amount / Hours * share / rate * (1 - Math.Exp(-rate * Math.Min(since, Hours))) * Math.Exp(-rate * Math.Max(since - Hours, 0)));
    }
}
