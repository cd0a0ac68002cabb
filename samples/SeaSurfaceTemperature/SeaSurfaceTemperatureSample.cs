using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using ScalableMNN.Dsl.Plots;
using ScalableMNN.Samples.Neural;
using ScalableMNN.Samples.Presentation;
using Spectre.Console;
using TorchSharp;
using static TorchSharp.torch;

namespace ScalableMNN.Samples.SeaSurfaceTemperature;

/// <summary>What is to be forecast.</summary>
/// <param name="Weeks">How many weeks ahead.</param>
/// <param name="Data">A file that <see cref="WeeklyFile"/> reads; null for a generated series.</param>
/// <param name="Hidden">Width of the networks.</param>
public sealed record ForecastTask(int Weeks = 208, string? Data = null, int Hidden = 32);

/// <summary>What the sample found: errors over the weeks ahead in degrees Celsius, root mean squares over cells and forecasts in the last part of the series, which neither training nor the choice of the weights saw.</summary>
/// <param name="Losses">The loss of each step, of the forecaster with equations.</param>
/// <param name="Mechanistic">The errors of that forecaster.</param>
/// <param name="Plain">Those of the network without equations.</param>
/// <param name="Usual">Those of the usual course of a year.</param>
/// <param name="Plot">The plot.</param>
/// <param name="Page">The page with the plots of all samples that were run into the folder.</param>
public sealed record SeaSurfaceTemperatureResult(
    IReadOnlyList<double> Losses,
    IReadOnlyList<double> Mechanistic,
    IReadOnlyList<double> Plain,
    IReadOnlyList<double> Usual,
    string Plot,
    string Page);

/// <summary>Forecasts temperatures of the sea four years ahead in one solve, with and without a mechanistic layer, and compares both with the usual course of a year.</summary>
public static class SeaSurfaceTemperatureSample
{
    // Added to what the networks see in training, in units of the spread: there are few independent windows, and without it they learn them by heart.
    private const double Noise = 0.5;

    /// <summary>The options where none are written.</summary>
    public static TrainingOptions Defaults { get; } = new("out", Steps: 800, Batch: 16, LearningRate: 3e-3);

    /// <summary>Runs the sample.</summary>
    /// <exception cref="UnusableInputException">The data cannot be read, or are too short for forecasts that far ahead; or nothing can be written; or the checkpoint is of no use.</exception>
    public static SeaSurfaceTemperatureResult Run(TrainingOptions options, ForecastTask task, IAnsiConsole console)
    {
        using var scope = NewDisposeScope();

        // The series is the same whatever the seed of the training.
        manual_seed(1);
        var series = task.Data is null ? Ocean.Draw() : Read(task.Data);
        var windows = new Windows(series, task.Weeks);
        manual_seed(options.Seed);
        using var mechanistic = new MechanisticForecaster(series.Cells.Count, task.Weeks, task.Hidden);
        using var plain = new PlainForecaster(series.Cells.Count, task.Weeks, task.Hidden);
        var made = $"{task.Weeks} weeks ahead, width {task.Hidden}, data {(task.Data is null ? "generated" : Path.GetFileName(task.Data))}, {series.Weeks} weeks of {series.Cells.Count} cells";
        var training = Train("sea-mechanistic", mechanistic, windows, options, made, console);
        var ofPlain = Train("sea-plain", plain, windows, options, made, console);

        using var off = no_grad();
        var test = windows.Test();
        var usual = windows.Usual(test);
        var (with, without) = (mechanistic.call(test.Past, test.Season), plain.call(test.Past, test.Season));
        var plot = Path.Combine(options.Output, "sea-surface-temperature.svg");
        var kept = $"Kept by the validation weeks: the weights of step {training.BestStep} with equations, of step {ofPlain.BestStep} without.";
        var result = new SeaSurfaceTemperatureResult(
            training.Losses, windows.Errors(with, test), windows.Errors(without, test), windows.Errors(usual, test), plot, string.Empty);
        Draw(windows, test, with, without, usual, result, training).Save(plot);
        var page = Page.Put(options.Output, new PageSection(
            "SeaSurfaceTemperature",
            [plot],
            "Weekly temperatures of the sea years ahead, forecast in one solve of equations that a network writes, and by the same network without equations, beside the usual course of a year.",
            string.Create(
                CultureInfo.InvariantCulture,
                $"Errors over all weeks ahead, °C, root mean square: {Overall(result.Mechanistic):0.00} with equations, {Overall(result.Plain):0.00} without, {Overall(result.Usual):0.00} of the usual course.\n{kept}")));
        console.WriteWhole(Tabulate(result));
        console.WriteLine(kept);
        console.WriteLine($"Plot: {plot}");
        console.WriteLine($"Page: {page}");
        return result with { Page = page };
    }

    private static Temperatures Read(string path)
    {
        try
        {
            return WeeklyFile.Read(path);
        }
        catch (FormatException problem)
        {
            throw new UnusableInputException(problem.Message, problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UnusableInputException($"The data '{path}' cannot be read: {problem.Message} Give a file with --data, or leave it out for a generated series.", problem);
        }
    }

    private static Training Train(string name, nn.Module<Tensor, Tensor, Tensor> network, Windows windows, TrainingOptions options, string made, IAnsiConsole console)
    {
        var chosenBy = windows.Validation();
        var training = new Training(name, network, options, made);
        training.Run(
            _ =>
            {
                var window = windows.Draw(options.Batch);
                return nn.functional.mse_loss(network.call(window.Past + (Noise * randn_like(window.Past)), window.Season), window.Future);
            },
            console,
            validation: () =>
            {
                using var scope = NewDisposeScope();
                return nn.functional.mse_loss(network.call(chosenBy.Past, chosenBy.Season), chosenBy.Future).ToDouble();
            });
        return training;
    }

    private static Table Tabulate(SeaSurfaceTemperatureResult result)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("weeks ahead");
        foreach (var name in new[] { "with equations", "without", "usual course" })
        {
            table.AddColumn(name, static column => column.RightAligned());
        }

        var last = result.Usual.Count;
        foreach (var lead in new[] { 1, 4, 13, 26, 52, 104, 208, last }.Where(lead => lead <= last).Distinct().Order())
        {
            table.AddRow([lead.ToString(CultureInfo.InvariantCulture), .. new[] { result.Mechanistic, result.Plain, result.Usual }.Select(errors => Text(errors[lead - 1]))]);
        }

        table.AddRow(["all", .. new[] { result.Mechanistic, result.Plain, result.Usual }.Select(static errors => Text(Overall(errors)))]);
        return table.Caption("errors of the forecasts, °C, root mean square");

        static string Text(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
    }

    private static double Overall(IEnumerable<double> errors) => Math.Sqrt(errors.Average(static error => error * error));

    private static Figure Draw(Windows windows, Window test, Tensor with, Tensor without, Tensor usual, SeaSurfaceTemperatureResult result, Training training)
    {
        double[] ahead = [.. Enumerable.Range(1, result.Usual.Count).Select(static week => (double)week)];
        var (steps, losses) = training.Curve();
        var some = test.Past.size(0) / 3;
        return new Figure(
            "Sea surface temperature, years ahead",
            [
                new Chart("Error of the forecasts", new Axis("weeks ahead"), new Axis("°C") { Minimum = 0 },
                [
                    new Series("usual course of a year", ahead, result.Usual, Mark.DashedLine, Palette.Ink),
                    new Series("with equations", ahead, result.Mechanistic),
                    new Series("without", ahead, result.Plain, Mark.Line, Palette.Orange),
                ]),
                .. new[] { 0, windows.Cells.Count - 1 }.Distinct().Select(cell => new Chart($"A forecast: {windows.Cells[cell]}, departure from the usual course", new Axis("weeks ahead"), new Axis("°C"),
                [
                    new Series("temperature", ahead, Departure(test.Future, cell), Mark.Line, Palette.Grey),
                    new Series("with equations", ahead, Departure(with, cell)),
                    new Series("without", ahead, Departure(without, cell), Mark.Line, Palette.Orange),
                ])),
                new Chart("Training", new Axis("step"), new Axis("loss") { Minimum = 0 }, 
                [
                    new Series("loss", steps, losses, Mark.Line, Palette.Violet),
                    new Series("validation", [.. training.Validations.Keys.Select(static step => (double)step)], [.. training.Validations.Values], Mark.DashedLine, Palette.Ink),
                ]),
            ])
        {
            ChartWidth = 860,
            ChartHeight = 220,
        };

        double[] Departure(Tensor forecast, int cell) => ((forecast - usual)[some, cell] * windows.Spread[0, cell]).contiguous().data<double>().ToArray();
    }
}
