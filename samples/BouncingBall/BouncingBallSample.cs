using System;
using System.Globalization;
using System.IO;
using System.Linq;
using ScalableMNN.Dsl.Plots;
using ScalableMNN.Runtime.Estimation;
using ScalableMNN.Samples.Presentation;
using Spectre.Console;

namespace ScalableMNN.Samples.BouncingBall;

/// <summary>How to run the sample.</summary>
/// <param name="Output">Folder for the plot and the page.</param>
public sealed record BouncingBallOptions(string Output);

/// <summary>What the sample found.</summary>
/// <param name="Bounces">When the ball bounced, s.</param>
/// <param name="Report">The estimate.</param>
/// <param name="Plot">The picture.</param>
/// <param name="Page">The page that shows it.</param>
public sealed record BouncingBallResult(double[] Bounces, EstimateReport Report, string Plot, string Page);

/// <summary>An event that a condition triggers: where the ball touches the ground its speed is turned round.</summary>
public static class BouncingBallSample
{
    private const double Seconds = 4;

    /// <summary>Runs the sample.</summary>
    public static BouncingBallResult Run(BouncingBallOptions options, IAnsiConsole console)
    {
        // The truth: dropped from one metre, 85 % of the speed is left.
        var truth = new Ball.Parameters { Restitution = 0.85 };
        var drop = Dropped();
        drop.WantEvenly(0, Seconds, 401);
        var exact = Ball.Solve(truth, drop).EnsureSuccess();
        double[] bounces = [.. exact.Reports[0].March!.Events.Select(static occurrence => occurrence.Time)];

        // What a camera sees every tenth of a second, with an error of a centimetre.
        var random = new Random(2);
        var seen = Dropped();
        double[] times = [.. Enumerable.Range(1, 40).Select(static i => 0.1 * i)];
        double[] heights = [.. times.Select(time => exact.Height.At(time) + (0.01 * Normal(random)))];
        foreach (var (time, height) in times.Zip(heights))
        {
            seen.ObserveHeight(time, height);
        }

        seen.WantEvenly(0, Seconds, 401);
        var estimate = Ball.Estimate(seen);
        console.WriteLine(estimate.ToString());
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{bounces.Length} bounces, the first at {bounces[0]:0.0000} s, the last at {bounces[^1]:0.0000} s.");
        var plot = Path.Combine(options.Output, "bouncing-ball.svg");
        Draw(estimate, times, heights).Save(plot);
        var page = Page.Put(options.Output, new PageSection(
            "BouncingBall",
            [plot],
            "A ball that is dropped from a metre and bounces, seen every tenth of a second with an error of a centimetre; acceleration and restitution are estimated through the moments of the bounces, which move with both.",
            estimate.ToString()));
        console.WriteLine($"Plot: {plot}");
        console.WriteLine($"Page: {page}");
        return new BouncingBallResult(bounces, estimate.Report, plot, page);
    }

    private static Figure Draw(Estimate<Ball.Parameters, Ball.Trajectories> estimate, double[] times, double[] heights)
    {
        var chart = new Chart(
            "Height",
            new Axis(),
            new Axis { Minimum = -0.03 },
            [
                new Series("estimated from what was seen", estimate.Trajectories.Times(), estimate.Trajectories.Height.ToArray()),
                new Series("seen", times, heights, Mark.Circles, Palette.Orange),
            ])
        {
            Note = string.Create(CultureInfo.InvariantCulture, $"restitution {estimate.Parameters.Restitution:0.000}"),
        };
        return new Figure("A ball that bounces", [chart]) { XLabel = "s", YLabel = "m", Columns = 1, ChartWidth = 700, ChartHeight = 280 };
    }

    private static Ball.Schedule Dropped()
    {
        var schedule = new Ball.Schedule();
        schedule.InitialHeight.Set(0, 1, 0);
        return schedule;
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
