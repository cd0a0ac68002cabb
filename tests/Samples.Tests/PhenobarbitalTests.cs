using System;
using System.Linq;
using ScalableMNN.Runtime.Estimation;
using ScalableMNN.Samples.Phenobarbital;
using Xunit;

namespace ScalableMNN.Samples.Tests;

/// <summary>What is read of the table, and what is estimated of it, against the closed form.</summary>
public sealed class PhenobarbitalTests
{
    [Fact]
    public void Clearance_and_volumes_are_those_of_the_closed_form()
    {
        using var run = new SampleRun();
        var result = PhenobarbitalSample.Run(new PhenobarbitalOptions(run.Folder), run.Console);
        Assert.Equal((744, 589, 155), (result.Table.Records, result.Table.Doses, result.Table.Measurements));
        Assert.Equal(EstimateStatus.Converged, result.Report.Status);

        // Populations fitted with nlme have clearance exp(-5.09) = 0.0061 L/h and volume exp(0.3425) = 1.41 L at a mean weight of 1.5 kg: 0.004 L/h and 0.94 L a kilogram.
        Assert.InRange(result.Report["Clearance"].Value, 0.0036, 0.0056);
        var volumes = result.Report.Parameters.Where(static parameter => parameter.Name == "Volume").Select(static parameter => parameter.Value).Order().ToList();
        Assert.Equal(59, volumes.Count);
        Assert.InRange(volumes[29], 0.85, 1.1);
        Assert.InRange(result.Report.Observables[0].Noise, 1.5, 5);

        SampleRun.AssertPlot(result.Plot, charts: 12);
        SampleRun.AssertPage(result.Page, "Phenobarbital");
    }
}
