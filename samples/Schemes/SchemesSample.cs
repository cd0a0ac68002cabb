using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using ScalableMNN.Dsl.Plots;
using ScalableMNN.Runtime.Solving;
using ScalableMNN.Samples.Presentation;
using Spectre.Console;

namespace ScalableMNN.Samples.Schemes;

/// <summary>How to run the sample.</summary>
/// <param name="Output">Folder for the plot.</param>
public sealed record SchemesOptions(string Output);

/// <summary>One scheme at one step.</summary>
/// <param name="Case">The scheme.</param>
/// <param name="Points">Number of grid points.</param>
/// <param name="Step">The step.</param>
/// <param name="Error">The largest absolute error of u.</param>
/// <param name="Milliseconds">The shortest of a few solves of one trajectory on one core.</param>
/// <param name="Status">What the solve says of itself.</param>
public sealed record SchemeError(SchemeCase Case, int Points, double Step, double Error, double Milliseconds, SolveStatus Status);

/// <summary>What one scheme costs.</summary>
/// <param name="Case">The scheme.</param>
/// <param name="Tenth">Nanoseconds for each point and trajectory, on a grid with a step of a tenth: the shortest of a few solves of a batch on one core.</param>
/// <param name="Hundredth">The same with a step of a hundredth.</param>
public sealed record SchemeCost(SchemeCase Case, double Tenth, double Hundredth);

/// <summary>What the sample found.</summary>
public sealed record SchemesResult(IReadOnlyList<SchemeError> Errors, IReadOnlyList<SchemeCost> Costs, string Plot);

/// <summary>Solves a damped oscillator by every scheme at a range of steps: how the error falls with the step, and what it costs.</summary>
public static class SchemesSample
{
    private const double End = 10;
    private const int CostSteps = 256_000;
    private const int CostRepeats = 30;

    /// <summary>The numbers of steps from 0 to 10.</summary>
    public static IReadOnlyList<int> StepCounts { get; } = [25, 50, 100, 200, 400, 800, 1600, 3200, 6400, 12800];

    /// <summary>Runs the sample.</summary>
    public static SchemesResult Run(SchemesOptions options, IAnsiConsole console)
    {
        var errors = SchemeCase.All.SelectMany(static scheme => StepCounts.Select(count => Measure(scheme, count))).ToList();
        console.WriteLine("Largest error of u over [0, 10] for u'' + 0.43 u' + 4.5 u = 0:");
        console.WriteWhole(Tabulate(errors));
        if (errors.Any(static error => error.Status != SolveStatus.Ok))
        {
            console.WriteLine("* The solve says itself that few of its digits can be trusted: rounding has taken them.");
        }

        var costs = SchemeCase.All.Append(SchemeCase.Unrefined).Append(SchemeCase.ByCholesky).Select(MeasureCost).ToList();
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Nanoseconds for each point and trajectory, {CostSteps} steps of a batch on one core, best of {CostRepeats}:"));
        console.WriteWhole(Tabulate(costs));
        var plot = Path.Combine(options.Output, "schemes.svg");
        Draw(errors).Save(plot);
        console.WriteLine($"Plot: {plot}");
        var page = Page.Put(options.Output, new PageSection("Schemes", [plot], "The largest error of a damped oscillator solved by six schemes: its slope against the step is the order of the scheme.", string.Empty));
        console.WriteLine($"Page: {page}");
        return new SchemesResult(errors, costs, plot);
    }

    private static SchemeCost MeasureCost(SchemeCase scheme)
    {
        return new SchemeCost(scheme, Nanoseconds(0.1), Nanoseconds(0.01));

        double Nanoseconds(double step)
        {
            var points = (int)Math.Round(End / step) + 1;
            var trajectories = CostSteps / (points - 1);
            var best = double.PositiveInfinity;
            for (var repeat = 0; repeat < CostRepeats; repeat++)
            {
                var start = Stopwatch.GetTimestamp();
                scheme.Solve(points, step, trajectories);
                best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds);
            }

            return best / points / trajectories;
        }
    }

    private static SchemeError Measure(SchemeCase scheme, int count)
    {
        var step = End / count;
        var best = double.PositiveInfinity;
        var error = 0.0;
        var status = SolveStatus.Ok;
        for (var repeat = 0; repeat < 4; repeat++)
        {
            var start = Stopwatch.GetTimestamp();
            (var u, status) = scheme.Solve(count + 1, step, 1);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            error = Enumerable.Range(0, count + 1).Max(point => Math.Abs(u[0, point] - Oscillation.At(point * step)));
        }

        return new SchemeError(scheme, count + 1, step, error, best, status);
    }

    private static Table Tabulate(List<SchemeError> errors)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("step", static column => column.NoWrap());
        foreach (var scheme in SchemeCase.All)
        {
            table.AddColumn(scheme.Name, static column => column.RightAligned());
        }

        foreach (var row in errors.GroupBy(static error => error.Step))
        {
            table.AddRow([row.Key.ToString("0.#####", CultureInfo.InvariantCulture), .. row.Select(static error => error.Error.ToString("0.0e-0", CultureInfo.InvariantCulture) + (error.Status == SolveStatus.Ok ? string.Empty : " *"))]);
        }

        return table;
    }

    private static Table Tabulate(List<SchemeCost> costs)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("scheme")
            .AddColumn("step 0.1", static column => column.RightAligned())
            .AddColumn("step 0.01", static column => column.RightAligned());
        foreach (var (scheme, tenth, hundredth) in costs)
        {
            table.AddRow(scheme.Name, tenth.ToString("0", CultureInfo.InvariantCulture), hundredth.ToString("0", CultureInfo.InvariantCulture));
        }

        return table;
    }

    private static Figure Draw(List<SchemeError> errors)
    {
        // Single precision has the colour of the same scheme in double precision, and dashes.
        string[] colours = [Palette.Grey, Palette.Orange, Palette.Ink, Palette.Teal, Palette.Blue, Palette.Violet, Palette.Blue];
        var axis = new Axis("largest error of u") { Logarithmic = true, Minimum = 1e-17, Maximum = 1 };
        return new Figure(
            "A damped oscillator: error by scheme",
            [
                new Chart("against the step", new Axis("step") { Logarithmic = true }, axis, Lines(static error => error.Step)),
                new Chart("against the time of a solve", new Axis("milliseconds") { Logarithmic = true }, axis, Lines(static error => error.Milliseconds)),
            ])
        {
            Columns = 2,
            ChartWidth = 420,
            ChartHeight = 320,
        };

        List<Series> Lines(Func<SchemeError, double> x) =>
        [
            .. errors.GroupBy(static error => error.Case).Select((row, i) => new Series(
                row.Key.Name, [.. row.Select(x)], [.. row.Select(static error => Math.Max(error.Error, 1e-17))], i < 6 ? Mark.Line : Mark.DashedLine, colours[i])),
        ];
    }
}
