using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using ScalableMNN.Runtime.Fitting;
using ScalableMNN.Samples.Plots;
using Spectre.Console;

namespace ScalableMNN.Samples.Theophylline;

/// <summary>How to run the sample.</summary>
/// <param name="Output">Folder for the plot.</param>
/// <param name="Points">Grid points of each subject.</param>
public sealed record TheophyllineOptions(string Output, int Points = TheophyllineOptions.DefaultPoints)
{
    /// <summary>Enough for residual sums of squares that agree with the closed form to a tenth of a percent.</summary>
    public const int DefaultPoints = 201;
}

/// <summary>What was learned of a subject.</summary>
public sealed record SubjectFit(Subject Subject, double Ka, double Ke, double V, double ResidualSumOfSquares);

/// <summary>What the sample found.</summary>
public sealed record TheophyllineResult(IReadOnlyList<SubjectFit> Subjects, FitStatus Status, string Plot);

/// <summary>Fits the pharmacokinetics of theophylline in twelve subjects at once, each on the irregular times of its own blood samples.</summary>
public static class TheophyllineSample
{
    /// <summary>Runs the sample.</summary>
    public static TheophyllineResult Run(TheophyllineOptions options, IAnsiConsole console)
    {
        var subjects = Subject.ReadAll(Path.Combine(AppContext.BaseDirectory, "theophylline.csv"));
        var grids = subjects.Select(subject => new SamplingGrid(subject.Times, options.Points)).ToArray();

        // One trajectory per subject. The gut starts with the dose and the blood with nothing; what was measured at time 0 is an observation like the others.
        var inputs = new OneCompartment.Inputs(options.Points, subjects.Count);
        var observations = new OneCompartment.Observations(inputs);
        for (var i = 0; i < subjects.Count; i++)
        {
            inputs.Steps.Set(i, grids[i].Steps);
            inputs.InitialGut[i] = subjects[i].Dose;
            inputs.InitialConcentration[i] = 0;
            observations.Concentration.Add(i, grids[i].Observed, subjects[i].Concentrations.ToArray());
        }

        var fit = Fit(inputs, observations, console);
        var found = subjects
            .Select((subject, i) => new SubjectFit(subject, fit.Parameters.Ka[i], fit.Parameters.Ke[i], fit.Parameters.V[i], fit.TrajectoryLosses[i]))
            .ToList();
        console.Write(Tabulate(found));
        var plot = Path.Combine(options.Output, "theophylline.svg");
        Draw(found, fit.Trajectories).Save(plot);
        console.MarkupLineInterpolated($"{fit.Message} {fit.Evaluations} solves. Plot: {plot}");
        return new TheophyllineResult(found, fit.Status, plot);
    }

    private static FitResult<OneCompartment.Parameters, OneCompartment.Trajectories> Fit(
        OneCompartment.Inputs inputs, OneCompartment.Observations observations, IAnsiConsole console) =>
        console.Status().Start($"Fitting {inputs.TrajectoryCount} subjects", status =>
        {
            var progress = new Progress<FitProgress>(at => status.Status = string.Create(
                CultureInfo.InvariantCulture, $"Fitting {inputs.TrajectoryCount} subjects: {at.Iteration} improvements, sum of squares {at.Loss:0.000}"));
            return OneCompartment.Fit(new OneCompartment.Parameters(inputs), inputs, observations, new FitOptions { Progress = progress });
        });

    private static Table Tabulate(IEnumerable<SubjectFit> fits)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("subject");
        foreach (var column in new[] { "ka (1/h)", "ke (1/h)", "V (L/kg)", "residual sum of squares" })
        {
            table.AddColumn(column, static column => column.RightAligned());
        }

        foreach (var fit in fits)
        {
            table.AddRow(fit.Subject.Name, Text(fit.Ka, "0.000"), Text(fit.Ke, "0.0000"), Text(fit.V, "0.000"), Text(fit.ResidualSumOfSquares, "0.000"));
        }

        return table;

        static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
    }

    private static Figure Draw(IEnumerable<SubjectFit> fits, OneCompartment.Trajectories trajectories) => new(
        "Theophylline in the blood of twelve subjects after an oral dose",
        [.. fits.Select((fit, i) => Draw(fit, trajectories.Times(i), trajectories.Concentration.ToArray(i)))])
    {
        XLabel = "hours after the dose",
        YLabel = "mg/L",
        Columns = 4,
        ChartWidth = 210,
        ChartHeight = 165,
    };

    private static Chart Draw(SubjectFit fit, double[] times, double[] concentrations) => new(
        $"Subject {fit.Subject.Name}",
        new Axis { TickStep = 6, Minimum = -0.8, Maximum = 25.2 },
        new Axis { TickStep = 4, Minimum = -0.5, Maximum = 12.5 },
        [
            new Series("fitted model", times, concentrations),
            new Series("measured", fit.Subject.Times, fit.Subject.Concentrations, Mark.Circles, Palette.Orange),
        ])
    {
        Note = string.Create(CultureInfo.InvariantCulture, $"dose {fit.Subject.Dose:0.00} mg/kg"),
    };
}
