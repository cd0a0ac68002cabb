using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using ScalableMNN.Runtime.Estimation;
using ScalableMNN.Runtime.Estimation.Population;
using ScalableMNN.Runtime.Schedules;
using Xunit;

namespace ScalableMNN.Generated.Tests.Populations;

/// <summary>Populations against R's nlme, against the closed form of a linear mixed model, and on data that say little.</summary>
public sealed class PopulationTests
{
    [Fact]
    public void Theophylline_is_what_nlme_says()
    {
        // nlme 3.1-168, maximum likelihood: nlme(conc ~ SSfol(Dose, Time, lKe, lKa, lCl), Theoph, fixed = lKe + lKa + lCl ~ 1, random = pdDiag(lKa + lCl ~ 1)).
        var estimate = TheophyllinePopulation.EstimatePopulation(Theophylline()).EnsureSuccess();
        var report = estimate.Report;
        Assert.Equal(-177.02, report.LogLikelihood, 0.02);
        Assert.Equal(-2.4547, report["LKe"].Value, 2e-3);
        Assert.Equal(0.4655, report["LKa"].Value, 2e-3);
        Assert.Equal(-3.2272, report["LCl"].Value, 2e-3);
        Assert.Equal(0.6438, report.Random("OfKa").Deviation, 2e-3);
        Assert.Equal(0.1669, report.Random("OfCl").Deviation, 1e-3);
        Assert.Equal(0.7092, report.Observables[0].Noise, 1e-3);
        Assert.Equal((132, 12, 6), (report.Measurements, report.Trajectories, report.Estimated));
        Assert.Equal(report.MinusTwoLogLikelihood + 12, report.Aic, 1e-9);

        // What is weighted has mean about 0 and deviation about 1; individual predictions are nearer than those of the population.
        var residuals = report.Residuals;
        Assert.Equal(132, residuals.Count);
        Assert.InRange(residuals.Average(static residual => residual.Weighted), -0.3, 0.3);
        Assert.InRange(residuals.Average(static residual => residual.Weighted * residual.Weighted), 0.7, 1.3);
        Assert.True(residuals.Sum(static residual => Math.Pow(residual.Measured - residual.Individual, 2)) < 0.5 * residuals.Sum(static residual => Math.Pow(residual.Measured - residual.Population, 2)));
        Assert.Equal(residuals[20].Individual, estimate.Trajectories.Concentration[residuals[20].Trajectory, residuals[20].Point], 1e-6);
        Assert.All(report.RandomEffects, static effect => Assert.InRange(effect.Shrinkage, -0.1, 0.2));
        Assert.Contains("random effect", estimate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Phenobarbital_is_what_nlme_says()
    {
        var report = PhenobarbitalPopulation.EstimatePopulation(Phenobarbital()).EnsureSuccess().Report;
        Assert.Equal(-505.416, report.LogLikelihood, 0.05);
        Assert.Equal(-5.0932, report["LCl"].Value, 5e-3);
        Assert.Equal(0.3425, report["LV"].Value, 3e-3);
        Assert.Equal(0.4402, report.Random("OfCl").Deviation, 5e-3);
        Assert.Equal(0.4504, report.Random("OfV").Deviation, 5e-3);
        Assert.Equal(2.7927, report.Observables[0].Noise, 0.01);
    }

    [Fact]
    public void Lines_are_those_of_the_closed_likelihood()
    {
        var (schedule, data) = RandomLines(40, 6, 5);
        var report = Lines.EstimatePopulation(schedule, new PopulationOptions { Tolerance = 1e-8 }).EnsureSuccess().Report;
        var (a, b) = (report.Random("OfIntercept").Deviation, report.Random("OfSlope").Deviation);
        var correlation = report.Correlation[1][0];
        var noise = report.Observables[0].Noise;
        var at = Closed(data, report["Intercept"].Value, report["Slope"].Value, a, b, correlation, noise);
        Assert.Equal(at, report.MinusTwoLogLikelihood, 1e-4);
        foreach (var by in new[] { -1e-2, 1e-2 })
        {
            Assert.True(Closed(data, report["Intercept"].Value + by, report["Slope"].Value, a, b, correlation, noise) > at);
            Assert.True(Closed(data, report["Intercept"].Value, report["Slope"].Value + by, a, b, correlation, noise) > at);
            Assert.True(Closed(data, report["Intercept"].Value, report["Slope"].Value, a + by, b, correlation, noise) > at);
            Assert.True(Closed(data, report["Intercept"].Value, report["Slope"].Value, a, b + by, correlation, noise) > at);
            Assert.True(Closed(data, report["Intercept"].Value, report["Slope"].Value, a, b, correlation + by, noise) > at);
            Assert.True(Closed(data, report["Intercept"].Value, report["Slope"].Value, a, b, correlation, noise + by) > at);
        }

        // Those that the data were made with: 2, 0.5, 0.8, 0.3, -0.4, 0.2.
        Assert.Equal(2, report["Intercept"].Value, 3 * report["Intercept"].StandardError);
        Assert.Equal(0.5, report["Slope"].Value, 3 * report["Slope"].StandardError);
        Assert.Equal(0.8, a, 0.3);
        Assert.Equal(0.3, b, 0.12);
        Assert.Equal(-0.4, correlation, 0.4);
        Assert.Equal(0.2, noise, 0.03);
    }

    [Fact]
    public void Reports_are_saved_and_written_as_tables()
    {
        var (schedule, _) = RandomLines(12, 5, 9);
        var estimate = Lines.EstimatePopulation(schedule);
        var folder = Directory.CreateTempSubdirectory("population");
        try
        {
            var (json, parameters, residuals, trajectories) = (Path.Combine(folder.FullName, "r.json"), Path.Combine(folder.FullName, "p.csv"), Path.Combine(folder.FullName, "d.csv"), Path.Combine(folder.FullName, "t.csv"));
            estimate.Report.Save(json);
            Assert.Equal(estimate.Report.ToString(), PopulationReport.Load(json).ToString());
            estimate.Report.WriteParameters(parameters);
            estimate.Report.WriteResiduals(residuals);
            estimate.Trajectories.WriteCsv(trajectories);
            Assert.Equal(["Name,Kind,Value,StandardError,Lower,Upper,Shrinkage", "Intercept,fixed"], File.ReadLines(parameters).Take(2).Select(static (line, i) => i == 0 ? line : string.Join(',', line.Split(',')[..2])));
            Assert.Equal(1 + 2 + 2 + 1, File.ReadLines(parameters).Count());
            Assert.Equal(1 + 60, File.ReadLines(residuals).Count());
            var last = File.ReadLines(trajectories).Last().Split(',');
            Assert.StartsWith("Trajectory,Time,Height,HeightD1", File.ReadLines(trajectories).First(), StringComparison.Ordinal);
            Assert.Equal("11", last[0]);
            Assert.Equal(estimate.Trajectories.Height[11, 4], Number(last[2]));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void What_does_not_vary_has_the_deviation_zero()
    {
        var schedule = new Lines.Schedule(20);
        schedule.InitialHeight.Fill(0);
        for (var b = 0; b < 20; b++)
        {
            for (var i = 0; i < 6; i++)
            {
                schedule.ObserveReading(b, i, 1 + (0.5 * i) + (0.1 * Math.Cos((7.3 * i) + (2.9 * b * b))));
            }
        }

        var estimate = Lines.EstimatePopulation(schedule);
        Assert.Equal(EstimateStatus.Converged, estimate.Status);
        Assert.All(estimate.Report.RandomEffects, static effect => Assert.InRange(effect.Deviation, 0, 0.05));
        Assert.Equal(0.5, estimate.Report["Slope"].Value, 0.02);
    }

    [Fact]
    public void One_trajectory_says_nothing_of_how_they_vary()
    {
        var (schedule, _) = RandomLines(1, 8, 3);
        var estimate = Lines.EstimatePopulation(schedule);
        Assert.Contains("Only one trajectory has data", estimate.Message, StringComparison.Ordinal);
        Assert.False(double.IsNaN(estimate.Report["Slope"].Value));
    }

    [Fact]
    public void A_trajectory_without_data_has_no_part()
    {
        var (with, _) = RandomLines(12, 5, 9);
        var (without, _) = RandomLines(12, 5, 9, extra: 1);
        var (all, more) = (Lines.EstimatePopulation(with).Report, Lines.EstimatePopulation(without).Report);
        Assert.Equal(all.MinusTwoLogLikelihood, more.MinusTwoLogLikelihood, 1e-6);
        Assert.Equal(all["Slope"].Value, more["Slope"].Value, 1e-6);
        Assert.Contains("1 of 13 trajectories have no data", more.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_value_of_each_trajectory_is_said_to_tell_little()
    {
        // Noise and the variation of the intercept are one then: whatever comes out, the mean is that of the values.
        var schedule = new Lines.Schedule(30);
        schedule.InitialHeight.Fill(0);
        var random = new Random(4);
        var sum = 0.0;
        for (var b = 0; b < 30; b++)
        {
            var value = 3 + random.NextDouble();
            schedule.ObserveReading(b, 0, value);
            sum += value / 30;
        }

        var estimate = Lines.EstimatePopulation(schedule);
        Assert.NotEqual(EstimateStatus.Failed, estimate.Status);
        Assert.Equal(sum, estimate.Report["Intercept"].Value, 1e-3);
        Assert.True(double.IsNaN(estimate.Report["Slope"].Value), estimate.Message);
        Assert.Contains("Slope is not determined", estimate.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_data_and_unknown_initial_values_are_said()
    {
        var schedule = new Lines.Schedule(3);
        schedule.InitialHeight.Fill(0);
        Assert.Equal(EstimateStatus.NoData, Lines.EstimatePopulation(schedule).Status);
        var (free, _) = RandomLines(3, 4, 1);
        free.InitialHeight[2] = double.NaN;
        Assert.Contains("InitialHeight of trajectory 2 is not given", Assert.Throws<InvalidOperationException>(() => Lines.EstimatePopulation(free)).Message, StringComparison.Ordinal);
    }

    /// <summary>Subject, dose, time and concentration of every record.</summary>
    internal static IEnumerable<(int Subject, double Dose, double Time, double Value)> TheophyllineRecords()
    {
        var rows = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "theophylline.csv")).Skip(1).Select(static line => line.Replace("\"", string.Empty, StringComparison.Ordinal).Split(',')).ToList();
        var subjects = rows.Select(static row => row[0]).Distinct().ToList();
        return rows.Select(row => (subjects.IndexOf(row[0]), Number(row[2]), Number(row[3]), Number(row[4])));
    }

    internal static TheophyllinePopulation.Schedule Theophylline()
    {
        var rows = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "theophylline.csv")).Skip(1).Select(static line => line.Replace("\"", string.Empty, StringComparison.Ordinal).Split(',')).ToList();
        var subjects = rows.Select(static row => row[0]).Distinct().ToList();
        var schedule = new TheophyllinePopulation.Schedule(subjects.Count);
        schedule.InitialConcentration.Fill(0);
        foreach (var row in rows)
        {
            schedule.ObserveConcentration(subjects.IndexOf(row[0]), Number(row[3]), Number(row[4]));
        }

        for (var b = 0; b < subjects.Count; b++)
        {
            schedule.DoseGut(b, 0, Number(rows.First(row => row[0] == subjects[b])[2]));
        }

        return schedule;
    }

    internal static PhenobarbitalPopulation.Schedule Phenobarbital() => PhenobarbitalPopulation.Schedule.Read(
        Path.Combine(AppContext.BaseDirectory, "Data", "phenobarbital.csv"),
        new TableColumns { Id = "subject", Time = "time", Amount = "dose", Value = "concentration" });

    internal static (Lines.Schedule Schedule, List<double[]> Data) RandomLines(int count, int values, int seed, int extra = 0)
    {
        var random = new Random(seed);
        var (schedule, data) = (new Lines.Schedule(count + extra), new List<double[]>());
        schedule.InitialHeight.Fill(0);
        for (var b = 0; b < count; b++)
        {
            var (u, v) = (Normal(), Normal());
            var (intercept, slope) = (2 + (0.8 * u), 0.5 + (0.3 * ((-0.4 * u) + (Math.Sqrt(1 - 0.16) * v))));
            data.Add([.. Enumerable.Range(0, values).Select(i => intercept + (slope * i) + (0.2 * Normal()))]);
            for (var i = 0; i < values; i++)
            {
                schedule.ObserveReading(b, i, data[^1][i]);
            }
        }

        return (schedule, data);

        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    /// <summary>Minus twice the log likelihood: the values of a line are normal with mean a + b i and covariance Z Omega Z^T + s^2 I.</summary>
    private static double Closed(List<double[]> data, double intercept, double slope, double ofIntercept, double ofSlope, double correlation, double noise)
    {
        var sum = 0.0;
        foreach (var values in data)
        {
            var covariance = Matrix<double>.Build.Dense(values.Length, values.Length, (i, j) =>
                (ofIntercept * ofIntercept) + ((i + j) * correlation * ofIntercept * ofSlope) + (i * j * ofSlope * ofSlope) + (i == j ? noise * noise : 0));
            var left = Vector<double>.Build.Dense(values.Length, i => values[i] - intercept - (slope * i));
            var factor = covariance.Cholesky();
            sum += (values.Length * Math.Log(2 * Math.PI)) + factor.DeterminantLn + (left * factor.Solve(left));
        }

        return sum;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
