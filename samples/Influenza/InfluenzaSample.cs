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

namespace ScalableMNN.Samples.Influenza;

/// <summary>How to run the sample.</summary>
/// <param name="Output">Folder for the plot and the page.</param>
public sealed record InfluenzaOptions(string Output);

/// <summary>What the sample found.</summary>
/// <param name="Report">The estimate.</param>
/// <param name="LargestImbalance">By how much the three groups together differ from the number of boys at any grid point.</param>
/// <param name="Plot">The picture.</param>
/// <param name="Page">The page that shows it.</param>
public sealed record InfluenzaResult(EstimateReport Report, double LargestImbalance, string Plot, string Page);

/// <summary>Estimates the rates of infection and recovery of an influenza in a boarding school.</summary>
public static class InfluenzaSample
{
    // Half the width of a 95 % confidence band, in standard deviations.
    private const double HalfWidth = 1.96;

    private const double Boys = 763;

    /// <summary>Runs the sample.</summary>
    public static InfluenzaResult Run(InfluenzaOptions options, IAnsiConsole console)
    {
        var counts = BedCount.ReadAll(Path.Combine(AppContext.BaseDirectory, "influenza-boarding-school-1978.csv"));
        double[] days = [.. counts.Select(count => (count.Date - counts[0].Date).TotalDays)];
        var grid = TimeGrid.Through(days, new TimeGridOptions { LargestStep = 0.1 });
        var inputs = new Outbreak.Inputs(grid.Points);
        inputs.Set(0, grid);
        inputs.InitialInfected.Fill(double.NaN);
        inputs.InitialRecovered.Fill(0);
        inputs.ObservedInfected.Set(0, grid.Measured, [.. counts.Select(static count => count.InBed)]);

        var estimate = Estimate(inputs, console);
        var (beta, gamma) = (estimate.Report["Beta"], estimate.Report["Gamma"]);
        console.WriteWhole(Tabulate([beta, gamma]));
        var plot = Path.Combine(options.Output, "influenza.svg");
        Draw(days, counts, grid.Times.ToArray(), estimate).Save(plot);
        var page = Page.Put(options.Output, new PageSection(
            "Influenza",
            [plot],
            "Boys in bed with influenza in an English boarding school, 22 January to 4 February 1978, and the model of those who are susceptible, infected and recovered. The bands are those of 95 % confidence at each time.",
            estimate.ToString()));
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{estimate.Message} One ill boy infected {beta.Value / gamma.Value:0.0} others at first.");
        console.WriteLine($"Plot: {plot}");
        console.WriteLine($"Page: {page}");
        var at = estimate.Trajectories;
        var imbalance = Enumerable.Range(0, grid.Points).Max(point => Math.Abs(at.Susceptible[0, point] + at.Infected[0, point] + at.Recovered[0, point] - Boys));
        return new InfluenzaResult(estimate.Report, imbalance, plot, page);
    }

    private static Estimate<Outbreak.Parameters, Outbreak.Trajectories> Estimate(Outbreak.Inputs inputs, IAnsiConsole console) =>
        console.Status().Start("Estimating two rates", status =>
        {
            var progress = new Progress<EstimateProgress>(at => status.Status = string.Create(
                CultureInfo.InvariantCulture, $"Iteration {at.Iteration}: misfit of the data {at.DataMisfit:0.000}, of the model {at.ModelMisfit:0.0e+0}"));
            return Outbreak.Estimate(inputs, new EstimateOptions { Deviations = true, Progress = progress });
        });

    private static Table Tabulate(ParameterEstimate[] rates)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("rate (1/day)");
        foreach (var column in new[] { "estimate", "standard error", "95 % interval" })
        {
            table.AddColumn(column, static column => column.RightAligned());
        }

        foreach (var rate in rates)
        {
            table.AddRow(rate.Name, Text(rate.Value), Text(rate.StandardError), $"{Text(rate.Lower)} .. {Text(rate.Upper)}");
        }

        return table;

        static string Text(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
    }

    private static Figure Draw(double[] days, IReadOnlyList<BedCount> counts, double[] times, Estimate<Outbreak.Parameters, Outbreak.Trajectories> estimate)
    {
        var (at, by) = (estimate.Trajectories, estimate.Deviations!);
        return new Figure(
            "Influenza in a boarding school, 1978",
            [
                new Chart(
                    "In bed",
                    new Axis { TickStep = 2 },
                    new Axis(),
                    [
                        .. Curve("infected", at.Infected.ToArray(), by.Infected.ToArray(), Palette.Blue),
                        new Series("counted in bed", days, [.. counts.Select(static count => count.InBed)], Mark.Circles, Palette.Orange),
                    ]),
                new Chart(
                    "All 763 boys",
                    new Axis { TickStep = 2 },
                    new Axis(),
                    [
                        .. Curve("susceptible", at.Susceptible.ToArray(), by.Susceptible.ToArray(), Palette.Teal),
                        .. Curve("infected", at.Infected.ToArray(), by.Infected.ToArray(), Palette.Blue),
                        .. Curve("recovered", at.Recovered.ToArray(), by.Recovered.ToArray(), Palette.Violet),
                    ]),
            ])
        {
            XLabel = "days after 22 January",
            YLabel = "boys",
            Columns = 2,
            ChartWidth = 400,
            ChartHeight = 280,
        };

        Series[] Curve(string label, double[] curve, double[] deviation, string colour) =>
        [
            Series.Band(string.Empty, times, [.. curve.Zip(deviation, static (value, by) => value - (HalfWidth * by))], [.. curve.Zip(deviation, static (value, by) => value + (HalfWidth * by))], colour),
            new Series(label, times, curve, Mark.Line, colour),
        ];
    }
}
