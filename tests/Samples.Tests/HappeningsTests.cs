using System;
using System.Linq;
using ScalableMNN.Runtime.Estimation;
using ScalableMNN.Samples.BouncingBall;
using ScalableMNN.Samples.Infusion;
using ScalableMNN.Samples.Intervention;
using ScalableMNN.Samples.SpikingNeuron;
using Xunit;

namespace ScalableMNN.Samples.Tests;

/// <summary>The samples of doses and events: against closed forms, and against the values that data were made with.</summary>
public sealed class HappeningsTests
{
    [Fact]
    public void The_ball_bounces_where_it_has_to_and_is_estimated_from_what_is_seen()
    {
        using var run = new SampleRun();
        var result = BouncingBallSample.Run(new BouncingBallOptions(run.Folder), run.Console);
        var (speed, time) = (Math.Sqrt(2 * 9.81), Math.Sqrt(2 / 9.81));
        foreach (var bounce in result.Bounces)
        {
            Assert.Equal(time, bounce, 1e-7);
            speed *= 0.85;
            time += 2 * speed / 9.81;
        }

        Assert.Equal(8, result.Bounces.Length);
        Assert.Equal(EstimateStatus.Converged, result.Report.Status);
        Assert.Equal(0.85, result.Report["Restitution"].Value, 3 * result.Report["Restitution"].StandardError);
        Assert.Equal(9.81, result.Report["Gravity"].Value, 3 * result.Report["Gravity"].StandardError);
        SampleRun.AssertPlot(result.Plot, charts: 1);
        SampleRun.AssertPage(result.Page, "BouncingBall");
    }

    [Fact]
    public void Measures_prevented_what_the_counts_were_made_with()
    {
        using var run = new SampleRun();
        var result = InterventionSample.Run(new InterventionOptions(run.Folder), run.Console);
        Assert.Equal(EstimateStatus.Converged, result.Report.Status);
        Assert.Equal(InterventionSample.Contacts, result.Report["Contacts"].Value, 3 * result.Report["Contacts"].StandardError);
        Assert.Equal(InterventionSample.Prevented, result.Report["Prevented"].Value, 3 * result.Report["Prevented"].StandardError);

        // The noise of roots of counts is given, and the misfit is what it then should be: chi-square with 28 degrees of freedom.
        Assert.InRange(result.Report.DataMisfit, 13, 48);
        SampleRun.AssertPlot(result.Plot, charts: 1);
        SampleRun.AssertPage(result.Page, "Intervention");
    }

    [Fact]
    public void A_neuron_fires_more_often_the_more_current_flows()
    {
        using var run = new SampleRun();
        var result = SpikingNeuronSample.Run(new SpikingNeuronOptions(run.Folder), run.Console);
        Assert.Equal([2, 5, 9], result.Spikes.Select(static spikes => spikes.Length));
        Assert.All(result.Spikes, static spikes => Assert.All(spikes, static spike => Assert.InRange(spike, 20, 180)));
        SampleRun.AssertPlot(result.Plot, charts: 3);
        SampleRun.AssertPage(result.Page, "SpikingNeuron");
    }

    [Fact]
    public void Infusions_are_those_of_the_closed_form()
    {
        using var run = new SampleRun();
        var result = InfusionSample.Run(new InfusionOptions(run.Folder), run.Console);
        Assert.InRange(result.LargestError, 0, 1e-9);
        SampleRun.AssertPlot(result.Plot, charts: 1);
        SampleRun.AssertPage(result.Page, "Infusion");
    }
}
