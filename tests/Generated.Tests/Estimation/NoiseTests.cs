using System;
using System.Linq;
using ScalableMNN.Generated.Tests.Estimation.Models;
using ScalableMNN.Runtime.Estimation;
using Xunit;

namespace ScalableMNN.Generated.Tests.Estimation;

/// <summary>Whose noise counts: what is given is kept, and neither priors nor other observables say how large it is. Closed forms of linear models.</summary>
public sealed class NoiseTests
{
    private const int Points = 41;

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.15)]
    public void Noise_that_is_given_is_kept_beside_noise_that_is_estimated(double noiseOfX)
    {
        // The noise of x is given as 0.05, rightly or not; that of y is 0.4 and not given.
        var noise = new GaussianNoise(71);
        var inputs = new TwoDrifts.Inputs(Points);
        inputs.InitialX[0] = 0;
        inputs.InitialY[0] = 0;
        for (var t = 0; t < Points; t++)
        {
            inputs.ObservedX[0, t] = (0.1 * t) + noise.Next(noiseOfX);
            inputs.ObservedY[0, t] = (0.3 * t) + noise.Next(0.4);
        }

        var estimate = TwoDrifts.Estimate(new TwoDrifts.Parameters(), inputs).EnsureSuccess();
        var (x, y) = (estimate.Report.Observables[0], estimate.Report.Observables[1]);
        Assert.Equal(0.05, x.Noise);
        Assert.True(x.IsNoiseGiven);
        Assert.False(y.IsNoiseGiven);

        // b takes what y says of its slope, so that x alone determines a.
        double squares = 0, productX = 0, productY = 0;
        for (var t = 0; t < Points; t++)
        {
            squares += 0.01 * t * t;
            productX += 0.1 * t * inputs.ObservedX[0, t];
            productY += 0.1 * t * inputs.ObservedY[0, t];
        }

        var (a, slope) = (productX / squares, productY / squares);
        var left = Enumerable.Range(0, Points).Sum(t => Math.Pow(inputs.ObservedY[0, t] - (slope * 0.1 * t), 2));
        Close.To(Math.Sqrt(left / (Points - 1)), y.Noise, 2e-3, "the noise of y");
        Close.To(a, estimate.Parameters.A, 1e-5, "a");
        Close.To(slope - a, estimate.Parameters.B, 1e-4, "b");
        Close.To(0.05 / Math.Sqrt(squares), estimate.Report["A"].StandardError, 2e-3, "the error of a");
        Close.To(Math.Sqrt(((0.05 * 0.05) + (y.Noise * y.Noise)) / squares), estimate.Report["B"].StandardError, 2e-3, "the error of b");

        // The misfit is in units of the noise: what is given wrongly shows.
        var leftOfX = Enumerable.Range(0, Points).Sum(t => Math.Pow(inputs.ObservedX[0, t] - (a * 0.1 * t), 2));
        Close.To((leftOfX / (0.05 * 0.05)) + Points - 1, estimate.Report.DataMisfit, 5e-3, "the misfit");
        AssertQuadratic(estimate.Profile("A"), estimate.Report["A"]);
    }

    [Fact]
    public void A_prior_that_contradicts_the_data_is_no_noise()
    {
        var noise = new GaussianNoise(72);
        var inputs = new PulledDrift.Inputs(Points);
        inputs.InitialX[0] = 0;
        for (var t = 0; t < Points; t++)
        {
            inputs.ObservedX[0, t] = (0.1 * t * 1.9) + noise.Next(0.05);
        }

        // Rows of the data in units of their noise, and one of the prior.
        var estimate = PulledDrift.Estimate(new PulledDrift.Parameters(), inputs).EnsureSuccess();
        var deviation = estimate.Report.Observables[0].Noise;
        var information = Enumerable.Range(0, Points).Sum(static t => 0.01 * t * t) / (deviation * deviation);
        var a = ((Enumerable.Range(0, Points).Sum(t => 0.1 * t * inputs.ObservedX[0, t]) / (deviation * deviation)) + (2 / (0.005 * 0.005))) / (information + (1 / (0.005 * 0.005)));
        var left = Enumerable.Range(0, Points).Sum(t => Math.Pow(inputs.ObservedX[0, t] - (a * 0.1 * t), 2));
        Close.To(a, estimate.Parameters.A, 1e-4, "a");
        Close.To(Math.Sqrt(left / Points), deviation, 2e-3, "the noise");
        Close.To(1 / Math.Sqrt(information + (1 / (0.005 * 0.005))), estimate.Report["A"].StandardError, 5e-3, "the error of a");

        // The prior is some ten deviations away from the data, which the profile must not take for noise.
        AssertQuadratic(estimate.Profile("A"), estimate.Report["A"]);
    }

    /// <summary>Of a linear model the deviance is the square of the distance in standard errors.</summary>
    private static void AssertQuadratic(LikelihoodProfile profile, ParameterEstimate estimate)
    {
        foreach (var point in profile.Points)
        {
            Assert.Equal(Math.Pow((point.Value - estimate.Value) / estimate.StandardError, 2), point.Deviance, 0.01 * (1 + point.Deviance));
        }
    }
}
