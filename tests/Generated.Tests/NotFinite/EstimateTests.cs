using System;
using ScalableMNN.Runtime.Estimation;
using Xunit;

namespace ScalableMNN.Generated.Tests.NotFinite;

/// <summary>An estimation that cannot begin, or cannot go on, says which equation or observable is to blame, where, and by which operand.</summary>
public class EstimateTests
{
    [Fact]
    public void A_quotient_by_nothing()
    {
        var inputs = new Fed.Inputs(21, 2);
        inputs.InitialN.Fill(0);
        inputs.InitialE.Fill(0);
        inputs.InitialN[0] = 1;
        inputs.Q.Fill(0);
        inputs.ObservedRatio[0, 20] = 1;
        var estimate = Fed.Estimate(inputs);
        Assert.Equal(EstimateStatus.Failed, estimate.Status);
        Assert.Contains(
            "Q / (1 + K * (1.5 - N + E) / (N - 2 * E)) in equation Second: N - 2 * E is 0 at point 0 of trajectory 1, time 0, so K * (1.5 - N + E) / (N - 2 * E) is not finite."
            + " Write the equation without this quotient, or keep N - 2 * E away from 0.",
            estimate.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_measured_logarithm_of_zero()
    {
        var inputs = new LogarithmOfDecay.Inputs(11);
        inputs.InitialX.Fill(0);
        inputs.ObservedLogX[0, 5] = -0.5;
        var estimate = LogarithmOfDecay.Estimate(inputs);
        Assert.Equal(EstimateStatus.Failed, estimate.Status);
        Assert.Contains("observable LogX: X is 0 at point 5 of trajectory 0, time 0.5, so Log(X) is not finite. Write the observable so", estimate.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_derivative_with_respect_to_a_parameter()
    {
        var inputs = new Effect.Inputs(21);
        inputs.InitialR.Fill(0);
        inputs.Drug.Set(static (_, point) => 0.05 * point);
        inputs.ObservedR[0, 20] = 0.3;
        var estimate = Effect.Estimate(inputs);
        Assert.Equal(EstimateStatus.Failed, estimate.Status);
        Assert.Contains("the derivative of equation Response with respect to Hill is not finite at point 0 of trajectory 0, time 0: Sqrt(Drug * Hill) has no derivative", estimate.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_discovery()
    {
        var inputs = new DiscoveredRay.Inputs(11);
        inputs.InitialX.Fill(1);
        inputs.ObservedX.Set(static (_, point) => 1 + point);
        var found = DiscoveredRay.Discover(inputs);
        Assert.Equal(EstimateStatus.Failed, found.Estimate.Status);
        Assert.Contains("equation Law: T is 0 at point 0 of trajectory 0, time 0, so Log(T) is not finite", found.Estimate.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Inputs_are_named_with_their_places()
    {
        var inputs = new Effect.Inputs(21, 3);
        inputs.InitialR.Fill(0);
        inputs.Drug.Fill(1);
        inputs.ObservedR[1, 20] = 0.3;
        inputs.Drug[2, 7] = double.NaN;
        Says("Effect.Inputs.Drug is NaN at point 7 of trajectory 2.");
        inputs.Drug[2, 7] = 1;
        inputs.ObservedR[1, 4] = double.PositiveInfinity;
        Says("Effect.Inputs.ObservedR is Infinity at point 4 of trajectory 1.");
        inputs.ObservedR[1, 4] = double.NaN;
        inputs.InitialR[1] = double.NegativeInfinity;
        Says("Effect.Inputs.InitialR is -Infinity for trajectory 1.");

        void Says(string message) => Assert.Contains(message, Assert.Throws<ArgumentException>(() => Effect.Estimate(inputs)).Message, StringComparison.Ordinal);
    }
}
