using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using ScalableMNN.Generated.Tests.Estimation.Models;
using ScalableMNN.Runtime.Estimation;
using Xunit;

namespace ScalableMNN.Generated.Tests.Estimation;

/// <summary>Reports are saved, loaded and printed.</summary>
public class ReportTests
{
    [Fact]
    public void Saved_and_loaded_it_is_the_same_in_every_number()
    {
        var report = Lost().Report;
        Assert.Contains(report.Parameters, static parameter => double.IsNaN(parameter.Value));
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            report.Save(file);
            var loaded = EstimateReport.Load(file);
            Assert.Equal(report.ToString(), loaded.ToString());
            Assert.Equal(report.Parameters, loaded.Parameters);
            Assert.Equal(report.Observables, loaded.Observables);
            Assert.Equal(report.Residuals, loaded.Residuals);
            Assert.Equal(report.Correlation.SelectMany(static row => row), loaded.Correlation.SelectMany(static row => row));
            Assert.Equal(
                (report.Model, report.Status, report.Message, report.DataMisfit, report.ModelMisfit, report.DegreesOfFreedom, report.LogLikelihood, report.Iterations, report.Confidence),
                (loaded.Model, loaded.Status, loaded.Message, loaded.DataMisfit, loaded.ModelMisfit, loaded.DegreesOfFreedom, loaded.LogLikelihood, loaded.Iterations, loaded.Confidence));

            var parameters = new ProductDecay.Parameters();
            loaded.CopyTo(parameters);
            Assert.True(double.IsNaN(parameters.A));
            Assert.Equal(report["C"].Value, parameters.C);
            Assert.Throws<ArgumentException>(() => loaded.CopyTo(new ExponentialDecay.Parameters()));
            File.WriteAllText(file, "{}");
            Assert.Contains(file, Assert.Throws<JsonException>(() => EstimateReport.Load(file)).Message, StringComparison.Ordinal);
            File.WriteAllText(file, "null");
            Assert.Throws<JsonException>(() => EstimateReport.Load(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void The_table_is_the_same_in_every_culture()
    {
        var report = Lost().Report;
        var expected = report.ToString();
        var culture = CultureInfo.CurrentCulture;
        try
        {
            // Made by hand: not every machine has cultures installed.
            var foreign = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            foreign.NumberFormat.NumberDecimalSeparator = ",";
            foreign.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = foreign;
            Assert.Equal(expected, report.ToString());
            Assert.Equal(expected, Lost().ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        Assert.Contains("not determined", expected, StringComparison.Ordinal);
        Assert.Contains("95 % interval", expected, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", expected, StringComparison.Ordinal);
        Assert.All(expected.Split('\n'), static line => Assert.Equal(line.TrimEnd(), line));
    }

    [Fact]
    public void Residuals_are_what_was_measured_less_what_was_fitted()
    {
        var inputs = PopulationData.Inputs(2, 11, 101);
        inputs.ObservedX[1, 4] = double.NaN;
        var estimate = Population.Estimate(new Population.Parameters(inputs), inputs).EnsureSuccess();
        Assert.Equal(21, estimate.Report.Residuals.Count);
        var residual = estimate.Report.Residuals.Single(static residual => residual is { Trajectory: 1, Point: 7 });
        Assert.Equal(inputs.ObservedX[1, 7], residual.Measured);
        Assert.Equal(estimate.Trajectories.X[1, 7], residual.Fitted, 1e-12);
        Assert.Equal(0.35, residual.Time, 1e-12);
        Assert.Equal((residual.Measured - residual.Fitted) / estimate.Report.Observables[0].Noise, residual.Standardised, 1e-9);
        Assert.Equal(estimate.Report.DegreesOfFreedom, estimate.Report.Residuals.Sum(static residual => residual.Standardised * residual.Standardised), 1e-6);
    }

    private static Estimate<ProductDecay.Parameters, ProductDecay.Trajectories> Lost()
    {
        var noise = new GaussianNoise(102);
        var inputs = new ProductDecay.Inputs(41);
        inputs.InitialX[0] = 4;
        for (var t = 0; t < 41; t++)
        {
            inputs.ObservedX[0, t] = ClosedForms.Balance(0.1 * t, 4, 0.6, 0.8) + noise.Next(0.02);
        }

        return ProductDecay.Estimate(new ProductDecay.Parameters(), inputs);
    }
}
