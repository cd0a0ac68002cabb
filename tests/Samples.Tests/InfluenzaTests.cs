using System.Linq;
using ScalableMNN.Runtime.Estimation;
using ScalableMNN.Samples.Influenza;
using Xunit;
using Xunit.Abstractions;

namespace ScalableMNN.Samples.Tests;

/// <summary>The rates against the known ones, and against a fit by shooting.</summary>
public sealed class InfluenzaTests(ITestOutputHelper output)
{
    private const double Boys = 763;

    [Fact]
    public void Rates_are_the_known_ones_with_the_standard_errors_of_shooting()
    {
        using var run = new SampleRun();
        var result = InfluenzaSample.Run(new InfluenzaOptions(run.Folder), run.Console);
        var report = result.Report;
        Assert.Equal(EstimateStatus.Converged, report.Status);

        // Known: beta about 1.7 and gamma about 0.5, depending on what is said of the first day and of the noise.
        Assert.InRange(report["Beta"].Value, 1.6, 1.9);
        Assert.InRange(report["Gamma"].Value, 0.4, 0.55);

        var measured = report.Residuals.Select(static residual => residual.Measured).ToArray();
        var times = report.Residuals.Select(static residual => residual.Time).ToArray();
        Assert.Equal(14, measured.Length);
        var (values, errors, sum) = Shooting.Fit(Infected, measured, [1.7, 0.45, 3]);

        output.WriteLine($"sum of squares {report.Observables[0].SumOfSquares:0.0000}, by shooting {sum:0.0000}; imbalance {result.LargestImbalance:0.0e+0}");
        output.WriteLine($"beta {report["Beta"].Value:0.000000} +- {report["Beta"].StandardError:0.000000}, by shooting {values[0]:0.000000} +- {errors[0]:0.000000}");
        output.WriteLine($"gamma {report["Gamma"].Value:0.000000} +- {report["Gamma"].StandardError:0.000000}, by shooting {values[1]:0.000000} +- {errors[1]:0.000000}");

        // The scheme is of fourth order and its step a tenth of a day: measured differences are below a millionth of the values and a hundred-thousandth of the standard errors.
        Assert.Equal(sum, report.Observables[0].SumOfSquares, 1e-5 * sum);
        Assert.Equal(values[0], report["Beta"].Value, 1e-5 * values[0]);
        Assert.Equal(values[1], report["Gamma"].Value, 1e-5 * values[1]);
        Assert.Equal(errors[0], report["Beta"].StandardError, 1e-4 * errors[0]);
        Assert.Equal(errors[1], report["Gamma"].StandardError, 1e-4 * errors[1]);

        // Conservation is an equation like the others, so it holds as well as they do.
        Assert.InRange(result.LargestImbalance, 0, 1e-6 * Boys);
        SampleRun.AssertPlot(result.Plot, charts: 2);
        SampleRun.AssertPage(result.Page, "Influenza");

        double[] Infected(double[] values)
        {
            var (beta, gamma, ill) = (values[0], values[1], values[2]);
            return [.. Shooting.Integrate(at => [-beta * at[0] * at[1] / Boys, (beta * at[0] * at[1] / Boys) - (gamma * at[1])], [Boys - ill, ill], times, 0.02).Select(static at => at[1])];
        }
    }
}
