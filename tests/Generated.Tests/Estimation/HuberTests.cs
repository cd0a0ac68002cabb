using System;
using System.Linq;
using ScalableMNN.Generated.Tests.Estimation.Models;
using ScalableMNN.Runtime.Estimation;
using Xunit;

namespace ScalableMNN.Generated.Tests.Estimation;

/// <summary>Huber's loss against its minimum by brute force.</summary>
public class HuberTests
{
    private const double Bound = 1.345;

    [Fact]
    public void Outliers_pull_little_and_do_not_count_as_noise()
    {
        var (inputs, data) = Outliers();
        var estimate = ExponentialDecay.Estimate(new ExponentialDecay.Parameters(), inputs, new EstimateOptions { Huber = Bound }).EnsureSuccess();
        var plain = ExponentialDecay.Estimate(new ExponentialDecay.Parameters(), inputs).EnsureSuccess();

        // The true noise is 0.05, and every tenth value is off by 1.
        Assert.InRange(estimate.Report.Observables[0].Noise, 0.04, 0.08);
        Assert.InRange(plain.Report.Observables[0].Noise, 0.2, 0.5);
        Assert.True(Math.Abs(estimate.Parameters.K - 0.7) < Math.Abs(plain.Parameters.K - 0.7) / 3);
        Assert.Equal(0.7, estimate.Parameters.K, 4 * estimate.Report["K"].StandardError);
        Assert.True(estimate.Report["K"].StandardError < plain.Report["K"].StandardError / 2);

        // The minimum of the loss with that noise, by Newton's method on its gradient: weights that are repeated until they stay.
        var noise = estimate.Report.Observables[0].Noise;
        var weights = Enumerable.Repeat(1.0, 101).ToArray();
        var fit = DenseFit.Of(Residuals, 0.6, 2);
        for (var i = 0; i < 200; i++)
        {
            weights = [.. data.Select((value, t) => Math.Sqrt(Math.Min(1, Bound * noise / Math.Abs(ClosedForms.Decay(0.1 * t, fit.Values[1], fit.Values[0]) - value))))];
            fit = DenseFit.Of(Residuals, fit.Values);
        }

        Close.To(fit.Values[0], estimate.Parameters.K, 1e-4, "k");
        Assert.Equal(fit.Values[1], estimate.Trajectories.X[0, 0], 1e-3);

        // Proposal 2: the mean square of the residuals that are cut off at the bound is what is left of a normal variable's.
        var cut = data.Select((value, t) => Math.Pow(Math.Min(Math.Abs(estimate.Trajectories.X[0, t] - value) / noise, Bound), 2)).Sum() / 99;
        Assert.Equal(0.7102, cut, 0.001);

        double[] Residuals(double[] p) => [.. data.Select((value, t) => weights[t] * (ClosedForms.Decay(0.1 * t, p[1], p[0]) - value))];
    }

    [Fact]
    public void Without_outliers_and_with_a_far_bound_it_is_least_squares()
    {
        var noise = new GaussianNoise(52);
        var inputs = new ExponentialDecay.Inputs(101);
        inputs.InitialX[0] = double.NaN;
        for (var t = 0; t < 101; t++)
        {
            inputs.ObservedX[0, t] = ClosedForms.Decay(0.1 * t, 2, 0.7) + noise.Next(0.05);
        }

        var plain = ExponentialDecay.Estimate(new ExponentialDecay.Parameters(), inputs).EnsureSuccess();
        var far = ExponentialDecay.Estimate(new ExponentialDecay.Parameters(), inputs, new EstimateOptions { Huber = 100 }).EnsureSuccess();
        Close.To(plain.Parameters.K, far.Parameters.K, 1e-8, "k");
        Close.To(plain.Report["K"].StandardError, far.Report["K"].StandardError, 1e-3, "its error");
        var near = ExponentialDecay.Estimate(new ExponentialDecay.Parameters(), inputs, new EstimateOptions { Huber = Bound }).EnsureSuccess();

        // On normal data 95 % efficient: errors are larger by 1 / sqrt(0.95), give or take the luck of the draw.
        Assert.InRange(near.Report["K"].StandardError / plain.Report["K"].StandardError, 0.9, 1.2);
    }

    private static (ExponentialDecay.Inputs Inputs, double[] Data) Outliers()
    {
        var noise = new GaussianNoise(51);
        var inputs = new ExponentialDecay.Inputs(101);
        inputs.InitialX[0] = double.NaN;
        var data = Enumerable.Range(0, 101).Select(t => ClosedForms.Decay(0.1 * t, 2, 0.7) + noise.Next(0.05) + (t % 10 == 5 ? 1 : 0)).ToArray();
        for (var t = 0; t < 101; t++)
        {
            inputs.ObservedX[0, t] = data[t];
        }

        return (inputs, data);
    }
}
