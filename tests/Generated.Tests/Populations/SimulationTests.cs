using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MathNet.Numerics.Statistics;
using ScalableMNN.Runtime.Estimation;
using ScalableMNN.Runtime.Estimation.Population;
using ScalableMNN.Runtime.Schedules;
using Xunit;

namespace ScalableMNN.Generated.Tests.Populations;

/// <summary>What is simulated from an estimated population, against the distribution in closed form; and estimates of simulated studies, against what these were simulated with.</summary>
public sealed class SimulationTests
{
    [Fact]
    public void Values_are_distributed_as_the_model_says()
    {
        var estimate = Lines.EstimatePopulation(PopulationTests.RandomLines(40, 6, 5).Schedule);
        var report = estimate.Report;
        var simulation = estimate.Simulate(500);
        Assert.Equal((500, 0, 240), (simulation.Studies, simulation.Missing, simulation.Measured.Count));
        var (a, b, correlation, noise) = (report.Random("OfIntercept").Deviation, report.Random("OfSlope").Deviation, report.Correlation[1][0], report.Observables[0].Noise);
        foreach (var time in new[] { 0, 2, 5 })
        {
            // 20,000 values each: the mean has a standard error of a 140th of the deviation, the deviation one of a 200th of itself.
            var values = Enumerable.Range(0, 500).SelectMany(study => simulation.Measured.Select((measured, i) => (measured.Time, Value: simulation[study][i]))).Where(value => value.Time == time).Select(static value => value.Value).ToList();
            var deviation = Math.Sqrt((a * a) + (2 * time * correlation * a * b) + (time * time * b * b) + (noise * noise));
            Assert.Equal(20_000, values.Count);
            Assert.Equal(report["Intercept"].Value + (time * report["Slope"].Value), values.Mean(), 4 * deviation / 140);
            Assert.Equal(1, values.StandardDeviation() / deviation, 4.0 / 200);
        }

        Assert.Equal(simulation[7], estimate.Simulate(8)[7]);
        Assert.NotEqual(simulation[7], estimate.Simulate(8, seed: 2)[7]);
    }

    [Fact]
    public void Subjects_are_drawn_for_another_schedule()
    {
        var estimate = Lines.EstimatePopulation(PopulationTests.RandomLines(40, 6, 5).Schedule);
        var other = new Lines.Schedule(5_000);
        other.InitialHeight.Fill(0);
        other.WantEvenly(0, 2, 3);
        var subjects = estimate.Draw(new Lines.Parameters(other));
        Assert.Equal(estimate.Parameters.Slope, subjects.Slope);
        var effects = Enumerable.Range(0, 5_000).Select(i => subjects.OfSlope[i]).ToList();
        var deviation = estimate.Report.Random("OfSlope").Deviation;
        Assert.Equal(0, effects.Mean(), 4 * deviation / Math.Sqrt(5_000));
        Assert.Equal(1, effects.StandardDeviation() / deviation, 4 / Math.Sqrt(10_000));
        Assert.Equal(estimate.Report.Correlation[1][0], Correlation.Pearson(effects, Enumerable.Range(0, 5_000).Select(i => subjects.OfIntercept[i])), 4 / Math.Sqrt(5_000));
        var trajectories = Lines.Solve(subjects, other).EnsureSuccess();
        Assert.Equal(2 * (subjects.Slope + subjects.OfSlope[77]), trajectories.Height.At(77, 2), 1e-7);
    }

    [Fact]
    public void Theophylline_is_among_its_simulations()
    {
        var simulation = TheophyllinePopulation.EstimatePopulation(PopulationTests.Theophylline()).Simulate();
        var bins = simulation.Check("Concentration");
        Assert.InRange(bins.Count, 6, 8);
        Assert.Equal(132, bins.Sum(static bin => bin.Count));
        Assert.All(bins.Zip(bins.Skip(1)), static pair => Assert.True(pair.First.To < pair.Second.From));
        Assert.All(bins, static bin => Assert.True(bin.Low.Median < bin.Middle.Median && bin.Middle.Median < bin.High.Median && bin.Middle.Lower <= bin.Middle.Median && bin.Middle.Median <= bin.Middle.Upper));

        // Of some 24 quantiles a few are outside of 95 % by chance, and by what the model leaves out.
        Assert.InRange(bins.SelectMany(static bin => new[] { bin.Low, bin.Middle, bin.High }).Count(static quantile => !quantile.IsWithin), 0, 6);
        Assert.Contains("There are: Concentration", Assert.Throws<ArgumentException>(() => simulation.Check("Gut")).Message, StringComparison.Ordinal);
        var path = Path.GetTempFileName();
        simulation.WriteCsv(path);
        Assert.Equal(1 + (200 * 132), File.ReadLines(path).Count());
        File.Delete(path);
    }

    [Fact]
    public void Estimates_of_simulated_studies_are_those_that_they_were_simulated_with()
    {
        const int Studies = 200;
        var truth = Lines.EstimatePopulation(PopulationTests.RandomLines(40, 6, 5).Schedule);
        var simulation = truth.Simulate(Studies);
        Judge(truth.Report, Enumerable.Range(0, Studies).Select(study =>
        {
            var schedule = new Lines.Schedule(40);
            schedule.InitialHeight.Fill(0);
            for (var i = 0; i < simulation.Measured.Count; i++)
            {
                schedule.ObserveReading(simulation.Measured[i].Trajectory, simulation.Measured[i].Time, simulation[study][i]);
            }

            return Lines.EstimatePopulation(schedule).EnsureSuccess().Report;
        }).ToList());
    }

    [Theory]
    [InlineData(0, -499.548, -5.0701, 0.3796, 0.3404, 0.4513, 2.7309)]
    [InlineData(1, -494.203, -5.0451, 0.4483, 0.3136, 0.4147, 3.0692)]
    [InlineData(5, -485.201, -5.0129, 0.2991, 0.2722, 0.3324, 2.9220)]
    [InlineData(8, -500.672, -5.0469, 0.2906, 0.3970, 0.4172, 2.7120)]
    [InlineData(9, -492.749, -5.0755, 0.3489, 0.4245, 0.4694, 2.2001)]
    public void Simulated_studies_of_phenobarbital_are_what_nlme_says(int study, double logLikelihood, double lCl, double lV, double ofCl, double ofV, double noise)
    {
        // nlme 3.1, maximum likelihood, phenoModel with random effects that are independent, given the values of these studies. It stops earlier than we do, so that its likelihood may be lower.
        PhenobarbitalPopulation.Inputs inputs = PopulationTests.Phenobarbital();
        var simulation = PhenobarbitalPopulation.EstimatePopulation(inputs).Simulate(study + 1);
        for (var i = 0; i < simulation.Measured.Count; i++)
        {
            var measured = simulation.Measured[i];
            Assert.Equal(measured.Measured, inputs.ObservedConcentration[measured.Trajectory, measured.Point]);
            inputs.ObservedConcentration[measured.Trajectory, measured.Point] = simulation[study][i];
        }

        var report = PhenobarbitalPopulation.EstimatePopulation(inputs).EnsureSuccess().Report;
        Assert.Equal(logLikelihood, report.LogLikelihood, 0.02);
        Assert.Equal(lCl, report["LCl"].Value, 2e-3);
        Assert.Equal(lV, report["LV"].Value, 2e-3);
        Assert.Equal(ofCl, report.Random("OfCl").Deviation, 2e-3);
        Assert.Equal(ofV, report.Random("OfV").Deviation, 2e-3);
        Assert.Equal(noise, report.Observables[0].Noise, 5e-3);
    }

    [Fact]
    public void Models_are_compared_by_their_likelihoods()
    {
        var report = Lines.EstimatePopulation(PopulationTests.RandomLines(12, 5, 9).Schedule).Report;
        var nested = report with { Model = "Flat", Estimated = report.Estimated - 2, LogLikelihood = report.LogLikelihood - (5.991 / 2) };

        // The table of chi-square: 5.991 of two degrees of freedom has the probability 0.05.
        var test = report.CompareTo(nested);
        Assert.Equal((5.991, 2, 0.05), (Math.Round(test.Statistic, 9), test.DegreesOfFreedom, Math.Round(test.Probability, 4)));
        Assert.Equal(1, report.CompareTo(nested with { LogLikelihood = report.LogLikelihood + 1 }).Probability);
        Assert.Contains("fewer", Assert.Throws<ArgumentException>(() => nested.CompareTo(report)).Message, StringComparison.Ordinal);
        Assert.Contains("same data", Assert.Throws<ArgumentException>(() => report.CompareTo(nested with { Measurements = 3 })).Message, StringComparison.Ordinal);
        Assert.Contains("Only maxima", Assert.Throws<ArgumentException>(() => report.CompareTo(nested with { Status = EstimateStatus.IterationLimit })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_drawn_from_what_has_not_converged()
    {
        var schedule = new Lines.Schedule(3);
        schedule.InitialHeight.Fill(0);
        var estimate = Lines.EstimatePopulation(schedule);
        Assert.Contains("no measured values", Assert.Throws<InvalidOperationException>(() => estimate.Simulate()).Message, StringComparison.Ordinal);
        Assert.Contains("no measured values", Assert.Throws<InvalidOperationException>(() => estimate.Draw(new Lines.Parameters(schedule))).Message, StringComparison.Ordinal);
    }

    /// <summary>The mean over studies is within two of its standard errors of the truth, and 90 to 98 % of the intervals hold it.</summary>
    private static void Judge(PopulationReport truth, List<PopulationReport> studies)
    {
        foreach (var effect in truth.FixedEffects)
        {
            var estimates = studies.ConvertAll(study => study[effect.Name]);
            var bias = estimates.Average(estimate => estimate.Value - effect.Value) / (estimates.Select(static estimate => estimate.Value).StandardDeviation() / Math.Sqrt(studies.Count));
            var coverage = estimates.Count(estimate => estimate.Lower <= effect.Value && effect.Value <= estimate.Upper) / (double)studies.Count;
            Assert.True(Math.Abs(bias) < 2 && coverage is >= 0.9 and <= 0.98, $"{effect.Name}: bias of {bias:F2} standard errors, coverage of {coverage:P1}");
        }
    }
}
