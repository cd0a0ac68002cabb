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

namespace ScalableMNN.Samples.LogisticParameters;

/// <summary>What the sample found, on populations that the network has not seen.</summary>
/// <param name="Losses">The loss of each step.</param>
/// <param name="RateError">Mean relative error of the rates.</param>
/// <param name="CapacityError">Mean relative error of the capacities.</param>
/// <param name="CurveError">Distance of the curves from those without noise, root mean square.</param>
/// <param name="Plot">The plot.</param>
/// <param name="Page">The page with the plots of all samples that were run into the folder.</param>
public sealed record LogisticParametersResult(IReadOnlyList<double> Losses, double RateError, double CapacityError, double CurveError, string Plot, string Page);

/// <summary>Trains a network that reads the parameters of a population off its noisy counts, without ever being told one: only the curve that the model makes of them is compared with the counts.</summary>
public static class LogisticParametersSample
{
    /// <summary>The options where none are written.</summary>
    public static TrainingOptions Defaults { get; } = new("out", Steps: 6000, Batch: 128, LearningRate: 3e-3);

    /// <summary>Runs the sample.</summary>
    public static LogisticParametersResult Run(TrainingOptions options, IAnsiConsole console)
    {
        using var scope = NewDisposeScope();
        manual_seed(options.Seed);
        using var network = new PopulationNetwork();
        var test = Populations.Draw(256);
        var training = new Training("logistic-parameters", network, options);
        training.Run(
            _ =>
            {
                var populations = Populations.Draw(options.Batch);
                return nn.functional.mse_loss(network.call(populations.Seen), populations.Seen);
            },
            console);

        using var off = no_grad();
        var (rate, capacity, _) = network.Infer(test.Seen);
        var curves = network.call(test.Seen);
        var plot = Path.Combine(options.Output, "logistic-parameters.svg");
        Draw(test, rate, capacity, curves, training).Save(plot);
        var rateError = ((rate / test.Rate) - 1).abs().mean().ToDouble();
        var capacityError = ((capacity / test.Capacity) - 1).abs().mean().ToDouble();
        var curveError = (curves - test.Clean).pow(2).mean().sqrt().ToDouble();
        var summary = string.Create(
            CultureInfo.InvariantCulture,
            $"256 new populations: rates within {100 * rateError:0.0} %, capacities within {100 * capacityError:0.0} % on average; curves {curveError:0.0000} from those without noise, the data {Populations.Noise}.");
        var page = Page.Put(options.Output, new PageSection(
            "LogisticParameters",
            [plot],
            "A network reads rate and capacity of populations off noisy counts. It was only told how far the model's curve is from the counts, never a parameter; these populations are new to it.",
            summary));
        console.WriteLine(summary);
        console.WriteLine($"Plot: {plot}");
        console.WriteLine($"Page: {page}");
        return new LogisticParametersResult(training.Losses, rateError, capacityError, curveError, plot, page);
    }

    private static Figure Draw(Populations test, Tensor rate, Tensor capacity, Tensor curves, Training training)
    {
        var (steps, losses) = training.Curve();
        return new Figure(
            "A network reads growth rates and capacities off noisy counts",
            [
                Scatter("Rate r", Numbers(test.Rate), Numbers(rate), 2.6),
                Scatter("Capacity K", Numbers(test.Capacity), Numbers(capacity), 2),
                .. Enumerable.Range(0, 4).Select(i => new Chart($"New population {i + 1}", new Axis("time"), new Axis { Minimum = 0 },
                [
                    new Series("counts", Populations.Times, Numbers(test.Seen[i]), Mark.Dots, Palette.Grey),
                    new Series("without noise", Populations.Times, Numbers(test.Clean[i]), Mark.DashedLine, Palette.Ink),
                    new Series("the model's curve", Populations.Times, Numbers(curves[i])),
                ])),
                new Chart("Training", new Axis("step"), new Axis("loss") { Logarithmic = true }, [new Series(string.Empty, steps, losses, Mark.Line, Palette.Violet)]),
            ])
        {
            Columns = 2,
            ChartWidth = 420,
            ChartHeight = 220,
        };
    }

    private static Chart Scatter(string title, double[] truth, double[] inferred, double largest) => new(
        title,
        new Axis("true") { Minimum = 0, Maximum = largest },
        new Axis("inferred") { Minimum = 0, Maximum = largest },
        [new Series(string.Empty, [0, largest], [0, largest], Mark.DashedLine, Palette.Grey), new Series("test populations", truth, inferred, Mark.Dots, Palette.Teal)]);

    private static double[] Numbers(Tensor tensor) => tensor.contiguous().data<double>().ToArray();
}
