using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generated.Tests.Estimation.Models;
using ScalableMNN.Runtime.Estimation;
using Xunit;

namespace ScalableMNN.Generated.Tests.Estimation;

/// <summary>
/// Estimates and standard errors against nonlinear least squares on closed-form solutions. The scheme (order 8 and more here) and the rigidity (model rows weigh 1e8 times what data
/// rows do, squared) leave less than a
/// millionth of a parameter, and a few of a trajectory, which may leave the model a little in every step.
/// </summary>
public class AgainstDenseFitTests
{
    private const double Value = 1e-6;
    private const double Leak = 1e-5;
    private const double Error = 1e-2;

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 0)]
    [InlineData(true, 0.6)]
    [InlineData(false, 0.6)]
    public void Decay(bool isGiven, double missing)
    {
        var noise = new GaussianNoise(1);
        var inputs = new ExponentialDecay.Inputs(61);
        inputs.InitialX[0] = isGiven ? 2 : double.NaN;
        var data = new List<(double Time, double Value)>();
        for (var t = 0; t < 61; t++)
        {
            var value = ClosedForms.Decay(0.1 * t, 2, 0.7) + noise.Next(0.05);
            if (!noise.Happens(missing))
            {
                inputs.ObservedX[0, t] = value;
                data.Add((0.1 * t, value));
            }
        }

        var fit = DenseFit.Of(p => [.. data.Select(d => ClosedForms.Decay(d.Time, isGiven ? 2 : p[1], p[0]) - d.Value)], isGiven ? [0.5] : [0.5, 1]);
        var estimate = ExponentialDecay.Estimate(new ExponentialDecay.Parameters(), inputs, new EstimateOptions { Deviations = true }).EnsureSuccess();
        Close.To(fit.Values[0], estimate.Parameters.K, Value, "k");
        Close.To(fit.StandardError(0), estimate.Report["K"].StandardError, Error, "its error");
        Close.To(fit.Squares, estimate.Report.Observables[0].SumOfSquares, Leak, "the sum of squares");
        Close.To(Math.Sqrt(fit.Variance), estimate.Report.Observables[0].Noise, Leak, "the noise");
        Assert.Equal(fit.Count - fit.Values.Length, estimate.Report.DegreesOfFreedom);
        for (var t = isGiven ? 1 : 0; t < 61; t++)
        {
            Close.To(ClosedForms.Decay(0.1 * t, isGiven ? 2 : fit.Values[1], fit.Values[0]), estimate.Trajectories.X[0, t], Leak, $"point {t}");
            Close.To(fit.DeviationOf(p => ClosedForms.Decay(0.1 * t, isGiven ? 2 : p[1], p[0])), estimate.Deviations!.X[0, t], Error, $"the band at point {t}");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Logistic_growth(bool isGiven)
    {
        var noise = new GaussianNoise(2);
        var inputs = new LogisticGrowth.Inputs(51);
        inputs.InitialX[0] = isGiven ? 0.5 : double.NaN;
        var data = new double[51];
        for (var t = 0; t < 51; t++)
        {
            inputs.ObservedX[0, t] = data[t] = ClosedForms.Logistic(0.2 * t, 0.5, 0.8, 10) + noise.Next(0.2);
        }

        var fit = DenseFit.Of(p => [.. data.Select((value, t) => ClosedForms.Logistic(0.2 * t, isGiven ? 0.5 : p[2], p[0], p[1]) - value)], isGiven ? [0.7, 9] : [0.7, 9, 0.6]);
        var estimate = LogisticGrowth.Estimate(new LogisticGrowth.Parameters(), inputs, new EstimateOptions { Deviations = true }).EnsureSuccess();
        Close.To(fit.Values[0], estimate.Parameters.R, Value, "r");
        Close.To(fit.Values[1], estimate.Parameters.C, Value, "c");
        Close.To(fit.StandardError(0), estimate.Report["R"].StandardError, Error, "the error of r");
        Close.To(fit.StandardError(1), estimate.Report["C"].StandardError, Error, "the error of c");
        Assert.Equal(fit.Inverse[0, 1] / Math.Sqrt(fit.Inverse[0, 0] * fit.Inverse[1, 1]), estimate.Report.Correlation[0][1], 0.01);
        for (var t = 1; t < 51; t++)
        {
            Close.To(fit.DeviationOf(p => ClosedForms.Logistic(0.2 * t, isGiven ? 0.5 : p[2], p[0], p[1])), estimate.Deviations!.X[0, t], Error, $"the band at point {t}");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Two_compartments_with_two_observables(bool isGiven)
    {
        var noise = new GaussianNoise(3);
        var inputs = new TwoCompartments.Inputs(81);
        inputs.InitialDepot[0] = isGiven ? 5 : double.NaN;
        inputs.InitialBody[0] = 0;
        List<(double Time, double Value)> depot = [], concentration = [];
        for (var t = 0; t < 81; t++)
        {
            if (t % 2 == 0)
            {
                inputs.ObservedConcentration[0, t] = (ClosedForms.Body(0.1 * t, 5, 0, 1.2, 0.3) / 2.5) + noise.Next(0.02);
                concentration.Add((0.1 * t, inputs.ObservedConcentration[0, t]));
            }

            if (t % 3 == 0)
            {
                inputs.ObservedDepot[0, t] = ClosedForms.Decay(0.1 * t, 5, 1.2) + noise.Next(0.2);
                depot.Add((0.1 * t, inputs.ObservedDepot[0, t]));
            }
        }

        var estimate = TwoCompartments.Estimate(new TwoCompartments.Parameters(), inputs, new EstimateOptions { Deviations = true }).EnsureSuccess();

        // The ratio of the two noises follows from the fit, so that here it is repeated until it stays.
        var weights = (Depot: 1.0, Concentration: 1.0);
        DenseFit fit;
        for (var i = 0; ; i++)
        {
            fit = DenseFit.Of(Residuals, isGiven ? [1, 0.4, 2] : [1, 0.4, 2, 4.5]);
            var residuals = Residuals(fit.Values);
            var share = (double)(fit.Count - fit.Values.Length) / fit.Count;
            var next = (
                Depot: weights.Depot / Math.Sqrt(residuals.Take(depot.Count).Sum(static r => r * r) / (depot.Count * share)),
                Concentration: weights.Concentration / Math.Sqrt(residuals.Skip(depot.Count).Sum(static r => r * r) / (concentration.Count * share)));
            if (i == 50)
            {
                break;
            }

            weights = next;
        }

        Close.To(1 / weights.Depot, estimate.Report.Observables.Single(o => o.Name == "Depot").Noise, 1e-3, "the noise in the depot");
        Close.To(1 / weights.Concentration, estimate.Report.Observables.Single(o => o.Name == "Concentration").Noise, 1e-3, "the noise of the concentration");
        string[] names = ["Ka", "Ke", "V"];
        for (var i = 0; i < 3; i++)
        {
            // Iterations on the noise end when it hardly changes; what is left is small beside the error.
            Assert.Equal(fit.Values[i], estimate.Report[names[i]].Value, 1e-3 * fit.StandardError(i, 1));
            Close.To(fit.StandardError(i, 1), estimate.Report[names[i]].StandardError, Error, "the error of " + names[i]);
        }

        for (var t = 1; t < 81; t++)
        {
            Close.To(fit.DeviationOf(p => ClosedForms.Body(0.1 * t, isGiven ? 5 : p[3], 0, p[0], p[1]), 1), estimate.Deviations!.Body[0, t], Error, $"the band at point {t}");
        }

        double[] Residuals(double[] p) =>
        [
            .. depot.Select(d => weights.Depot * (ClosedForms.Decay(d.Time, isGiven ? 5 : p[3], p[0]) - d.Value)),
            .. concentration.Select(d => weights.Concentration * ((ClosedForms.Body(d.Time, isGiven ? 5 : p[3], 0, p[0], p[1]) / p[2]) - d.Value)),
        ];
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Oscillator_measured_in_place_only_or_in_both(bool both)
    {
        var noise = new GaussianNoise(4);
        var inputs = new EstimatedOscillator.Inputs(101);
        inputs.InitialX.Fill(double.NaN);
        var weights = 1.0;
        var place = new double[101];
        var speed = new double[101];
        for (var t = 0; t < 101; t++)
        {
            var (x, v) = ClosedForms.Oscillator(0.1 * t, 1, 0.5, 0.2, 4);
            inputs.ObservedX[0, t] = place[t] = x + noise.Next(0.05);
            speed[t] = v + noise.Next(0.3);
            if (both)
            {
                inputs.ObservedXD1[0, t] = speed[t];
            }
        }

        var estimate = EstimatedOscillator.Estimate(new EstimatedOscillator.Parameters(), inputs, new EstimateOptions { Deviations = true }).EnsureSuccess();
        DenseFit fit;
        for (var i = 0; ; i++)
        {
            fit = DenseFit.Of(Residuals, 0.25, 3.9, 1, 0.4);
            if (i == 30 || !both)
            {
                break;
            }

            var residuals = Residuals(fit.Values);
            weights *= Math.Sqrt(residuals.Take(101).Sum(static r => r * r) / residuals.Skip(101).Sum(static r => r * r));
        }

        Assert.Equal(fit.Values[0], estimate.Parameters.D, (both ? 1e-3 : 1e-5) * fit.StandardError(0));
        Assert.Equal(fit.Values[1], estimate.Parameters.W, (both ? 1e-3 : 1e-5) * fit.StandardError(1));
        Close.To(fit.StandardError(0), estimate.Report["D"].StandardError, Error, "the error of d");
        Close.To(fit.StandardError(1), estimate.Report["W"].StandardError, Error, "the error of w");
        for (var t = 0; t < 101; t++)
        {
            Close.To(fit.DeviationOf(p => ClosedForms.Oscillator(0.1 * t, p[2], p[3], p[0], p[1]).Place), estimate.Deviations!.X[0, t], Error, $"the band of the place at point {t}");
            Close.To(fit.DeviationOf(p => ClosedForms.Oscillator(0.1 * t, p[2], p[3], p[0], p[1]).Speed), estimate.Deviations!.X.D(1)[0, t], Error, $"the band of the speed at point {t}");
        }

        double[] Residuals(double[] p)
        {
            var solution = Enumerable.Range(0, 101).Select(t => ClosedForms.Oscillator(0.1 * t, p[2], p[3], p[0], p[1])).ToArray();
            return [.. solution.Select((s, t) => s.Place - place[t]), .. solution.Select((s, t) => weights * (s.Speed - speed[t])).Take(both ? 101 : 0)];
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Given_noise_is_the_variance(bool isGiven)
    {
        // The noise of these data is twice what is given; errors follow what is given.
        var noise = new GaussianNoise(5);
        var inputs = new GivenNoiseDecay.Inputs(41);
        inputs.InitialX[0] = isGiven ? 1 : double.NaN;
        var data = new double[41];
        for (var t = 0; t < 41; t++)
        {
            inputs.ObservedX[0, t] = data[t] = ClosedForms.Decay(0.1 * t, 1, 0.7) + noise.Next(0.1);
        }

        var fit = DenseFit.Of(p => [.. data.Select((value, t) => (ClosedForms.Decay(0.1 * t, isGiven ? 1 : p[1], p[0]) - value) / 0.05)], isGiven ? [0.5] : [0.5, 1]);
        var estimate = GivenNoiseDecay.Estimate(new GivenNoiseDecay.Parameters(), inputs).EnsureSuccess();
        Close.To(fit.Values[0], estimate.Parameters.K, Value, "k");
        Close.To(fit.StandardError(0, 1), estimate.Report["K"].StandardError, Error, "its error");
        Close.To(fit.Squares, estimate.Report.DataMisfit, Leak, "the misfit");
        Assert.True(estimate.Report.Observables[0].IsNoiseGiven);
        Assert.Equal(0.05, estimate.Report.Observables[0].Noise);
        Assert.Equal(estimate.Parameters.K + (1.959964 * estimate.Report["K"].StandardError), estimate.Report["K"].Upper, 1e-6);
    }

    [Fact]
    public void Shared_and_local_parameters()
    {
        const int Subjects = 5;
        var noise = new GaussianNoise(6);
        var inputs = new Population.Inputs(41, Subjects);
        var data = new double[Subjects, 41];
        for (var b = 0; b < Subjects; b++)
        {
            // Initial values are given for some and estimated for others.
            inputs.InitialX[b] = b % 2 == 0 ? 3 : double.NaN;
            for (var t = 0; t < 41; t++)
            {
                inputs.ObservedX[b, t] = data[b, t] = ClosedForms.Balance(0.05 * t, 3, 2, 0.8 + (0.3 * b)) + noise.Next(0.05);
            }
        }

        double[] start = [1.9, .. Enumerable.Range(0, Subjects).Select(b => 1 + (0.3 * b)), 2.9, 3.1];
        var fit = DenseFit.Of(Residuals, start);
        var estimate = Population.Estimate(new Population.Parameters(inputs), inputs, new EstimateOptions { Deviations = true }).EnsureSuccess();
        Close.To(fit.Values[0], estimate.Parameters.S, Value, "s");
        Close.To(fit.StandardError(0), estimate.Report["S"].StandardError, Error, "its error");
        Assert.Equal(fit.Count - fit.Values.Length, estimate.Report.DegreesOfFreedom);
        for (var b = 0; b < Subjects; b++)
        {
            var subject = b;
            Close.To(fit.Values[1 + b], estimate.Parameters.K[b], Value, $"k of {b}");
            Close.To(fit.StandardError(1 + b), estimate.Report["K", b].StandardError, Error, $"its error of {b}");
            for (var t = 1; t < 41; t += 5)
            {
                var point = t;
                Close.To(fit.DeviationOf(p => Solution(p, subject, point)), estimate.Deviations!.X[b, t], Error, $"the band at point {t} of {b}");
            }
        }

        static double Solution(double[] p, int b, int t) => ClosedForms.Balance(0.05 * t, b % 2 == 0 ? 3 : p[1 + Subjects + (b / 2)], p[0], p[1 + b]);

        double[] Residuals(double[] p) => [.. from b in Enumerable.Range(0, Subjects) from t in Enumerable.Range(0, 41) select Solution(p, b, t) - data[b, t]];
    }
}
