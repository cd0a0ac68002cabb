using System.Globalization;
using System.IO;
using System.Linq;
using ScalableMNN.Dsl.Plots;
using ScalableMNN.Samples.Presentation;
using Spectre.Console;

namespace ScalableMNN.Samples.SpikingNeuron;

/// <summary>How to run the sample.</summary>
/// <param name="Output">Folder for the plot and the page.</param>
public sealed record SpikingNeuronOptions(string Output);

/// <summary>What the sample found.</summary>
/// <param name="Spikes">When each of the three neurons fired, ms.</param>
/// <param name="Plot">The picture.</param>
/// <param name="Page">The page that shows it.</param>
public sealed record SpikingNeuronResult(double[][] Spikes, string Plot, string Page);

/// <summary>Events that a threshold triggers, in three trajectories at once, each driven by a current that is switched on and off.</summary>
public static class SpikingNeuronSample
{
    private static readonly double[] _currents = [4, 10, 20];

    /// <summary>Runs the sample.</summary>
    public static SpikingNeuronResult Run(SpikingNeuronOptions options, IAnsiConsole console)
    {
        var schedule = new Neuron.Schedule(_currents.Length);
        schedule.InitialVoltage.Fill(-65);
        schedule.InitialRecovery.Fill(-13);
        for (var i = 0; i < _currents.Length; i++)
        {
            schedule.Current.Hold(i, 0, 0);
            schedule.Current.Hold(i, 20, _currents[i]);
            schedule.Current.Hold(i, 180, 0);
        }

        schedule.WantEvenly(0, 200, 2001);
        var solution = Neuron.Solve(schedule).EnsureSuccess();
        double[][] spikes = [.. Enumerable.Range(0, _currents.Length).Select(i => solution.Reports[i].March!.Events.Select(static occurrence => occurrence.Time).ToArray())];
        var table = new Table().Border(TableBorder.Rounded).AddColumn("current").AddColumn("spikes", static column => column.RightAligned()).AddColumn("first (ms)", static column => column.RightAligned());
        for (var i = 0; i < _currents.Length; i++)
        {
            table.AddRow(_currents[i].ToString("0", CultureInfo.InvariantCulture), spikes[i].Length.ToString(CultureInfo.InvariantCulture), spikes[i].Length == 0 ? "-" : spikes[i][0].ToString("0.000", CultureInfo.InvariantCulture));
        }

        console.WriteWhole(table);
        var plot = Path.Combine(options.Output, "spiking-neuron.svg");
        new Figure("A neuron that fires", [.. _currents.Select((current, i) => Draw(current, solution.Times(i), solution.Voltage.ToArray(i), spikes[i]))])
        {
            XLabel = "ms",
            YLabel = "mV",
            Columns = 1,
            ChartWidth = 700,
            ChartHeight = 130,
        }.Save(plot);
        var page = Page.Put(options.Output, new PageSection(
            "SpikingNeuron",
            [plot],
            "Three neurons, into which currents of 4, 10 and 20 flow from 20 to 180 ms. A spike is an event: at 30 mV the voltage falls back to -65 mV.",
            string.Join("\n", _currents.Select((current, i) => string.Create(CultureInfo.InvariantCulture, $"current {current}: {spikes[i].Length} spikes")))));
        console.WriteLine($"Plot: {plot}");
        console.WriteLine($"Page: {page}");
        return new SpikingNeuronResult(spikes, plot, page);
    }

    private static Chart Draw(double current, double[] times, double[] voltages, double[] spikes) => new(
        string.Create(CultureInfo.InvariantCulture, $"Current {current:0}"),
        new Axis(),
        new Axis { Minimum = -85, Maximum = 40 },
        [
            new Series("voltage", times, voltages),
            new Series("spikes", spikes, [.. spikes.Select(static _ => 30.0)], Mark.Circles, Palette.Orange),
        ]);
}
