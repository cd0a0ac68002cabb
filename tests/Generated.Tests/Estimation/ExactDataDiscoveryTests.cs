using System;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Estimation;
using Xunit;

namespace ScalableMNN.Generated.Tests.Estimation;

/// <summary>Equations are found in data without noise, and where data cannot tell terms apart, a status says so.</summary>
public sealed class ExactDataDiscoveryTests
{
    [Fact]
    public void A_circle()
    {
        var found = Discover(Math.Cos, static time => -Math.Sin(time));
        Assert.Equal(EstimateStatus.Converged, found.Estimate.Status);
        Assert.Equal("X' = 1 Y\nY' = -1 X", found.Equations);
    }

    [Fact]
    public void Two_decays_one_of_which_is_the_square_of_the_other()
    {
        // X^2 is Y here, so that either may stand for the other.
        var found = Discover(static time => Math.Exp(-time), static time => Math.Exp(-2 * time));
        Assert.Equal(EstimateStatus.Converged, found.Estimate.Status);
        Assert.True(found.Equations is "X' = -1 X\nY' = -2 Y" or "X' = -1 X\nY' = -2 X^2", found.Equations);
    }

    [Fact]
    public void A_constant_beside_a_decay()
    {
        var found = Discover(static _ => 3, static time => Math.Exp(-time));
        Assert.Equal(EstimateStatus.Converged, found.Estimate.Status);
        Assert.Equal("X' = 0\nY' = -1 Y", found.Equations);
    }

    [Fact]
    public void Nothing_but_zeros()
    {
        var found = Discover(static _ => 0, static _ => 0);
        Assert.Equal(EstimateStatus.Converged, found.Estimate.Status);
        Assert.Equal("X' = 0\nY' = 0", found.Equations);
    }

    private static ScalableMNN.Runtime.Estimation.Discovery.DiscoveredModel<Pair.Parameters, Pair.Trajectories> Discover(Func<double, double> x, Func<double, double> y)
    {
        var inputs = new Pair.Inputs(200);
        inputs.ObservedX.Set((_, point) => x(0.05 * point));
        inputs.ObservedY.Set((_, point) => y(0.05 * point));
        return Pair.Discover(inputs);
    }
}

/// <summary>Two states of which nothing is known but that their rates are polynomials.</summary>
[MechanisticModel]
[Smoothness(Scheme.Hermite, Prolongation = 1)]
[Grid(StepSize = 0.05)]
public partial class Pair
{
    [State(Order = 1), Observed]
    public partial State X { get; }

    [State(Order = 1), Observed]
    public partial State Y { get; }

    [PolynomialLibrary(Degree = 2)]
    public partial Library XRate { get; }

    [PolynomialLibrary(Degree = 2)]
    public partial Library YRate { get; }

    [Equation]
    private Equation OfX => X.D(1) == XRate;

    [Equation]
    private Equation OfY => Y.D(1) == YRate;
}
