using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using ScalableMNN.Dsl.Plots;
using ScalableMNN.Runtime.Estimation;
using ScalableMNN.Runtime.Estimation.Population;
using ScalableMNN.Samples.Presentation;
using Spectre.Console;

namespace ScalableMNN.Samples.Theophylline;

/// <summary>How to run the sample.</summary>
/// <param name="Output">Folder for the plot and the page.</param>
public sealed record TheophyllineOptions(string Output);

/// <summary>What was estimated for a subject.</summary>
public sealed record SubjectEstimate(Subject Subject, ParameterEstimate Ka, ParameterEstimate Ke, ParameterEstimate V, double ResidualSumOfSquares);

/// <summary>What the sample found.</summary>
public sealed record TheophyllineResult(IReadOnlyList<SubjectEstimate> Subjects, EstimateReport Report, PopulationReport Population, string Plot, string Page);

/// <summary>Estimates the pharmacokinetics of theophylline in twelve subjects, each by itself and as a population.</summary>
public static class TheophyllineSample
{
    /// <summary>Runs the sample.</summary>
    public static TheophyllineResult Run(TheophyllineOptions options, IAnsiConsole console)
    {
        var subjects = Subject.ReadAll(Path.Combine(AppContext.BaseDirectory, "theophylline.csv"));

        // One trajectory per subject: a dose at time 0, then what was measured, when it was. What was measured at time 0 is an observation like the others, of what was before the dose.
        var study = new OneCompartment.Schedule(subjects.Count);
        var population = new TheophyllinePopulation.Schedule(subjects.Count);
        study.InitialConcentration.Fill(0);
        population.InitialConcentration.Fill(0);
        for (var i = 0; i < subjects.Count; i++)
        {
            study.DoseGut(i, 0, subjects[i].Dose);
            population.DoseGut(i, 0, subjects[i].Dose);
            foreach (var (time, value) in subjects[i].Times.Zip(subjects[i].Concentrations))
            {
                study.ObserveConcentration(i, time, value);
                population.ObserveConcentration(i, time, value);
            }
        }

        // For smooth curves.
        study.WantEvenly(0, 24, 97);
        population.WantEvenly(0, 24, 97);
        var estimate = Estimate(study, console);
        var together = TheophyllinePopulation.EstimatePopulation(population);
        var found = subjects.Select((subject, i) => Of(subject, i, estimate.Report)).ToList();
        console.WriteLine("Each subject by itself, estimates ± standard errors:");
        console.WriteWhole(Tabulate(found));
        console.WriteLine("As a population, with random effects on absorption and clearance:");
        console.WriteLine(together.ToString());
        console.WriteLine();
        var plot = Path.Combine(options.Output, "theophylline.svg");
        var how = new PlotOptions
        {
            TimeUnit = "h",
            Units = new Dictionary<string, string> { ["Concentration"] = "mg/L", ["Gut"] = "mg/kg", ["Ka"] = "1/h", ["Ke"] = "1/h", ["V"] = "L/kg" },
            Trajectories = [.. subjects.Select(static subject => $"Subject {subject.Name}")],
        };
        estimate.PlotTrajectories(how with { Title = "Theophylline in the blood of twelve subjects after an oral dose", Show = ["Concentration"] }).Save(plot);
        estimate.SaveHtml(Path.Combine(options.Output, "theophylline-each.html"), how with { Show = ["Concentration"] });
        together.SaveHtml(Path.Combine(options.Output, "theophylline-population.html"), how);
        var page = Page.Put(options.Output, new PageSection(
            "Theophylline",
            [plot],
            "Concentrations of theophylline in the blood of twelve subjects after an oral dose, and a model of one compartment with three parameters for each, estimated together. The bands are those of 95 % confidence at each time. Below, the same subjects as a population.",
            estimate + "\n\n" + together));
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{estimate.Message} Standard deviation of the measurements: {estimate.Report.Observables[0].Noise:0.00} mg/L, with {estimate.Report.DegreesOfFreedom} degrees of freedom.");
        console.WriteLine($"Plot: {plot}, and a report each: theophylline-each.html, theophylline-population.html");
        console.WriteLine($"Page: {page}");
        return new TheophyllineResult(found, estimate.Report, together.Report, plot, page);
    }

    private static Estimate<OneCompartment.Parameters, OneCompartment.Trajectories> Estimate(OneCompartment.Schedule study, IAnsiConsole console) =>
        console.Status().Start($"Estimating {3 * study.TrajectoryCount} parameters of {study.TrajectoryCount} subjects", status =>
        {
            var progress = new Progress<EstimateProgress>(at => status.Status = string.Create(
                CultureInfo.InvariantCulture, $"Iteration {at.Iteration}: misfit of the data {at.DataMisfit:0.000}"));
            return OneCompartment.Estimate(study, new EstimateOptions { Deviations = true, Progress = progress });
        });

    private static SubjectEstimate Of(Subject subject, int trajectory, EstimateReport report) => new(
        subject,
        report["Ka", trajectory],
        report["Ke", trajectory],
        report["V", trajectory],
        report.Residuals.Where(residual => residual.Trajectory == trajectory).Sum(static residual => Math.Pow(residual.Measured - residual.Fitted, 2)));

    private static Table Tabulate(IEnumerable<SubjectEstimate> estimates)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("subject");
        foreach (var column in new[] { "ka (1/h)", "ke (1/h)", "V (L/kg)", "sum of squares" })
        {
            table.AddColumn(column, static column => column.RightAligned());
        }

        foreach (var (subject, ka, ke, v, sum) in estimates)
        {
            table.AddRow(subject.Name, Text(ka, "0.00"), Text(ke, "0.0000"), Text(v, "0.000"), sum.ToString("0.000", CultureInfo.InvariantCulture));
        }

        return table;

        static string Text(ParameterEstimate parameter, string format) =>
            string.Create(CultureInfo.InvariantCulture, $"{parameter.Value.ToString(format, CultureInfo.InvariantCulture)} ± {parameter.StandardError.ToString(format, CultureInfo.InvariantCulture)}");
    }
}
