using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using ScalableMNN.Dsl.Plots;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Samples.Presentation;
using Spectre.Console;

namespace ScalableMNN.Samples.Strogatz;

/// <summary>How to run the sample.</summary>
/// <param name="Output">Folder for the plots.</param>
public sealed record StrogatzOptions(string Output);

/// <summary>The largest errors of one solve.</summary>
public sealed record StrogatzError(LinearSystem System, double Step, Errors Errors, Errors Reference);

/// <summary>What the sample found.</summary>
public sealed record StrogatzResult(IReadOnlyList<StrogatzError> Errors, string SolutionPlot, string ErrorPlot);

/// <summary>Solves six linear systems of Strogatz's textbook, Nonlinear Dynamics and Chaos, at three steps, and compares with their closed forms.</summary>
public static class StrogatzSample
{
    private const double End = 10;

    /// <summary>The steps; each system is solved on [0, 10).</summary>
    public static IReadOnlyList<double> Steps { get; } = [0.1, 0.01, 0.001];

    /// <summary>Runs the sample.</summary>
    public static StrogatzResult Run(StrogatzOptions options, IAnsiConsole console)
    {
        var solved = LinearSystem.All.Select(static system => (System: system, Solutions: Steps.Select(step => system.Solve(Points(step), step)).ToArray())).ToList();
        var errors = solved
            .SelectMany(static pair => pair.Solutions.Select((solution, i) => new StrogatzError(pair.System, Steps[i], Errors.Of(solution, pair.System.Exact, Times(Steps[i])), pair.System.Reference[i])))
            .ToList();
        console.WriteLine("Largest errors over all states on [0, 10), and those of the reference implementation (ref.):");
        console.WriteWhole(Tabulate(errors));
        var solutionPlot = Path.Combine(options.Output, "strogatz.svg");
        var errorPlot = Path.Combine(options.Output, "strogatz-errors.svg");
        Draw("Six linear systems: solutions at steps of 0.1, and their closed forms", solved.Select(static pair => DrawSolution(pair.System, pair.Solutions[0][0]))).Save(solutionPlot);
        Draw("Six linear systems: errors of u over time", solved.Select(static pair => DrawErrors(pair.System, pair.Solutions))).Save(errorPlot);
        console.WriteLine($"Plots: {solutionPlot}, {errorPlot}");
        var page = Page.Put(options.Output, new PageSection("Strogatz", [solutionPlot, errorPlot], "Six linear systems of Strogatz's textbook with closed forms, and the errors of the Taylor scheme at three steps.", string.Empty));
        console.WriteLine($"Page: {page}");
        return new StrogatzResult(errors, solutionPlot, errorPlot);
    }

    private static int Points(double step) => (int)Math.Round(End / step);

    private static double[] Times(double step) => [.. Enumerable.Range(0, Points(step)).Select(i => i * step)];

    private static Table Tabulate(List<StrogatzError> errors)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("system");
        foreach (var column in new[] { "step", "u", "u'", "u''", "[grey]ref. u[/]", "[grey]u'[/]", "[grey]u''[/]" })
        {
            table.AddColumn(column, static column => column.RightAligned().NoWrap());
        }

        foreach (var (system, step, error, reference) in errors)
        {
            table.AddRow(
                step == Steps[0] ? system.Name : string.Empty,
                step.ToString(CultureInfo.InvariantCulture),
                Text(error.U), Text(error.First), Text(error.Second),
                Faint(reference.U), Faint(reference.First), Faint(reference.Second));
        }

        return table;

        static string Text(double value) => value.ToString("0.0e-0", CultureInfo.InvariantCulture);
        static string Faint(double value) => $"[grey]{Text(value)}[/]";
    }

    private static Figure Draw(string title, IEnumerable<Chart> charts) => new(title, [.. charts]) { Columns = 3, ChartWidth = 280, ChartHeight = 180, XLabel = "t" };

    private static Chart DrawSolution(LinearSystem system, StateTrajectory u)
    {
        var times = Times(Steps[0]);
        (string Name, string Colour)[] derivatives = [("u", Palette.Blue), ("u'", Palette.Orange), ("u''", Palette.Teal)];
        var lines = derivatives.Select((derivative, order) => new Series(derivative.Name, times, u.D(order).ToArray(), Mark.Line, derivative.Colour));
        var exact = derivatives.Select((_, order) => new Series("closed form", times, [.. times.Select(time => system.Exact.At(time, order))], Mark.DashedLine, Palette.Ink));
        return new Chart(system.Name, new Axis { TickStep = 2 }, new Axis(), [.. lines, .. exact]);
    }

    private static Chart DrawErrors(LinearSystem system, StateTrajectory[][] solutions)
    {
        string[] colours = [Palette.Orange, Palette.Blue, Palette.Teal];
        return new Chart(system.Name, new Axis { TickStep = 2 }, new Axis { Logarithmic = true, Minimum = 1e-11, Maximum = 0.1 }, [.. solutions.Select((states, i) =>
        {
            var times = Times(Steps[i]);
            var label = string.Create(CultureInfo.InvariantCulture, $"step {Steps[i]}");
            return new Series(label, times, [.. times.Select((time, at) => Math.Abs(states[0][0, at] - system.Exact.At(time, 0)))], Mark.Line, colours[i]);
        })]);
    }
}
