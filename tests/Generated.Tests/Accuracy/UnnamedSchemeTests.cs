using System;
using System.Linq;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Models;
using Xunit;

namespace ScalableMNN.Generated.Tests.Accuracy;

/// <summary>A model that names no scheme gets one that solves it.</summary>
public sealed class UnnamedSchemeTests
{
    /// <summary>The errors of the two-point formulas of Hermite and Obreshkov with one more derivative, from their recurrence by hand. Taylor rows of this order are off by 0.7 and by 0.02.</summary>
    [Theory]
    [InlineData(0.1, 2.0245e-5)]
    [InlineData(0.01, 2.0287e-9)]
    public void An_oscillation_does_not_die_away(double step, double expected)
    {
        var points = (int)Math.Round(10 / step) + 1;
        var u = UnnamedRotation.Solve(Given.Of(new UnnamedRotation.Inputs(points), step, 1, 0)).EnsureSuccess().U;
        Assert.Equal((Scheme.Hermite, 1), (UnnamedRotation.Description.Smoothness.Scheme, UnnamedRotation.Description.Prolongation));
        Assert.InRange(Enumerable.Range(0, points).Max(i => Math.Abs(u[0, i] - Math.Cos(2 * i * step))), 0.99 * expected, 1.01 * expected);
    }

    [Fact]
    public void A_weight_alone_chooses_no_scheme()
    {
        var u = UnnamedDecay.Solve(Given.Of(new UnnamedDecay.Inputs(101), 0.1, 1)).EnsureSuccess().U;
        Assert.Equal(new SmoothnessDescription(Scheme.Hermite, 2, false), UnnamedDecay.Description.Smoothness);
        Assert.InRange(Enumerable.Range(0, 101).Max(i => Math.Abs(u[0, i] - Math.Exp(-0.1 * i))), 5.1e-8, 5.2e-8);
    }

    [Fact]
    public void What_cannot_be_differentiated_is_not()
    {
        Assert.Equal((Scheme.Hermite, 0), (UnnamedDriven.Description.Smoothness.Scheme, UnnamedDriven.Description.Prolongation));
        Assert.Equal((Scheme.Hermite, 0), (UnnamedTank.Description.Smoothness.Scheme, UnnamedTank.Description.Prolongation));

        // The height is (1 - t / 2)^2, of which the trapezoidal rule misses nothing of second order but what its root bends.
        var u = UnnamedTank.Solve(Given.Of(new UnnamedTank.Inputs(19), 0.1, 1)).EnsureSuccess().Height;
        Assert.Equal(0.01, u[0, 18], 1e-3);
    }

    /// <summary>The reference value has sixteen digits; the errors are those of a method of fourth order on a grid that does not resolve the first transient fully.</summary>
    [Fact]
    public void A_large_stiff_block_is_solved_as_well_as_a_small_one()
    {
        const double Reference = 0.6238968252742796e-2;
        var coarse = Math.Abs((Concentration(401) / Reference) - 1);
        var fine = Math.Abs((Concentration(1601) / Reference) - 1);
        Assert.InRange(coarse, 0, 5e-3);
        Assert.InRange(fine, 0, 1.5e-5);
        Assert.InRange(fine, 0, coarse / 16);
    }

    /// <summary>Central differences over solves that are accurate to 1e-9 and better, with a relative change of 1e-4.</summary>
    [Fact]
    public void A_large_stiff_block_has_the_gradient_of_its_solution()
    {
        const int Points = 401;
        var parameters = new Hires.Parameters();
        var inputs = Reactions(Points);
        var u = Hires.Solve(parameters, inputs).EnsureSuccess();
        var cotangent = new Hires.Cotangent(u);
        cotangent.Y6[0, Points / 2] = 1;
        var gradient = Hires.Gradient(u, cotangent).Parameters.Binding;
        var change = 1e-4 * parameters.Binding;
        var (above, below) = (At(parameters.Binding + change), At(parameters.Binding - change));
        Assert.Equal((above - below) / (2 * change), gradient, 1e-5 * Math.Abs(gradient));

        double At(double binding) => Hires.Solve(new Hires.Parameters { Binding = binding }, inputs).EnsureSuccess().Y6[0, Points / 2];
    }

    private static double Concentration(int points) => Hires.Solve(new Hires.Parameters(), Reactions(points)).EnsureSuccess().Y6[0, points - 1];

    private static Hires.Inputs Reactions(int points)
    {
        const double First = 1e-3;
        const double End = 321.8122;
        var inputs = new Hires.Inputs(points);
        var times = new double[points];
        for (var i = 1; i < points; i++)
        {
            times[i] = First * Math.Pow(End / First, (i - 1.0) / (points - 2));
            inputs.Steps[0, i - 1] = times[i] - times[i - 1];
        }

        inputs.InitialY1.Fill(1);
        inputs.InitialY2.Fill(0);
        inputs.InitialY3.Fill(0);
        inputs.InitialY4.Fill(0);
        inputs.InitialY5.Fill(0);
        inputs.InitialY6.Fill(0);
        inputs.InitialY7.Fill(0);
        inputs.InitialY8.Fill(0.0057);
        return inputs;
    }
}
