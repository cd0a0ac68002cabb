using System.Linq;
using ScalableMNN.Generated.Tests.Estimation.Models;
using ScalableMNN.Runtime.Estimation;
using Xunit;

namespace ScalableMNN.Generated.Tests.Estimation;

/// <summary>Intervals contain the truth as often as they say; <c>eng/bench.sh coverage</c> does the same with 500 data sets and more.</summary>
public class CoverageTests
{
    [Fact]
    public void Intervals_of_95_percent_cover_the_truth_about_that_often()
    {
        const int DataSets = 200;
        const double R = 0.8, C = 10;
        var noise = new GaussianNoise(91);
        var (coveredR, coveredC, squares) = (0, 0, 0.0);
        for (var i = 0; i < DataSets; i++)
        {
            var inputs = new LogisticGrowth.Inputs(21);
            inputs.InitialX[0] = double.NaN;
            for (var t = 0; t < 21; t++)
            {
                inputs.ObservedX[0, t] = ClosedForms.Logistic(0.2 * t, 2, R, C) + noise.Next(0.1);
            }

            var report = LogisticGrowth.Estimate(new LogisticGrowth.Parameters(), inputs).EnsureSuccess().Report;
            coveredR += report["R"].Lower <= R && R <= report["R"].Upper ? 1 : 0;
            coveredC += report["C"].Lower <= C && C <= report["C"].Upper ? 1 : 0;
            squares += report.Observables.Single().Noise * report.Observables.Single().Noise / DataSets;
        }

        // 190 expected with a standard deviation of 3.1.
        Assert.InRange(coveredR, 178, 199);
        Assert.InRange(coveredC, 178, 199);
        Close.To(0.1 * 0.1, squares, 0.07, "the variance");
    }
}
