using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using ScalableMNN.Runtime.Estimation.Population;
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
public sealed record PhenobarbitalResult(TableReport Table, PopulationReport Report, string Plot, string Page);

/// <summary>Estimates clearance and volume of newborn infants, and how they vary, from a table of doses and measurements.</summary>
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
        var table = schedule.Table!;
        console.WriteLine(Path.GetFileName(table.Path) + table.ToString()[table.Path.Length..]);

        // For the plot: what the model says every two hours, as long as an infant was watched.
        for (var infant = 0; infant < schedule.TrajectoryCount; infant++)
        {
            schedule.WantOf(infant, [.. Enumerable.Range(0, 1 + (int)(schedule.LastTime(infant) / 2)).Select(static i => 2.0 * i)]);
        }

        var population = Newborn.EstimatePopulation(schedule);
        console.WriteLine(population.ToString());
        var plot = Path.Combine(options.Output, "phenobarbital.svg");
        Draw(table, schedule, population).Save(plot);
        var page = Page.Put(options.Output, new PageSection(
            "Phenobarbital",
            [plot],
            "Phenobarbital in the blood of twelve of 59 newborn infants during repeated doses: a population of one-compartment models, in which clearance and volume grow with the weight at birth and vary at random. The curves are those of each infant, with its own effects, and of one that is like none in particular, but for its weight and doses.",
            population.ToString()));
        console.WriteLine($"Plot: {plot}");
        console.WriteLine($"Page: {page}");
        return new PhenobarbitalResult(table, population.Report, plot, page);
    }

    private static Figure Draw(TableReport table, Newborn.Schedule schedule, PopulationEstimate<Newborn.Parameters, Newborn.Trajectories> population)
    {
        // The same infants without random effects.
        var parameters = population.Parameters.Clone();
        parameters.OfClearance.Fill(0);
        parameters.OfVolume.Fill(0);
        var typical = Newborn.Solve(parameters, schedule).EnsureSuccess();

        // Those with most measurements.
        var shown = population.Report.Residuals.GroupBy(static residual => residual.Trajectory).OrderByDescending(static of => of.Count()).ThenBy(static of => of.Key).Take(Shown).OrderBy(static of => of.Key);
        return new Figure("Phenobarbital in newborn infants", [.. shown.Select(of => Draw(of.Key, [.. of]))])
        {
            XLabel = "hours",
            YLabel = "mg/L",
            Columns = 4,
            ChartWidth = 210,
            ChartHeight = 165,
        };

        Chart Draw(int infant, PopulationResidual[] measured)
        {
            var weight = schedule.Weight[infant];
            return new Chart(
                $"Infant {table.Individuals[infant]}",
                new Axis(),
                new Axis { Minimum = 0 },
                [
                    new Series("typical, of this weight", typical.Times(infant), Concentrations(typical, infant, parameters, weight), Mark.Line, Palette.Teal),
                    new Series("this infant", population.Trajectories.Times(infant), Concentrations(population.Trajectories, infant, population.Parameters, weight)),
                    new Series("measured", [.. measured.Select(static residual => residual.Time)], [.. measured.Select(static residual => residual.Measured)], Mark.Circles, Palette.Orange),
                ])
            {
                Note = string.Create(CultureInfo.InvariantCulture, $"{weight:0.0} kg"),
            };
        }
    }

    private static double[] Concentrations(Newborn.Trajectories trajectories, int infant, Newborn.Parameters parameters, double weight) =>
        [.. trajectories.Amount.ToArray(infant).Select(amount => amount / (weight * Math.Exp(parameters.LogVolume + parameters.OfVolume[infant])))];
}
