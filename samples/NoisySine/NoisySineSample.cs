using System;
using System.IO;
using System.Linq;
using MathNet.Numerics.Random;
using ScalableMNN.Dsl.Plots;
using ScalableMNN.Runtime.Fitting;
using ScalableMNN.Samples.Presentation;
using Spectre.Console;
using Distance = MathNet.Numerics.Distance;

namespace ScalableMNN.Samples.NoisySine;

/// <summary>How to run the sample.</summary>
/// <param name="Output">Folder for the plot.</param>
/// <param name="Iterations">Most iterations of the fit. A fit without an end would follow the noise.</param>
/// <param name="Seed">The seed of the noise, and of the coefficients at which learning starts.</param>
public sealed record NoisySineOptions(string Output, int Iterations = NoisySineOptions.DefaultIterations, int Seed = 1)
{
    /// <summary>Enough to follow the sine, and too few to follow much of the noise.</summary>
    public const int DefaultIterations = 100;
}

/// <summary>What the sample found.</summary>
/// <param name="StartLoss">The sum of squares before learning.</param>
/// <param name="Loss">The sum of squares after learning.</param>
/// <param name="NoiseLoss">The sum of squares of the function without noise.</param>
/// <param name="RootMeanSquareNoise">Distance of the data from the function without noise.</param>
/// <param name="RootMeanSquareError">Distance of the fit from the function without noise.</param>
/// <param name="Fit">The fit.</param>
/// <param name="Plot">The plot.</param>
public sealed record NoisySineResult(
    double StartLoss,
    double Loss,
    double NoiseLoss,
    double RootMeanSquareNoise,
    double RootMeanSquareError,
    FitResult<LearnedEquation.Parameters, LearnedEquation.Trajectories> Fit,
    string Plot);

/// <summary>Learns an equation of second order, with coefficients and steps of its own at every grid point, whose solution follows a noisy damped sine.</summary>
public static class NoisySineSample
{
    private const int Points = 500;

    /// <summary>Runs the sample.</summary>
    public static NoisySineResult Run(NoisySineOptions options, IAnsiConsole console)
    {
        var data = new DampedSine(Points, options.Seed);
        var inputs = new LearnedEquation.Inputs(Points);
        var observations = new LearnedEquation.Observations(inputs);
        observations.Y.Add(trajectory: 0, data.Noisy);

        // Learning starts at random coefficients between 0 and 1, and steps of 0.1.
        var start = new LearnedEquation.Parameters(inputs);
        var random = new MersenneTwister(options.Seed);
        start.C0.Set((_, _) => random.NextDouble());
        start.C1.Set((_, _) => random.NextDouble());
        start.C2.Set((_, _) => random.NextDouble());
        var before = LearnedEquation.Solve(start, inputs).EnsureSuccess().Y.ToArray();

        var fit = Fit(start, inputs, observations, options, console);
        var after = fit.Trajectories.Y.ToArray();
        var plot = Path.Combine(options.Output, "noisy-sine.svg");
        Draw(data, fit).Save(plot);
        var result = new NoisySineResult(
            Distance.SSD(before, data.Noisy), fit.Loss, Distance.SSD(data.Truth, data.Noisy), Math.Sqrt(Distance.MSE(data.Truth, data.Noisy)), Math.Sqrt(Distance.MSE(data.Truth, after)), fit, plot);
        console.WriteLine(FormattableString.Invariant($"Sum of squares: {result.StartLoss:0.0} at the start, {result.Loss:0.00} after {fit.Evaluations} solves; the sine without noise has {result.NoiseLoss:0.00}."));
        console.WriteLine(FormattableString.Invariant($"Distance from the sine without noise: {result.RootMeanSquareError:0.000} (fit), {result.RootMeanSquareNoise:0.000} (data)."));
        console.WriteLine($"Plot: {plot}");
        var page = Page.Put(options.Output, new PageSection("NoisySine", [plot], "An equation of second order whose coefficients and steps are learned at every grid point, so that its solution follows a noisy damped sine.", string.Empty));
        console.WriteLine($"Page: {page}");
        return result;
    }

    private static FitResult<LearnedEquation.Parameters, LearnedEquation.Trajectories> Fit(
        LearnedEquation.Parameters start, LearnedEquation.Inputs inputs, LearnedEquation.Observations observations, NoisySineOptions options, IAnsiConsole console) =>
        console.Progress().Start(progress =>
        {
            var task = progress.AddTask("Learning", maxValue: options.Iterations);
            var report = new Progress<FitProgress>(at =>
            {
                task.Value = at.Iteration;
                task.Description = FormattableString.Invariant($"Learning: sum of squares {at.Loss:0.00}");
            });
            return LearnedEquation.Fit(start, inputs, observations, new FitOptions { MaxIterations = options.Iterations, Progress = report });
        });

    private static Figure Draw(DampedSine data, FitResult<LearnedEquation.Parameters, LearnedEquation.Trajectories> fit)
    {
        var steps = fit.Parameters.Steps.ToArray(0);
        var x = new Axis { Minimum = -0.5, Maximum = 50.5 };
        return new Figure("A learned equation of second order follows a noisy damped sine",
        [
            new Chart("Solution", x, new Axis(),
            [
                new Series("data", data.X, data.Noisy, Mark.Dots, Palette.Grey),
                new Series("sine without noise", data.X, data.Truth, Mark.DashedLine, Palette.Ink),
                new Series("fit", data.X, fit.Trajectories.Y.ToArray()),
            ]),
            new Chart("Learned steps", x, new Axis { Minimum = 0 }, [new Series(string.Empty, data.X[1..], steps, Mark.Dots, Palette.Violet)]),
        ])
        {
            XLabel = "x",
            ChartWidth = 860,
            ChartHeight = 220,
        };
    }
}
