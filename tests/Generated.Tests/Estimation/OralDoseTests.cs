using System;
using System.Linq;
using ScalableMNN.Generated.Tests.Estimation.Models;
using ScalableMNN.Runtime.Estimation;
using Xunit;

namespace ScalableMNN.Generated.Tests.Estimation;

/// <summary>Ten concentrations after a dose: what they determine, and what is said where they do not.</summary>
public sealed class OralDoseTests
{
    internal static readonly (double Hours, double Concentration)[] Samples =
        [(0.25, 2.8), (0.5, 5.0), (1, 7.4), (2, 8.9), (3.5, 8.4), (5, 7.3), (7, 6.1), (9, 5.0), (12, 3.8), (24, 1.2)];

    [Theory]
    [InlineData(1e4)]
    [InlineData(1e8)]
    [InlineData(1e10)]
    public void The_estimate_does_not_depend_on_how_rigid_the_model_is(double rigidity)
    {
        // Least squares of the closed form give these values; within a part in a thousand of their standard errors they are those of every rigidity.
        var estimate = OralDose.Estimate(Inputs(320), new EstimateOptions { Rigidity = rigidity });
        Assert.True(estimate.Status == EstimateStatus.Converged, estimate.Message);
        Close.To(1.2381, estimate.Parameters.Ka, 1e-4, "Ka");
        Close.To(0.096367, estimate.Parameters.Ke, 1e-4, "Ke");
        Close.To(29.0017, estimate.Parameters.V, 1e-4, "V");
    }

    [Fact]
    public void More_rigid_than_rounding_allows_is_refused()
    {
        var fault = Assert.Throws<ArgumentException>(() => OralDose.Estimate(Inputs(320), new EstimateOptions { Rigidity = 1e12 }));
        Assert.Contains("EstimateOptions.Rigidity", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_volume_and_a_dose_that_are_both_unknown_cannot_be_told_apart()
    {
        var estimate = OralDose.Estimate(Inputs(double.NaN));
        Assert.Equal(EstimateStatus.NotIdentifiable, estimate.Status);
        Assert.True(double.IsNaN(estimate.Parameters.V));
        Assert.True(double.IsNaN(estimate.Report["V"].StandardError));
        Assert.Contains("V and the initial values that are left free (Inputs.InitialGut) cannot be told apart", estimate.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_minimum_there_are_no_standard_errors()
    {
        var estimate = OralDose.Estimate(Inputs(320), new EstimateOptions { MaxIterations = 2 });
        Assert.Equal(EstimateStatus.IterationLimit, estimate.Status);
        Assert.All(estimate.Report.Parameters, static parameter => Assert.True(double.IsNaN(parameter.StandardError), parameter.ToString()));
        Assert.Contains("Standard errors are not known", estimate.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("±", estimate.ToString(), StringComparison.Ordinal);
    }

    private static OralDose.Inputs Inputs(double dose)
    {
        var inputs = new OralDose.Inputs(97);
        inputs.InitialGut.Fill(dose);
        inputs.InitialPlasma.Fill(0);
        inputs.ObservedPlasma.Set(0, [.. Samples.Select(static sample => (int)Math.Round(sample.Hours / 0.25))], [.. Samples.Select(static sample => sample.Concentration)]);
        return inputs;
    }
}
