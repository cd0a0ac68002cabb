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

namespace ScalableMNN.Samples.Kdv;

/// <summary>How large the networks and the data are.</summary>
/// <param name="Solutions">Solutions to train on; an eighth as many, two at least, are for validation and for the test.</param>
/// <param name="Hidden">Channels of the networks.</param>
/// <param name="Blocks">Their residual blocks.</param>
public sealed record KdvSize(int Solutions = 64, int Hidden = 32, int Blocks = 4);

/// <summary>What the sample found: squared errors of the ten frames relative to the mean square of the waves.</summary>
/// <param name="Losses">The loss of each step, of the forecaster with equations.</param>
/// <param name="Validation">Its error on the validation solutions.</param>
/// <param name="Test">Its error on the test solutions.</param>
/// <param name="Plain">The error of the network without equations on the test solutions.</param>
/// <param name="Still">The error of the forecast that nothing moves.</param>
/// <param name="Plot">The plot.</param>
/// <param name="Page">The page with the plots of all samples that were run into the folder.</param>
public sealed record KdvResult(IReadOnlyList<double> Losses, double Validation, double Test, double Plain, double Still, string Plot, string Page);

/// <summary>Forecasts waves of the Korteweg-de Vries equation: ten frames in, ten out, with and without a mechanistic layer.</summary>
public static class KdvSample
{
    private const int Frames = 10;

    /// <summary>The options where none are written.</summary>
    public static TrainingOptions Defaults { get; } = new("out", Steps: 1500, Batch: 16, LearningRate: 2e-3);

    /// <summary>Runs the sample.</summary>
    public static KdvResult Run(TrainingOptions options, KdvSize size, IAnsiConsole console)
    {
        using var scope = NewDisposeScope();
        manual_seed(options.Seed);
        var few = Math.Max(2, size.Solutions / 8);
        console.WriteLine("Solving the equation");
        var (train, validation, test) = (Waves.Draw(size.Solutions), Waves.Draw(few), Waves.Draw(few));

        using var mechanistic = new MechanisticForecaster(size.Hidden, size.Blocks);
        using var plain = new PlainForecaster(size.Hidden, size.Blocks);
        var training = Train("kdv-mechanistic", mechanistic, train, options, size, console);
        Train("kdv-plain", plain, train, options, size, console);

        using var off = no_grad();
        var plot = Path.Combine(options.Output, "kdv.svg");
        Draw(mechanistic, plain, test, training).Save(plot);
        var (validationError, testError, plainError, stillError) = (Error(mechanistic, validation), Error(mechanistic, test), Error(plain, test), Error(null, test));
        var summary = string.Create(
            CultureInfo.InvariantCulture,
            $"Relative squared error of the next ten frames of {few} new waves: {testError:0.0e+0} with equations ({validationError:0.0e+0} on the validation waves), {plainError:0.0e+0} without, {stillError:0.0e+0} if nothing moved.");
        var page = Page.Put(options.Output, new PageSection(
            "Kdv",
            [plot],
            "Waves of the Korteweg-de Vries equation ten frames ahead, forecast by a network that writes an equation for each point in space, and by the same network without equations.",
            summary));
        console.WriteLine(summary);
        console.WriteLine($"Plot: {plot}");
        console.WriteLine($"Page: {page}");
        return new KdvResult(training.Losses, validationError, testError, plainError, stillError, plot, page);
    }

    private static Training Train(string name, nn.Module<Tensor, Tensor> network, Tensor waves, TrainingOptions options, KdvSize size, IAnsiConsole console)
    {
        var training = new Training(name, network, options, $"{size.Solutions} solutions, width {size.Hidden}, {size.Blocks} blocks");
        training.Run(
            _ =>
            {
                var which = randint(0, waves.size(0), [options.Batch, 1], dtype: int64);
                var times = randint(0, Waves.Times - (2 * Frames) + 1, [options.Batch, 1], dtype: int64) + arange(2 * Frames, dtype: int64);
                var frames = waves[which, times];
                return nn.functional.mse_loss(network.call(frames.narrow(1, 0, Frames)), frames.narrow(1, Frames, Frames));
            },
            console);
        return training;
    }

    /// <summary>The relative squared error at every tenth time of all waves; of the forecast that nothing moves where there is no network.</summary>
    private static double Error(nn.Module<Tensor, Tensor>? network, Tensor waves)
    {
        double error = 0, square = 0;
        for (var time = 0; time + (2 * Frames) <= Waves.Times; time += Frames)
        {
            using var scope = NewDisposeScope();
            var (seen, next) = (waves.narrow(1, time, Frames), waves.narrow(1, time + Frames, Frames));
            var forecast = network is null ? seen.narrow(1, -1, 1) : network.call(seen);
            error += (forecast - next).pow(2).mean().ToDouble();
            square += next.pow(2).mean().ToDouble();
        }

        return error / square;
    }

    private static Figure Draw(MechanisticForecaster mechanistic, PlainForecaster plain, Tensor test, Training training)
    {
        var seen = test.narrow(1, 60, Frames).narrow(0, 0, 2);
        var (with, without) = (mechanistic.call(seen), plain.call(seen));
        double[] x = [.. Enumerable.Range(0, Waves.Width).Select(static i => i * 0.5)];
        var (steps, losses) = training.Curve();
        return new Figure(
            "Waves of the Korteweg-de Vries equation, ten frames ahead",
            [
                .. Enumerable.Range(0, 2).Select(i => new Chart($"New wave {i + 1}", new Axis("x"), new Axis(),
                [
                    new Series("last frame seen", x, Numbers(seen[i, -1]), Mark.Line, Palette.Grey),
                    new Series("tenth frame after it", x, Numbers(test[i, 79]), Mark.DashedLine, Palette.Ink),
                    new Series("forecast with equations", x, Numbers(with[i, -1])),
                    new Series("without", x, Numbers(without[i, -1]), Mark.Line, Palette.Orange),
                ])),
                new Chart("Training", new Axis("step"), new Axis("loss") { Logarithmic = true }, [new Series(string.Empty, steps, losses, Mark.Line, Palette.Violet)]),
            ])
        {
            ChartWidth = 860,
            ChartHeight = 220,
        };
    }

    private static double[] Numbers(Tensor tensor) => tensor.to(float64).contiguous().data<double>().ToArray();
}
