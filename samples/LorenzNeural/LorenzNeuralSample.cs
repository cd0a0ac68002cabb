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

namespace ScalableMNN.Samples.LorenzNeural;

/// <summary>What the sample found.</summary>
/// <param name="Losses">The loss of each step.</param>
/// <param name="HasTrueTerms">Whether the terms that are left are those of Lorenz.</param>
/// <param name="LargestError">The largest relative error of the seven true coefficients.</param>
/// <param name="Plot">The plot.</param>
/// <param name="Page">The page with the plots of all samples that were run into the folder.</param>
public sealed record LorenzNeuralResult(IReadOnlyList<double> Losses, bool HasTrueTerms, double LargestError, string Plot, string Page);

/// <summary>Finds the equations of Lorenz with a network: windows of noisy data in, coefficients of thirty candidate terms learned.</summary>
public static class LorenzNeuralSample
{
    private const double Noise = 0.01;
    private const double Threshold = 0.3;

    /// <summary>The options where none are written.</summary>
    public static TrainingOptions Defaults { get; } = new("out", Steps: 8000, Batch: 64, LearningRate: 5e-2);

    /// <summary>Runs the sample.</summary>
    public static LorenzNeuralResult Run(TrainingOptions options, IAnsiConsole console)
    {
        using var scope = NewDisposeScope();
        manual_seed(options.Seed);
        var data = new LorenzWindows(10_000, Noise);
        using var network = new LorenzNetwork(data.Seen);
        var training = new Training("lorenz-neural", network, options);
        training.Run(
            _ => network.Loss(data.Draw(options.Batch), 1e-5),
            console,
            step =>
            {
                // From the middle on, what stays small is dropped, one coefficient of each rate after the other.
                network.Follow();
                if (2 * step >= options.Steps && (step + 1) % Math.Max(1, options.Steps / 32) == 0)
                {
                    network.Drop(Threshold);
                }
            });

        using var off = no_grad();
        var found = network.Coefficients;
        var truth = tensor(LorenzWindows.Truth);
        var plot = Path.Combine(options.Output, "lorenz-neural.svg");
        var window = data.Seen.narrow(0, 0, 10 * LorenzWindows.Points).view(10, LorenzWindows.Points, 3);
        Draw(data, window, network.call(window).Solved, training).Save(plot);
        var isTrue = truth.ne(0);
        var hasTrueTerms = found.ne(0).eq(isTrue).all().ToBoolean();
        var largestError = ((found / truth) - 1).masked_select(isTrue).abs().max().ToDouble();
        var summary = string.Create(
            CultureInfo.InvariantCulture,
            $"{found.ne(0).sum().ToInt64()} terms, {(hasTrueTerms ? "the true seven" : "not the true seven")}; largest relative error of these {100 * largestError:0.0} %.");
        var page = Page.Put(options.Output, new PageSection(
            "LorenzNeural",
            [plot],
            "The equations of Lorenz, learned from windows of noisy data: a network cleans the data, and coefficients of thirty candidate terms are trained with it.",
            summary));
        console.WriteWhole(Tabulate(found));
        console.WriteLine(summary);
        console.WriteLine($"Plot: {plot}");
        console.WriteLine($"Page: {page}");
        return new LorenzNeuralResult(training.Losses, hasTrueTerms, largestError, plot, page);
    }

    private static Table Tabulate(Tensor found)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("term");
        foreach (var rate in new[] { "x'", "y'", "z'" })
        {
            table.AddColumn(rate, static column => column.RightAligned()).AddColumn("true", static column => column.RightAligned());
        }

        for (var term = 0; term < LorenzWindows.Terms.Length; term++)
        {
            var cells = Enumerable.Range(0, 3).SelectMany(state => new[] { Text(found[term, state].ToDouble()), Text(LorenzWindows.Truth[term, state]) });
            table.AddRow([LorenzWindows.Terms[term], .. cells]);
        }

        return table;

        static string Text(double value) => value == 0 ? string.Empty : value.ToString("0.00", CultureInfo.InvariantCulture);
    }

    private static Figure Draw(LorenzWindows data, Tensor windows, Tensor solved, Training training)
    {
        var (steps, losses) = training.Curve();
        return new Figure(
            "The equations of Lorenz, learned from windows of noisy data",
            [
                new Chart("Ten windows", new Axis("x / 10"), new Axis("z / 10"),
                [
                    new Series("data", Numbers(windows[.., .., 0]), Numbers(windows[.., .., 2]), Mark.Dots, Palette.Orange),
                    .. Enumerable.Range(0, (int)windows.size(0)).Select(i => new Series("solved", Numbers(solved[i, .., 0]), Numbers(solved[i, .., 2]))),
                ])
                {
                    Note = string.Create(CultureInfo.InvariantCulture, $"of {data.Seen.size(0)} points"),
                },
                new Chart("Training", new Axis("step"), new Axis("loss") { Logarithmic = true }, [new Series(string.Empty, steps, losses, Mark.Line, Palette.Violet)]),
            ])
        {
            Columns = 2,
            ChartWidth = 420,
            ChartHeight = 300,
        };
    }

    private static double[] Numbers(Tensor tensor) => tensor.contiguous().data<double>().ToArray();
}
