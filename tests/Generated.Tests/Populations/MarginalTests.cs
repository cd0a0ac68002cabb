using System;
using System.Linq;
using ScalableMNN.Runtime.Estimation.Population;
using ScalableMNN.Runtime.Schedules;
using Xunit;

namespace ScalableMNN.Generated.Tests.Populations;

/// <summary>Likelihoods with the effects integrated out: against the exact one of lines, and against Laplace's approximation and quadrature (9 points) of the closed form of theophylline, maximised by R 4.2's optim.</summary>
public sealed class MarginalTests
{
    [Theory]
    [InlineData(PopulationMethod.Laplace)]
    [InlineData(PopulationMethod.Focei)]
    [InlineData(PopulationMethod.Quadrature)]
    public void Of_lines_every_method_is_exact(PopulationMethod method)
    {
        var (schedule, _) = PopulationTests.RandomLines(40, 6, 5);
        var exact = Lines.EstimatePopulation(schedule).EnsureSuccess().Report;
        var estimate = Lines.EstimatePopulation(schedule, new PopulationOptions { Method = method }).EnsureSuccess();
        Assert.Equal(PopulationMethod.LindstromBates, exact.Method);
        Assert.Equal(method, estimate.Report.Method);
        Assert.Equal(exact.MinusTwoLogLikelihood, estimate.Report.MinusTwoLogLikelihood, 1e-3);
        foreach (var effect in exact.FixedEffects)
        {
            Assert.Equal(effect.Value, estimate.Report[effect.Name].Value, 2e-3);
            Assert.Equal(1, estimate.Report[effect.Name].StandardError / effect.StandardError, 0.03);
        }

        Assert.Equal(exact.Random("OfSlope").Deviation, estimate.Report.Random("OfSlope").Deviation, 2e-3);
        var sampled = estimate.SampleLikelihood(300);
        Assert.Equal(estimate.Report.MinusTwoLogLikelihood, sampled.MinusTwoLogLikelihood, 4 * sampled.StandardError);
        Assert.InRange(sampled.StandardError, 1e-3, 1);
        Assert.Equal(sampled, estimate.SampleLikelihood(300));
    }

    [Fact]
    public void A_combined_error_interacts_with_the_effects()
    {
        // optim on Laplace's approximation of the closed form, all 132 values: 349.342; with quadrature of 9 points 348.981.
        var schedule = new TheophyllineCombined.Schedule(12);
        schedule.InitialConcentration.Fill(0);
        Copy((b, time, value) => schedule.ObserveConcentration(b, time, value), (b, time, amount) => schedule.DoseGut(b, time, amount));
        var report = TheophyllineCombined.EstimatePopulation(schedule).EnsureSuccess().Report;
        Assert.Equal(PopulationMethod.Laplace, report.Method);
        Assert.Equal(349.342, report.MinusTwoLogLikelihood, 0.02);
        Assert.Equal(-2.4576, report["LKe"].Value, 5e-3);
        Assert.Equal(0.4408, report["LKa"].Value, 1e-2);
        Assert.Equal(-3.2242, report["LCl"].Value, 5e-3);
        Assert.Equal(0.6577, report.Random("OfKa").Deviation, 1e-2);
        Assert.Equal(0.1804, report.Random("OfCl").Deviation, 5e-3);
        Assert.Equal(0.10435, report.Observables[0].Proportional, 2e-3);
        Assert.Equal(0.45612, report.Observables[0].Noise, 1e-2);
        Assert.Contains("LindstromBates", Assert.Throws<InvalidOperationException>(() => TheophyllineCombined.EstimatePopulation(schedule, new PopulationOptions { Method = PopulationMethod.LindstromBates })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_below_quantification_count_in_a_population()
    {
        // optim on Laplace's approximation of the closed form, without the values at time 0, those below 2 censored: 328.489.
        var schedule = new TheophyllinePopulation.Schedule(12);
        schedule.InitialConcentration.Fill(0);
        Copy((b, time, value) =>
        {
            if (time > 0 && value < 2)
            {
                schedule.ObserveConcentrationBelow(b, time, 2);
            }
            else if (time > 0)
            {
                schedule.ObserveConcentration(b, time, value);
            }
        }, (b, time, amount) => schedule.DoseGut(b, time, amount));
        var report = TheophyllinePopulation.EstimatePopulation(schedule).EnsureSuccess().Report;
        Assert.Equal(328.489, report.MinusTwoLogLikelihood, 0.02);
        Assert.Equal(-2.4498, report["LKe"].Value, 5e-3);
        Assert.Equal(0.4745, report["LKa"].Value, 1e-2);
        Assert.Equal(0.7716, report.Observables[0].Noise, 1e-2);
        Assert.Equal(report.Observables[0].Censored, report.Residuals.Count(static residual => residual.Censoring == Censoring.Below && double.IsNaN(residual.Weighted)));
    }

    private static void Copy(Action<int, double, double> observe, Action<int, double, double> dose)
    {
        foreach (var (subject, amount, time, value) in PopulationTests.TheophyllineRecords())
        {
            observe(subject, time, value);
            if (time == 0)
            {
                dose(subject, 0, amount);
            }
        }
    }
}
