using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using ScalableMNN.Runtime.Estimation;
using ScalableMNN.Runtime.Schedules;
using ScalableMNN.Samples.Plots;
using Spectre.Console;

namespace ScalableMNN.Samples.Phenobarbital;

/// <summary>How to run the sample.</summary>
/// <param name="Output">Folder for the plot and the page.</param>
public sealed record PhenobarbitalOptions(string Output);

/// <summary>What the sample found.</summary>
/// <param name="Table">What was read.</param>
/// <param name="Report">The estimate.</param>
/// <param name="Plot">The picture.</param>
/// <param name="Page">The page that shows it.</param>
public sealed record PhenobarbitalResult(TableReport Table, EstimateReport Report, string Plot, string Page);

/// <summary>Estimates the clearance and the volumes of 59 newborn infants from a table of doses and measurements.</summary>
public static class PhenobarbitalSample
{
    private const int Shown = 12;

    /// <summary>Runs the sample.</summary>
    public static PhenobarbitalResult Run(PhenobarbitalOptions options, IAnsiConsole console)
    {
        // Doses, measurements and weights are in one table; each infant becomes a trajectory.
        var schedule = Newborn.Schedule.Read(Path.Combine(AppContext.BaseDirectory, "phenobarbital.csv"), new TableColumns
        {
            Id = "subject",
            Time = "time",
            Amount = "dose",
            Value = "concentration",
            Inputs = new Dictionary<string, string> { ["Weight"] = "weight" },
        });
        console.WriteLine(Path.GetFileName(schedule.Table!.Path) + schedule.Table.ToString()[schedule.Table.Path.Length..]);

        // For the plot: what the model says every two hours, as long as an infant was watched.
        foreach (var infant in Enumerable.Range(0, schedule.TrajectoryCount))
        {
            schedule.WantOf(infant, [.. Enumerable.Range(0, 1 + (int)(schedule.LastTime(infant) / 2)).Select(static i => 2.0 * i)]);
        }

        Newborn.Inputs inputs = schedule;
        var estimate = Newborn.Estimate(inputs);
        var (clearance, volumes) = (estimate.Report["Clearance"], estimate.Parameters.Volume.ToArray());
        var table = new Table().Border(TableBorder.Rounded).AddColumn("of one kilogram").AddColumn("estimate", static column => column.RightAligned());
        table.AddRow("clearance (L/h)", string.Create(CultureInfo.InvariantCulture, $"{clearance.Value:0.00000} ± {clearance.StandardError:0.00000}"));
        table.AddRow("volume (L), median of 59", string.Create(CultureInfo.InvariantCulture, $"{volumes.Order().ElementAt(volumes.Length / 2):0.000}"));
        table.AddRow("volume (L), from .. to", string.Create(CultureInfo.InvariantCulture, $"{volumes.Min():0.000} .. {volumes.Max():0.000}"));
        console.WriteWhole(table);
        var plot = Path.Combine(options.Output, "phenobarbital.svg");
        Draw(schedule.Table, inputs, estimate).Save(plot);
        var page = Page.Put(options.Output, new PageSection(
            "Phenobarbital",
            [plot],
            "Phenobarbital in the blood of twelve of 59 newborn infants during repeated doses, and the model of one compartment with one clearance for all and a volume for each, estimated together.",
            estimate.ToString()));
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{estimate.Message} Standard deviation of the measurements: {estimate.Report.Observables[0].Noise:0.00} mg/L.");
        console.WriteLine($"Plot: {plot}");
        console.WriteLine($"Page: {page}");
        return new PhenobarbitalResult(schedule.Table, estimate.Report, plot, page);
    }

    private static Figure Draw(TableReport table, Newborn.Inputs inputs, Estimate<Newborn.Parameters, Newborn.Trajectories> estimate)
    {
        // Those with most measurements.
        var shown = estimate.Report.Residuals.GroupBy(static residual => residual.Trajectory).OrderByDescending(static of => of.Count()).ThenBy(static of => of.Key).Take(Shown).OrderBy(static of => of.Key).ToList();
        return new Figure("Phenobarbital in newborn infants", [.. shown.Select(of => Draw(table.Individuals[of.Key], of.Key, inputs.Weight[of.Key], [.. of], estimate))])
        {
            XLabel = "hours",
            YLabel = "mg/L",
            Columns = 4,
            ChartWidth = 210,
            ChartHeight = 165,
        };
    }

    private static Chart Draw(string name, int infant, double weight, DataResidual[] measured, Estimate<Newborn.Parameters, Newborn.Trajectories> estimate)
    {
        var times = estimate.Trajectories.Times(infant);
        var volume = estimate.Parameters.Volume[infant];
        double[] curve = [.. estimate.Trajectories.Amount.ToArray(infant).Select(amount => amount / (volume * weight))];
        return new Chart(
            $"Infant {name}",
            new Axis(),
            new Axis { Minimum = 0 },
            [
                new Series("fitted model", times, curve),
                new Series("measured", [.. measured.Select(static residual => residual.Time)], [.. measured.Select(static residual => residual.Measured)], Mark.Circles, Palette.Orange),
            ])
        {
            Note = string.Create(CultureInfo.InvariantCulture, $"{weight:0.0} kg"),
        };
    }
}
