using System.Linq;
using ScalableMNN.Generated.Tests.Estimation.Models;
using ScalableMNN.Runtime.Estimation;
using Xunit;

namespace ScalableMNN.Generated.Tests.Estimation;

/// <summary>Parameters at their bounds, and what the rest is then.</summary>
public class BoundTests
{
    [Theory]
    [InlineData(0.8)]
    [InlineData(0.3)]
    public void The_rest_is_what_it_is_with_the_parameter_fixed_at_its_bound(double truth)
    {
        var noise = new GaussianNoise(31);
        var inputs = new BoundedDecay.Inputs(61);
        inputs.InitialX[0] = double.NaN;
        var data = new double[61];
        for (var t = 0; t < 61; t++)
        {
            inputs.ObservedX[0, t] = data[t] = ClosedForms.Balance(0.1 * t, 3, 1, truth) + noise.Next(0.01);
        }

        var isBound = truth > 0.5;
        var estimate = BoundedDecay.Estimate(new BoundedDecay.Parameters(), inputs).EnsureSuccess();
        var fit = DenseFit.Of(p => [.. data.Select((value, t) => ClosedForms.Balance(0.1 * t, p[1], p[0], isBound ? 0.5 : p[2]) - value)], isBound ? [1, 3] : [1, 3, 0.3]);
        Assert.Equal(isBound, estimate.Report["K"].IsAtBound);
        Assert.Equal(fit.Values[0], estimate.Parameters.S, 1e-3 * fit.StandardError(0));
        Close.To(fit.StandardError(0), estimate.Report["S"].StandardError, 0.01, "its error");
        Assert.Equal(fit.Count - fit.Values.Length, estimate.Report.DegreesOfFreedom);
        if (isBound)
        {
            Assert.Equal(0.5, estimate.Parameters.K);
            Assert.True(double.IsNaN(estimate.Report["K"].StandardError) && double.IsNaN(estimate.Report["K"].Lower));
            Assert.Contains("at its bound", estimate.ToString(), System.StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Local_parameters_stand_at_their_bounds_where_the_data_want_them_beyond()
    {
        // Slopes 2, 1.5, 0.4 and 0.2 against a prior of 1 for what is common. Without bounds the last two have a b below zero; with the last at zero, what is common is 0.2, and the third has one above.
        double[] slopes = [2, 1.5, 0.4, 0.2];
        var noise = new GaussianNoise(32);
        var inputs = new BoundedDrifts.Inputs(21, 4);
        for (var b = 0; b < 4; b++)
        {
            inputs.InitialX[b] = 0;
            for (var t = 0; t < 21; t++)
            {
                inputs.ObservedX[b, t] = (slopes[b] * 0.1 * t) + noise.Next(0.3);
            }
        }

        var estimate = BoundedDrifts.Estimate(new BoundedDrifts.Parameters(inputs), inputs).EnsureSuccess();
        Assert.Equal([false, false, false, true], Enumerable.Range(0, 4).Select(b => estimate.Report["B", b].IsAtBound));

        // The same with that one at zero: a and three b, linear, with the noise that was found.
        var deviation = estimate.Report.Observables[0].Noise;
        var fit = DenseFit.Of(
            p =>
            [
                .. from b in Enumerable.Range(0, 4) from t in Enumerable.Range(0, 21) select (((p[0] + (b < 3 ? p[1 + b] : 0)) * 0.1 * t) - inputs.ObservedX[b, t]) / deviation,
                (p[0] - 1) / 0.5,
            ],
            1, 1, 1, 1);
        Assert.Equal(fit.Values[0], estimate.Parameters.A, 1e-3 * fit.StandardError(0, 1));
        Assert.Equal(fit.Values[1], estimate.Parameters.B[0], 1e-3 * fit.StandardError(1, 1));
        Assert.Equal(fit.Values[2], estimate.Parameters.B[1], 1e-3 * fit.StandardError(2, 1));
        Assert.Equal(fit.Values[3], estimate.Parameters.B[2], 1e-3 * fit.StandardError(3, 1));
        Assert.Equal(0, estimate.Parameters.B[3]);
        Close.To(fit.StandardError(0, 1), estimate.Report["A"].StandardError, 0.01, "the error of a");
    }

    [Fact]
    public void A_start_at_the_bound_leaves_it_again()
    {
        var inputs = new BoundedDecay.Inputs(41);
        inputs.InitialX[0] = 3;
        for (var t = 0; t < 41; t++)
        {
            inputs.ObservedX[0, t] = ClosedForms.Balance(0.1 * t, 3, 1, 0.2);
        }

        Assert.Equal(0.2, BoundedDecay.Estimate(new BoundedDecay.Parameters { K = 0.5 }, inputs).EnsureSuccess().Parameters.K, 1e-7);

        var local = new SeparateDecays.Inputs(41, 3);
        local.Steps.Fill(0.1);
        for (var b = 0; b < 3; b++)
        {
            local.InitialX[b] = double.NaN;
            for (var t = 0; t < 41; t++)
            {
                // The second grows, which its bound of zero forbids.
                local.ObservedX[b, t] = ClosedForms.Decay(0.1 * t, 2, b == 1 ? -0.3 : 0.4 + b);
            }
        }

        var start = new SeparateDecays.Parameters(local);
        start.K.Fill(0);
        var estimate = SeparateDecays.Estimate(start, local).EnsureSuccess();

        // The error of the scheme: (k h)^4 / 720 of k.
        Assert.Equal(0.4, estimate.Parameters.K[0], 1e-6);
        Assert.Equal(0, estimate.Parameters.K[1]);
        Assert.True(estimate.Report["K", 1].IsAtBound);
        Assert.Equal(2.4, estimate.Parameters.K[2], 2e-5);
    }
}
