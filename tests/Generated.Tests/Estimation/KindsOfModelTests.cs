using System;
using System.Linq;
using ScalableMNN.Generated.Tests.Estimation.Models;
using ScalableMNN.Runtime.Estimation;
using Xunit;

namespace ScalableMNN.Generated.Tests.Estimation;

/// <summary>Every scheme, algebraic rows, stiffness: against closed forms, or what the forward solver makes of the truth.</summary>
public class KindsOfModelTests
{
    [Fact]
    public void Schemes_of_every_order()
    {
        // Exact data: what is left is the error of the scheme at h = 0.02, (r h)^2 / 12 and (r h)^4 / 720 of r; a Taylor model is estimated with Hermite rows.
        var data = Enumerable.Range(0, 251).Select(static t => ClosedForms.Logistic(0.02 * t, 1, 0.9, 10)).ToArray();
        var taylor = new GrowthTaylor.Inputs(251);
        var hermite = new GrowthHermite0.Inputs(251);
        var prolonged = new GrowthHermite1.Inputs(251);
        taylor.InitialX[0] = hermite.InitialX[0] = prolonged.InitialX[0] = double.NaN;
        for (var t = 0; t < 251; t++)
        {
            taylor.ObservedX[0, t] = hermite.ObservedX[0, t] = prolonged.ObservedX[0, t] = data[t];
        }

        Assert.Equal(0.9, GrowthTaylor.Estimate(new GrowthTaylor.Parameters(), taylor).EnsureSuccess().Parameters.R, 5e-5);
        Assert.Equal(0.9, GrowthHermite0.Estimate(new GrowthHermite0.Parameters(), hermite).EnsureSuccess().Parameters.R, 5e-5);
        Assert.Equal(0.9, GrowthHermite1.Estimate(new GrowthHermite1.Parameters(), prolonged).EnsureSuccess().Parameters.R, 1e-8);
    }

    [Fact]
    public void An_algebraic_row_in_place_of_an_equation_or_beside_it()
    {
        var inputs = new ClosedEpidemic.Inputs(57);
        var counted = new CountedEpidemic.Inputs(57);
        inputs.InitialS[0] = counted.InitialS[0] = 762;
        inputs.InitialI[0] = counted.InitialI[0] = 1;
        var noise = new GaussianNoise(111);
        var (s, i) = (762.0, 1.0);
        for (var t = 0; t < 57; t++)
        {
            if (t % 4 == 0)
            {
                inputs.ObservedI[0, t] = counted.ObservedI[0, t] = i + noise.Next(2);
            }

            // Small steps of Heun's method.
            const int Steps = 500;
            const double H = 0.25 / Steps;
            for (var step = 0; step < Steps; step++)
            {
                var (s1, i1) = (-1.7 * s * i / 763, (1.7 * s * i / 763) - (0.5 * i));
                var (u, v) = (s + (H * s1), i + (H * i1));
                (s, i) = (s + (H / 2 * (s1 - (1.7 * u * v / 763))), i + (H / 2 * (i1 + (1.7 * u * v / 763) - (0.5 * v))));
            }
        }

        var estimate = ClosedEpidemic.Estimate(new ClosedEpidemic.Parameters(), inputs, new EstimateOptions { Deviations = true }).EnsureSuccess();
        Assert.Equal(1.7, estimate.Parameters.Beta, 4 * estimate.Report["Beta"].StandardError);
        Assert.Equal(0.5, estimate.Parameters.Gamma, 4 * estimate.Report["Gamma"].StandardError);
        Assert.True(estimate.Report["Beta"].StandardError < 0.01);
        Assert.Equal(15 - 2, estimate.Report.DegreesOfFreedom);
        for (var t = 0; t < 57; t++)
        {
            Assert.Equal(763, estimate.Trajectories.S[0, t] + estimate.Trajectories.I[0, t] + estimate.Trajectories.R[0, t], 1e-3);
            Assert.True(estimate.Deviations!.R[0, t] < 10);
        }

        // That the third equation is there as well changes nothing.
        var beside = CountedEpidemic.Estimate(new CountedEpidemic.Parameters(), counted).EnsureSuccess();
        Assert.Equal(estimate.Parameters.Beta, beside.Parameters.Beta, 1e-2 * estimate.Report["Beta"].StandardError);
        Assert.Equal(estimate.Parameters.Gamma, beside.Parameters.Gamma, 1e-2 * estimate.Report["Gamma"].StandardError);
        Close.To(estimate.Report["Beta"].StandardError, beside.Report["Beta"].StandardError, 1e-2, "the error of beta");
        Assert.Equal(estimate.Report.DegreesOfFreedom, beside.Report.DegreesOfFreedom);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(100)]
    [InlineData(1000)]
    [InlineData(100_000)]
    public void A_stiff_model(double k)
    {
        var noise = new GaussianNoise(112);
        var inputs = new StiffFollower.Inputs(61);
        inputs.K = k;
        inputs.InitialY[0] = 1;
        inputs.InitialX[0] = double.NaN;
        for (var t = 0; t < 61; t++)
        {
            inputs.ObservedX[0, t] = (2 * k / (k - 1) * Math.Exp(-0.05 * t)) + noise.Next(0.01);
        }

        // On the slow solution x is linear in a; the fast part is gone after the first point.
        var basis = Enumerable.Range(0, 61).Select(t => k / (k - 1) * Math.Exp(-0.05 * t)).ToArray();
        var (products, squares) = (0.0, 0.0);
        for (var t = 1; t < 61; t++)
        {
            products += basis[t] * inputs.ObservedX[0, t];
            squares += basis[t] * basis[t];
        }

        // Steps of the grid do not resolve the fast part, which Hermite's scheme carries on as an oscillation that dies out slowly: it takes something of the first points. The last stage is on the model's own solution.
        var estimate = StiffFollower.Estimate(new StiffFollower.Parameters(), inputs);
        Assert.Equal(EstimateStatus.Converged, estimate.Report.Status);
        Assert.Equal(EstimateMethod.ExactFromGrid, estimate.Report.Method);
        Assert.Equal(products / squares, estimate.Parameters.A, 1.5 * estimate.Report["A"].StandardError);
        Close.To(0.01 / Math.Sqrt(squares), estimate.Report["A"].StandardError, 0.6, "the error");
    }

    [Fact]
    public void Irregular_steps()
    {
        var noise = new GaussianNoise(113);
        var inputs = new SeparateDecays.Inputs(41, 2);
        inputs.InitialX.Fill(double.NaN);
        var times = new double[2, 41];
        for (var b = 0; b < 2; b++)
        {
            for (var t = 0; t < 41; t++)
            {
                inputs.ObservedX[b, t] = ClosedForms.Decay(times[b, t], 2, 0.5 + b) + noise.Next(0.02);
                if (t < 40)
                {
                    inputs.Steps[b, t] = 0.02 * Math.Pow(10, noise.Between(0, 1));
                    times[b, t + 1] = times[b, t] + inputs.Steps[b, t];
                }
            }
        }

        var fit = DenseFit.Of(p => [.. from b in Enumerable.Range(0, 2) from t in Enumerable.Range(0, 41) select ClosedForms.Decay(times[b, t], p[2 + b], p[b]) - inputs.ObservedX[b, t]], 0.6, 1.4, 2, 2);
        var estimate = SeparateDecays.Estimate(new SeparateDecays.Parameters(inputs), inputs).EnsureSuccess();
        for (var b = 0; b < 2; b++)
        {
            // Order 4 at steps of at most 0.2 and rates of at most 1.5.
            Close.To(fit.Values[b], estimate.Parameters.K[b], 1e-5, $"k of {b}");
            Close.To(fit.StandardError(b), estimate.Report["K", b].StandardError, 0.01, $"its error of {b}");
        }
    }
}
