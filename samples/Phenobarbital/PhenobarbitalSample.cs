using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using ScalableMNN.Dsl.Plots;
using ScalableMNN.Runtime.Estimation.Population;
using ScalableMNN.Runtime.Schedules;
using ScalableMNN.Samples.Presentation;
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
        var how = new PlotOptions
        {
            TimeUnit = "h",
            Units = new Dictionary<string, string> { ["Concentration"] = "mg/L" },
            Trajectories = [.. table.Individuals.Select(static infant => $"Infant {infant}")],
        };
        population.PlotIndividualFits(how with { Title = "Phenobarbital in newborn infants, the first 12 of 59" }).Save(plot);
        var check = Path.Combine(options.Output, "phenobarbital-check.svg");
        population.Simulate().PlotCheck("Concentration", how).Save(check);
        var predictions = Path.Combine(options.Output, "phenobarbital-predictions.svg");
        population.Report.PlotPredictions(how).Save(predictions);
        population.SaveHtml(Path.Combine(options.Output, "phenobarbital-population.html"), how);
        var page = Page.Put(options.Output, new PageSection(
            "Phenobarbital",
            [plot, predictions, check],
            "Phenobarbital in the blood of twelve of 59 newborn infants during repeated doses: a population of one-compartment models, in which clearance and volume grow with the weight at birth and vary at random. The curves are those of each infant, with its own effects, and of one that is like none in particular, but for its weight and doses. Then what was measured against what is predicted, and a visual predictive check.",
            population.ToString()));
        console.WriteLine($"Plot: {plot}, and a report: phenobarbital-population.html");
        console.WriteLine($"Page: {page}");
        return new PhenobarbitalResult(table, population.Report, plot, page);
    }
}
