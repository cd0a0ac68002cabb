using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using ScalableMNN.Dsl.Plots;
using ScalableMNN.Runtime.Estimation;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Samples.Presentation;
using Spectre.Console;

namespace ScalableMNN.Samples.TwoBody;

/// <summary>How to run the sample.</summary>
/// <param name="Output">Folder for the plot and the page.</param>
/// <param name="Noise">Standard deviation of the measured coordinates, astronomical units.</param>
/// <param name="Seed">Seed of the noise and of the times.</param>
public sealed record TwoBodyOptions(string Output, double Noise = TwoBodyOptions.DefaultNoise, int Seed = 1)
{
    /// <summary>A hundredth of the long axis of the orbit.</summary>
    public const double DefaultNoise = 0.04;
}

/// <summary>What the sample found.</summary>
/// <param name="Report">The estimate.</param>
/// <param name="RootMeanSquareError">By how much the estimated positions differ from the true ones, root mean square over all grid points and coordinates.</param>
/// <param name="Plot">The picture.</param>
/// <param name="Page">The page that shows it.</param>
public sealed record TwoBodyResult(EstimateReport Report, double RootMeanSquareError, string Plot, string Page);

/// <summary>Weighs two stars: estimates their masses, positions and velocities from noisy positions.</summary>
public static class TwoBodySample
{
    private const double Years = 4.5;
    private const int Count = 60;

    // Half the width of a 95 % confidence band, in standard deviations.
    private const double HalfWidth = 1.96;

    /// <summary>The orbit that the sightings are made of.</summary>
    public static KeplerOrbit Truth { get; } = new(M1: 1.1, M2: 0.7, Axis: 2, Eccentricity: 0.5, Drift: (0.25, 0.1));

    /// <summary>Runs the sample.</summary>
    public static TwoBodyResult Run(TwoBodyOptions options, IAnsiConsole console)
    {
        var sightings = Sightings.Of(Truth, Count, Years, options.Noise, options.Seed);
        var grid = TimeGrid.Through(sightings.Times, new TimeGridOptions { LargestStep = 0.02 });
        var inputs = new DoubleStar.Inputs(grid.Points);
        inputs.Set(0, grid);
        foreach (var initial in new[] { inputs.InitialX1, inputs.InitialY1, inputs.InitialX2, inputs.InitialY2 })
        {
            initial.Set(0, double.NaN, double.NaN);
        }

        inputs.ObservedX1.Set(0, grid.Measured, sightings.X1);
        inputs.ObservedY1.Set(0, grid.Measured, sightings.Y1);
        inputs.ObservedX2.Set(0, grid.Measured, sightings.X2);
        inputs.ObservedY2.Set(0, grid.Measured, sightings.Y2);

        var estimate = Estimate(inputs, console);
        var at = estimate.Trajectories;
        var truth = grid.Times.ToArray().Select(Truth.At).ToArray();
        var error = Math.Sqrt(truth.Select((of, point) =>
            Square(of.X1 - at.X1[0, point]) + Square(of.Y1 - at.Y1[0, point]) + Square(of.X2 - at.X2[0, point]) + Square(of.Y2 - at.Y2[0, point])).Average() / 4);
        console.WriteWhole(Tabulate(estimate));
        var plot = Path.Combine(options.Output, "two-body.svg");
        Draw(sightings, grid.Times.ToArray(), estimate).Save(plot);
        var page = Page.Put(options.Output, new PageSection(
            "TwoBody",
            [plot],
            string.Create(CultureInfo.InvariantCulture, $"Two stars of {Truth.M1} and {Truth.M2} masses of the Sun, seen on {Count} nights with an error of {options.Noise} astronomical units. Masses, positions and velocities are estimated together; the band is that of 95 % confidence at each time."),
            estimate.ToString()));
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{estimate.Message} Error of all positions: {error:0.0000} au, root mean square; of the sightings: {options.Noise} au.");
        console.WriteLine($"Plot: {plot}");
        console.WriteLine($"Page: {page}");
        return new TwoBodyResult(estimate.Report, error, plot, page);

        static double Square(double value) => value * value;
    }

    private static Estimate<DoubleStar.Parameters, DoubleStar.Trajectories> Estimate(DoubleStar.Inputs inputs, IAnsiConsole console) =>
        console.Status().Start("Weighing two stars", status =>
        {
            var progress = new Progress<EstimateProgress>(at => status.Status = string.Create(
                CultureInfo.InvariantCulture, $"Iteration {at.Iteration}: misfit of the data {at.DataMisfit:0.000}, of the model {at.ModelMisfit:0.0e+0}"));
            return DoubleStar.Estimate(inputs, new EstimateOptions { Deviations = true, Progress = progress });
        });

    private static Table Tabulate(Estimate<DoubleStar.Parameters, DoubleStar.Trajectories> estimate)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("mass (Sun = 1)");
        foreach (var column in new[] { "estimate", "standard error", "95 % interval", "truth" })
        {
            table.AddColumn(column, static column => column.RightAligned());
        }

        foreach (var (mass, truth) in new[] { (estimate.Report["M1"], Truth.M1), (estimate.Report["M2"], Truth.M2) })
        {
            table.AddRow(mass.Name, Text(mass.Value), Text(mass.StandardError), $"{Text(mass.Lower)} .. {Text(mass.Upper)}", Text(truth));
        }

        return table;

        static string Text(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
    }

    private static Figure Draw(Sightings sightings, double[] times, Estimate<DoubleStar.Parameters, DoubleStar.Trajectories> estimate)
    {
        var at = estimate.Trajectories;
        var deviations = estimate.Deviations!.X1.ToArray();
        double[] errors = [.. at.X1.ToArray().Zip(times, static (x, time) => x - Truth.At(time).X1)];
        return new Figure(
            "Two stars and their masses",
            [
                new Chart(
                    "In the sky",
                    new Axis("x, astronomical units"),
                    new Axis("y, astronomical units"),
                    [
                        new Series("first star", at.X1.ToArray(), at.Y1.ToArray()),
                        new Series("second star", at.X2.ToArray(), at.Y2.ToArray(), Mark.Line, Palette.Teal),
                        new Series("sightings", sightings.X1, sightings.Y1, Mark.Circles, Palette.Orange),
                        new Series("sightings", sightings.X2, sightings.Y2, Mark.Circles, Palette.Orange),
                    ]),
                new Chart(
                    "Error of x of the first star",
                    new Axis("years"),
                    new Axis("astronomical units"),
                    [
                        Series.Band("95 % confidence", times, [.. errors.Zip(deviations, static (error, by) => error - (HalfWidth * by))], [.. errors.Zip(deviations, static (error, by) => error + (HalfWidth * by))]),
                        new Series("truth", [0, times[^1]], [0, 0], Mark.DashedLine, Palette.Ink),
                        new Series("first star", times, errors),
                        new Series("sightings", sightings.Times, [.. sightings.X1.Zip(sightings.Times, static (x, time) => x - Truth.At(time).X1)], Mark.Circles, Palette.Orange),
                    ]),
            ])
        {
            Columns = 2,
            ChartWidth = 400,
            ChartHeight = 300,
        };
    }
}
