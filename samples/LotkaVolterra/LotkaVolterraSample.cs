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

namespace ScalableMNN.Samples.LotkaVolterra;

/// <summary>How to run the sample.</summary>
/// <param name="Output">Folder for the plot and the page.</param>
public sealed record LotkaVolterraOptions(string Output);

/// <summary>What the sample found.</summary>
public sealed record LotkaVolterraResult(EstimateReport Report, double InitialHare, double InitialLynx, string Plot, string Page);

/// <summary>Estimates the rates of growth, death and predation of hares and lynxes from twenty years of pelts.</summary>
public static class LotkaVolterraSample
{
    // Half the width of a 95 % confidence band, in standard deviations.
    private const double HalfWidth = 1.96;

    // The published values: medians of the posterior in B. Carpenter, Predator-Prey Population Dynamics (2018), with the same model, lognormal noise and weak priors.
    private static readonly (string Name, double Value)[] _published = [("Alpha", 0.55), ("Beta", 0.028), ("Gamma", 0.80), ("Delta", 0.024)];

    /// <summary>Runs the sample.</summary>
    public static LotkaVolterraResult Run(LotkaVolterraOptions options, IAnsiConsole console)
    {
        var pelts = Pelts.ReadAll(Path.Combine(AppContext.BaseDirectory, "hudson-bay-lynx-hare.csv"));
        var grid = TimeGrid.Through([.. pelts.Select(static year => year.Year)], new TimeGridOptions { LargestStep = 0.1 });
        var inputs = new PredatorPrey.Inputs(grid.Points);
        inputs.Set(0, grid);
        inputs.InitialHare.Fill(double.NaN);
        inputs.InitialLynx.Fill(double.NaN);
        inputs.ObservedLogHare.Set(0, grid.Measured, [.. pelts.Select(static year => Math.Log(year.Hare))]);
        inputs.ObservedLogLynx.Set(0, grid.Measured, [.. pelts.Select(static year => Math.Log(year.Lynx))]);

        var estimate = Estimate(inputs, console);
        console.WriteWhole(Tabulate(estimate.Report));
        var plot = Path.Combine(options.Output, "lotka-volterra.svg");
        Draw(pelts, grid.Times.ToArray(), estimate).Save(plot);
        var page = Page.Put(options.Output, new PageSection(
            "LotkaVolterra",
            [plot],
            "Pelts of the snowshoe hare and the Canadian lynx that the Hudson's Bay Company bought in the years 1900 to 1920, and the equations of Lotka and Volterra fitted to their logarithms. The bands are those of 95 % confidence at each time.",
            estimate.ToString()));
        console.WriteLine(estimate.Message);
        console.WriteLine($"Plot: {plot}");
        console.WriteLine($"Page: {page}");
        return new LotkaVolterraResult(estimate.Report, estimate.Trajectories.Hare[0, 0], estimate.Trajectories.Lynx[0, 0], plot, page);
    }

    private static Estimate<PredatorPrey.Parameters, PredatorPrey.Trajectories> Estimate(PredatorPrey.Inputs inputs, IAnsiConsole console) =>
        console.Status().Start("Estimating four rates", status =>
        {
            var progress = new Progress<EstimateProgress>(at => status.Status = string.Create(
                CultureInfo.InvariantCulture, $"Iteration {at.Iteration}: misfit of the data {at.DataMisfit:0.000}, of the model {at.ModelMisfit:0.0e+0}"));
            return PredatorPrey.Estimate(inputs, new EstimateOptions { Deviations = true, Progress = progress });
        });

    private static Table Tabulate(EstimateReport report)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("rate (1/year)");
        foreach (var column in new[] { "estimate", "standard error", "95 % interval", "published" })
        {
            table.AddColumn(column, static column => column.RightAligned());
        }

        foreach (var (name, value) in _published)
        {
            var rate = report[name];
            table.AddRow(name, Text(rate.Value), Text(rate.StandardError), $"{Text(rate.Lower)} .. {Text(rate.Upper)}", Text(value));
        }

        return table;

        static string Text(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
    }

    private static Figure Draw(IReadOnlyList<Pelts> pelts, double[] times, Estimate<PredatorPrey.Parameters, PredatorPrey.Trajectories> estimate)
    {
        var (at, by) = (estimate.Trajectories, estimate.Deviations!);
        return new Figure(
            "Hares and lynxes at Hudson Bay",
            [
                Draw("Snowshoe hare", at.Hare.ToArray(), by.Hare.ToArray(), static year => year.Hare),
                Draw("Canadian lynx", at.Lynx.ToArray(), by.Lynx.ToArray(), static year => year.Lynx),
            ])
        {
            XLabel = "year",
            YLabel = "thousands of pelts",
            Columns = 1,
            ChartWidth = 720,
            ChartHeight = 200,
        };

        Chart Draw(string animal, double[] curve, double[] deviation, Func<Pelts, double> measured)
        {
            // Uncertain by a factor: the band of the logarithm.
            var factors = curve.Zip(deviation, static (value, by) => Math.Exp(HalfWidth * by / value)).ToArray();
            return new Chart(
                animal,
                new Axis { TickStep = 2 },
                new Axis { Minimum = 0 },
                [
                    Series.Band("95 % confidence", times, [.. curve.Zip(factors, static (value, factor) => value / factor)], [.. curve.Zip(factors, static (value, factor) => value * factor)]),
                    new Series("fitted model", times, curve),
                    new Series("pelts", [.. pelts.Select(static year => year.Year)], [.. pelts.Select(measured)], Mark.Circles, Palette.Orange),
                ]);
        }
    }
}
