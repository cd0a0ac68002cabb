using System;
using System.Linq;
using ScalableMNN.Generated.Tests.Estimation.Models;
using ScalableMNN.Runtime.Estimation;
using ScalableMNN.Runtime.Models;
using Xunit;

namespace ScalableMNN.Generated.Tests.Estimation;

/// <summary>What the data do not determine is named and NaN, and nothing else is.</summary>
public class IdentifiabilityTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1e-3)]
    [InlineData(0.05)]
    public void Of_a_product_the_factors_are_named(double deviation)
    {
        var noise = new GaussianNoise(11);
        var inputs = new ProductDecay.Inputs(61);
        inputs.InitialX[0] = 4;
        for (var t = 0; t < 61; t++)
        {
            inputs.ObservedX[0, t] = ClosedForms.Balance(0.1 * t, 4, 0.6, 0.8) + noise.Next(deviation);
        }

        var estimate = ProductDecay.Estimate(new ProductDecay.Parameters(), inputs);
        AssertLost(estimate, "A and B cannot be told apart", "A", "B");
        Assert.Equal(0.6, estimate.Parameters.C, 0.02 + (3 * deviation));
        AssertFollows(inputs.ObservedX[0, 60], estimate.Trajectories.X[0, 60], 3 * deviation);
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(0.05)]
    public void With_an_unknown_dose_volume_and_clearance_are_named(double deviation)
    {
        var noise = new GaussianNoise(12);
        var inputs = new UnknownDose.Inputs(61);
        inputs.InitialAmount[0] = double.NaN;
        for (var t = 0; t < 61; t++)
        {
            inputs.ObservedConcentration[0, t] = ClosedForms.Decay(0.1 * t, 3, 0.5) + noise.Next(deviation);
        }

        AssertLost(UnknownDose.Estimate(new UnknownDose.Parameters(), inputs), "Cl, V and the initial values that are left free (Inputs.InitialAmount) cannot be told apart", "Cl", "V");

        // With the dose both are determined.
        inputs.InitialAmount[0] = 6;
        var determined = UnknownDose.Estimate(new UnknownDose.Parameters(), inputs).EnsureSuccess();
        Assert.Equal(2, determined.Parameters.V, 4 * determined.Report["V"].StandardError);
        Assert.Equal(1, determined.Parameters.Cl, 4 * determined.Report["Cl"].StandardError);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_nothing_measures_is_named_and_the_rest_is_right(bool isGiven)
    {
        var noise = new GaussianNoise(13);
        var inputs = new HiddenBystander.Inputs(61);
        inputs.InitialX[0] = 2;
        inputs.InitialHidden[0] = isGiven ? 1 : double.NaN;
        for (var t = 0; t < 61; t++)
        {
            inputs.ObservedX[0, t] = ClosedForms.Decay(0.1 * t, 2, 0.5) + noise.Next(0.01);
        }

        var estimate = HiddenBystander.Estimate(new HiddenBystander.Parameters(), inputs);
        AssertLost(estimate, "Idle is not determined", "Idle");
        Assert.Equal(0.5, estimate.Parameters.K, 0.01);
        Assert.True(estimate.Report["K"].StandardError is > 0 and < 0.01);
        if (!isGiven)
        {
            Assert.Contains("leave free: Hidden", estimate.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_free_initial_value_that_nothing_measures_is_named()
    {
        // Only the depot is measured: nothing says how much is in the body, nor how it leaves it, nor its volume.
        var inputs = new TwoCompartments.Inputs(41);
        inputs.InitialDepot[0] = 5;
        inputs.InitialBody[0] = double.NaN;
        for (var t = 0; t < 41; t++)
        {
            inputs.ObservedDepot[0, t] = ClosedForms.Decay(0.1 * t, 5, 1.2);
        }

        var estimate = TwoCompartments.Estimate(new TwoCompartments.Parameters(), inputs);
        Assert.Equal(EstimateStatus.NotIdentifiable, estimate.Status);
        Assert.Contains("leave free: Body", estimate.Message, StringComparison.Ordinal);
        Assert.Equal(1.2, estimate.Parameters.Ka, 1e-4);
        Assert.True(double.IsNaN(estimate.Parameters.Ke));
        Assert.True(double.IsNaN(estimate.Parameters.V));
    }

    [Theory]
    [InlineData(0.1, 1e-2)]
    [InlineData(0.01, 1e-2)]
    [InlineData(0.001, 1e-4)]
    public void Strongly_correlated_parameters_are_estimates_like_others(double rate, double deviation)
    {
        var noise = new GaussianNoise(14);
        var inputs = new CorrelatedDrift.Inputs(101);
        inputs.InitialX[0] = 0;
        inputs.InitialY[0] = 1;
        inputs.Rate = rate;
        for (var t = 0; t < 101; t++)
        {
            var time = 0.1 * t;
            inputs.ObservedX[0, t] = (2 * time) + (0.5 * (time + (rate * time * time / 2))) + noise.Next(deviation);
        }

        var estimate = CorrelatedDrift.Estimate(new CorrelatedDrift.Parameters(), inputs);
        Assert.True(estimate.Status == EstimateStatus.Converged, estimate.Message);
        Assert.True(estimate.Report.Correlation[0][1] < -0.95);
        var fit = DenseFit.Of(
            p => [.. Enumerable.Range(0, 101).Select(t => (p[0] * 0.1 * t) + (p[1] * ((0.1 * t) + (rate * 0.01 * t * t / 2))) - inputs.ObservedX[0, t])], 0, 0);

        // The condition number of the problem is up to 1e4, and the rigidity leaves 1e-6 of a column.
        Assert.Equal(fit.Values[0], estimate.Parameters.A, 1e-2 * fit.StandardError(0));
        Close.To(fit.StandardError(0), estimate.Report["A"].StandardError, 0.02, "the error of a");
        Close.To(fit.StandardError(1), estimate.Report["B"].StandardError, 0.02, "the error of b");
    }

    [Fact]
    public void A_coefficient_of_zero_is_an_estimate_like_others()
    {
        // What is in truth constant: the rate is zero within its error.
        var noise = new GaussianNoise(15);
        var inputs = new ExponentialDecay.Inputs(101);
        inputs.InitialX[0] = double.NaN;
        for (var t = 0; t < 101; t++)
        {
            inputs.ObservedX[0, t] = 1 + noise.Next(0.1);
        }

        var estimate = ExponentialDecay.Estimate(new ExponentialDecay.Parameters(), inputs).EnsureSuccess();
        Assert.Equal(0, estimate.Parameters.K, 4 * estimate.Report["K"].StandardError);
        Assert.True(estimate.Report["K"].StandardError < 0.02);
    }

    [Fact]
    public void Local_parameters_that_their_trajectory_does_not_determine_are_named()
    {
        var inputs = new Population.Inputs(41, 3);
        for (var b = 0; b < 3; b++)
        {
            inputs.InitialX[b] = 3;
            for (var t = 0; t < 41 && b != 1; t++)
            {
                inputs.ObservedX[b, t] = ClosedForms.Balance(0.05 * t, 3, 2, 0.8 + (0.3 * b));
            }
        }

        var estimate = Population.Estimate(new Population.Parameters(inputs), inputs);
        Assert.Equal(EstimateStatus.NotIdentifiable, estimate.Status);
        Assert.Contains("K of trajectory 1.", estimate.Message, StringComparison.Ordinal);
        Assert.Equal(2, estimate.Parameters.S, 1e-4);
        Assert.Equal(0.8, estimate.Parameters.K[0], 1e-4);
        Assert.True(double.IsNaN(estimate.Parameters.K[1]));
        Assert.Equal(1.4, estimate.Parameters.K[2], 1e-4);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-3)]
    [InlineData(0.05)]
    public void Of_a_product_the_factors_are_named_for_each_trajectory(double deviation)
    {
        var noise = new GaussianNoise(16);
        var inputs = new SeparateProducts.Inputs(61, 2);
        for (var b = 0; b < 2; b++)
        {
            inputs.InitialX[b] = 4;
            for (var t = 0; t < 61; t++)
            {
                inputs.ObservedX[b, t] = ClosedForms.Balance(0.1 * t, 4, 0.6, 0.6 + (0.2 * b)) + noise.Next(deviation);
            }
        }

        var estimate = SeparateProducts.Estimate(new SeparateProducts.Parameters(inputs), inputs);
        Assert.Equal(EstimateStatus.NotIdentifiable, estimate.Status);
        Assert.Equal(0.6, estimate.Parameters.C, 0.02 + (3 * deviation));
        for (var b = 0; b < 2; b++)
        {
            Assert.Contains($"A of trajectory {b}, B of trajectory {b}", estimate.Message, StringComparison.Ordinal);
            Assert.True(double.IsNaN(estimate.Parameters.A[b]) && double.IsNaN(estimate.Parameters.B[b]));
            AssertFollows(inputs.ObservedX[b, 60], estimate.Trajectories.X[b, 60], 3 * deviation);
        }
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(0.05)]
    public void With_an_unknown_dose_volume_and_clearance_are_named_where_it_is_unknown(double deviation)
    {
        var noise = new GaussianNoise(17);
        var inputs = new SeparateDoses.Inputs(61, 3);
        for (var b = 0; b < 3; b++)
        {
            inputs.InitialAmount[b] = b == 1 ? double.NaN : 6;
            for (var t = 0; t < 61; t++)
            {
                inputs.ObservedConcentration[b, t] = ClosedForms.Decay(0.1 * t, 3, 0.5) + noise.Next(deviation);
            }
        }

        var estimate = SeparateDoses.Estimate(new SeparateDoses.Parameters(inputs), inputs);
        Assert.True(estimate.Message.Contains("trajectory: Cl of trajectory 1, V of trajectory 1.", StringComparison.Ordinal), estimate.ToString());
        Assert.Equal(
            [("Cl", 1), ("V", 1)],
            estimate.Report.Parameters.Where(static parameter => double.IsNaN(parameter.Value)).Select(static parameter => (parameter.Name, parameter.Trajectory!.Value)));
        foreach (var b in new[] { 0, 2 })
        {
            var (volume, clearance) = (estimate.Report.Parameters.Single(p => p.Name == "V" && p.Trajectory == b), estimate.Report.Parameters.Single(p => p.Name == "Cl" && p.Trajectory == b));
            Assert.Equal(2, volume.Value, 4 * volume.StandardError);
            Assert.Equal(1, clearance.Value, 4 * clearance.StandardError);
        }
    }

    private static void AssertFollows(double expected, double actual, double tolerance) => Assert.Equal(expected, actual, tolerance + 1e-4);

    private static void AssertLost<TParameters, TTrajectories>(Estimate<TParameters, TTrajectories> estimate, string message, params string[] names)
        where TParameters : ModelValues
        where TTrajectories : ModelTrajectories
    {
        Assert.Contains(message, estimate.Message, StringComparison.Ordinal);
        Assert.Equal(EstimateStatus.NotIdentifiable, estimate.Status);
        Assert.Equal(names, estimate.Report.Parameters.Where(static parameter => double.IsNaN(parameter.Value)).Select(static parameter => parameter.Name));
        Assert.Throws<InvalidOperationException>(estimate.EnsureSuccess);
    }
}
