using System;
using System.Linq;
using ScalableMNN.Runtime.Estimation;
using ScalableMNN.Samples.LotkaVolterra;
using Xunit;
using Xunit.Abstractions;

namespace ScalableMNN.Samples.Tests;

/// <summary>The rates against published ones, and against a fit by shooting.</summary>
public sealed class LotkaVolterraTests(ITestOutputHelper output)
{
    [Fact]
    public void Rates_are_the_published_ones_within_their_standard_errors()
    {
        using var run = new SampleRun();
        var result = LotkaVolterraSample.Run(new LotkaVolterraOptions(run.Folder), run.Console);
        Assert.Equal(EstimateStatus.Converged, result.Report.Status);
        foreach (var (name, published) in new[] { ("Alpha", 0.55), ("Beta", 0.028), ("Gamma", 0.80), ("Delta", 0.024) })
        {
            var rate = result.Report[name];
            Assert.InRange(published, rate.Value - rate.StandardError, rate.Value + rate.StandardError);
            Assert.InRange(rate.StandardError, 0.05 * rate.Value, 0.2 * rate.Value);
        }

        Assert.Contains("0.0280", run.Written, StringComparison.Ordinal);
        SampleRun.AssertPlot(result.Plot, charts: 2);
        SampleRun.AssertPage(result.Page, "LotkaVolterra");
    }

    [Fact]
    public void Rates_and_standard_errors_are_those_of_shooting()
    {
        using var run = new SampleRun();
        var result = LotkaVolterraSample.Run(new LotkaVolterraOptions(run.Folder), run.Console);
        var report = result.Report;

        // Shooting knows one noise for both animals; the estimator has one for each. Divided by them the residuals have the same one.
        var noise = report.Observables.ToDictionary(static observable => observable.Name, static observable => observable.Noise);
        var hares = report.Residuals.Where(static residual => residual.Observable == "LogHare").ToArray();
        var lynxes = report.Residuals.Where(static residual => residual.Observable == "LogLynx").ToArray();
        double[] times = [.. hares.Select(static residual => residual.Time)];
        double[] measured = [.. hares.Select(residual => residual.Measured / noise["LogHare"]), .. lynxes.Select(residual => residual.Measured / noise["LogLynx"])];
        double[] start = [report["Alpha"].Value, report["Beta"].Value, report["Gamma"].Value, report["Delta"].Value, result.InitialHare, result.InitialLynx];
        var (values, errors, sum) = Shooting.Fit(Logarithms, measured, [.. start.Select(static value => 1.02 * value)]);
        output.WriteLine($"misfit {report.DataMisfit:0.00000}, by shooting {sum:0.00000}");

        // The estimator lets trajectories leave the equations by a ten-thousandth of their size in a step (EstimateOptions.Rigidity); what that wins is a thousandth of the noise.
        Assert.Equal(sum, report.DataMisfit, 1e-3 * sum);
        double[] standardErrors = [report["Alpha"].StandardError, report["Beta"].StandardError, report["Gamma"].StandardError, report["Delta"].StandardError];
        for (var i = 0; i < start.Length; i++)
        {
            output.WriteLine($"{start[i]:0.000000}, by shooting {values[i]:0.000000}, standard error {(i < 4 ? standardErrors[i] : double.NaN):0.000000}, by shooting {errors[i]:0.000000}");
            Assert.Equal(values[i], start[i], 1e-2 * errors[i]);
        }

        for (var i = 0; i < standardErrors.Length; i++)
        {
            Assert.Equal(errors[i], standardErrors[i], 2e-3 * errors[i]);
        }

        double[] Logarithms(double[] values)
        {
            var (alpha, beta, gamma, delta) = (values[0], values[1], values[2], values[3]);
            var states = Shooting.Integrate(at => [at[0] * (alpha - (beta * at[1])), at[1] * ((delta * at[0]) - gamma)], [values[4], values[5]], times, 0.02);
            return [.. states.Select(at => Math.Log(at[0]) / noise["LogHare"]), .. states.Select(at => Math.Log(at[1]) / noise["LogLynx"])];
        }
    }
}
