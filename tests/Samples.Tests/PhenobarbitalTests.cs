using System.Linq;
using ScalableMNN.Runtime.Estimation;
using ScalableMNN.Samples.Phenobarbital;
using Xunit;

namespace ScalableMNN.Samples.Tests;

/// <summary>What is read of the table, and the population against what is known of it.</summary>
public sealed class PhenobarbitalTests
{
    [Fact]
    public void Weight_explains_most_of_what_varies()
    {
        using var run = new SampleRun();
        var result = PhenobarbitalSample.Run(new PhenobarbitalOptions(run.Folder), run.Console);
        Assert.Equal((744, 589, 155), (result.Table.Records, result.Table.Doses, result.Table.Measurements));
        var report = result.Report;
        Assert.Equal(EstimateStatus.Converged, report.Status);

        // Without the weight, R's nlme has a log likelihood of -505.4 and deviations of 0.44 and 0.45; with it most of both is explained.
        Assert.InRange(report.LogLikelihood, -445, -430);
        Assert.InRange(report.Random("OfClearance").Deviation, 0.1, 0.3);
        Assert.InRange(report.Random("OfVolume").Deviation, 0.1, 0.25);

        // Grasela and Donn: 0.0047 L/h and 0.96 L for each kilogram.
        Assert.Equal(-5.36, report["LogClearance"].Value, 0.1);
        Assert.Equal(0, report["LogVolume"].Value, 0.1);
        Assert.InRange(report.Observables[0].Noise, 2.3, 3.1);
        Assert.Equal(155, report.Residuals.Count);
        Assert.InRange(report.Residuals.Average(static residual => residual.Weighted * residual.Weighted), 0.7, 1.3);

        SampleRun.AssertPlot(result.Plot, charts: 12);
        SampleRun.AssertPage(result.Page, "Phenobarbital");
    }
}
