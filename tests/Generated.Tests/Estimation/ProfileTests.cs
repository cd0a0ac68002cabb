using System;
using System.Linq;
using MathNet.Numerics.Distributions;
using ScalableMNN.Generated.Tests.Estimation.Models;
using ScalableMNN.Runtime.Estimation;
using Xunit;

namespace ScalableMNN.Generated.Tests.Estimation;

/// <summary>Profile likelihoods against fits on the closed form with the parameter held.</summary>
public class ProfileTests
{
    [Fact]
    public void Of_a_growth_that_has_hardly_reached_its_limit()
    {
        // The limit is seen from one side: the profile is lopsided, unlike the interval from the standard error.
        var noise = new GaussianNoise(61);
        var inputs = new LogisticGrowth.Inputs(31);
        inputs.InitialX[0] = double.NaN;
        var data = new double[31];
        for (var t = 0; t < 31; t++)
        {
            inputs.ObservedX[0, t] = data[t] = ClosedForms.Logistic(0.2 * t, 0.5, 0.8, 10) + noise.Next(0.15);
        }

        var free = DenseFit.Of(p => [.. data.Select((value, t) => ClosedForms.Logistic(0.2 * t, p[2], p[0], p[1]) - value)], 0.7, 9, 0.6);
        var estimate = LogisticGrowth.Estimate(new LogisticGrowth.Parameters(), inputs).EnsureSuccess();
        var before = estimate.ToString();
        var profile = estimate.Profile("C");
        Assert.Equal("C", profile.Parameter);
        Assert.True(profile.Points.Count > 5);
        foreach (var point in profile.Points)
        {
            Assert.Equal(EstimateStatus.Converged, point.Status);
            Assert.Equal(Deviance(point.Value), point.Deviance, 1e-4 * (1 + point.Deviance));
        }

        // The interval from a finer search; between points of the profile its root is taken for a straight line.
        Assert.Equal(Math.Pow(StudentT.InvCDF(0, 1, 28, 0.975), 2), profile.Threshold, 1e-9);
        Assert.Equal(profile.Threshold, Deviance(profile.Lower), 0.02 * profile.Threshold);
        Assert.Equal(profile.Threshold, Deviance(profile.Upper), 0.02 * profile.Threshold);
        Assert.True(profile.Upper - estimate.Parameters.C > 1.1 * (estimate.Parameters.C - profile.Lower));

        // Profiles leave the estimate as it was, and are the same again.
        Assert.Equal(before, estimate.ToString());
        Assert.Equal(profile.Points.Select(static point => point.Deviance), estimate.Profile("C").Points.Select(static point => point.Deviance));
        Assert.Contains("There are: R, C", Assert.Throws<ArgumentException>(() => estimate.Profile("Q")).Message, StringComparison.Ordinal);

        double Deviance(double c) =>
            (DenseFit.Of(p => [.. data.Select((value, t) => ClosedForms.Logistic(0.2 * t, p[1], p[0], c) - value)], free.Values[0], free.Values[2]).Squares - free.Squares) / free.Variance;
    }
}
