using System;
using ScalableMNN.Generated.Tests.Models;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Generated.Tests;

/// <summary>Values given at any grid points: boundary-value problems, data with gaps, and their derivatives.</summary>
public class ObservedTests
{
    private static readonly SolveOptions Following = new() { FollowData = true };

    [Fact]
    public void Two_boundary_values_determine_the_solution()
    {
        var inputs = new Bridge.Inputs(points: 101, trajectories: 3);
        for (var b = 0; b < 3; b++)
        {
            inputs.ObservedU[b, 0] = 0;
            inputs.ObservedU[b, 100] = 1 + b;
        }

        var u = Bridge.Solve(inputs, Following).EnsureSuccess();
        for (var b = 0; b < 3; b++)
        {
            for (var t = 0; t <= 100; t += 10)
            {
                // Order 4 at h = 0.01: the error of the Taylor rows is of the order of h^4.
                Assert.Equal((1 + b) * Math.Sin(0.01 * t) / Math.Sin(1), u.U[b, t], 8);
            }
        }
    }

    [Fact]
    public void A_slope_can_be_given_in_the_middle()
    {
        var inputs = new Bridge.Inputs(points: 101);
        inputs.ObservedU[0, 100] = Math.Sin(1);
        inputs.ObservedUD1[0, 50] = Math.Cos(0.5);
        var u = Bridge.Solve(inputs, Following).EnsureSuccess();
        Assert.Equal(0, u.U[0, 0], 8);
    }

    [Fact]
    public void Without_observations_there_is_no_solution()
    {
        var inputs = new Bridge.Inputs(points: 101, trajectories: 2);
        inputs.ObservedU[1, 0] = 0;
        inputs.ObservedU[1, 100] = 1;
        var u = Bridge.Solve(inputs, Following);
        Assert.False(u.Reports[0].HasSolution);
        Assert.Equal(SolveStatus.Ok, u.Reports[1].Status);
        var alone = new Bridge.Inputs(points: 101);
        alone.ObservedU[0, 0] = 0;
        alone.ObservedU[0, 100] = 1;
        Assert.Equal(Bridge.Solve(alone, Following).U.ToArray(0), u.U.ToArray(1));
    }

    [Fact]
    public void Gradients_agree_with_differences()
    {
        var inputs = Chain();
        var parameters = new ObservedChain.Parameters();
        var solution = ObservedChain.Solve(parameters, inputs, Following).EnsureSuccess();
        var cotangent = new ObservedChain.Cotangent(solution);
        for (var b = 0; b < 2; b++)
        {
            cotangent.C[b, 20] = 1;
            cotangent.A[b, 50] = 0.3;
        }

        var gradient = ObservedChain.Gradient(solution, cotangent);
        Check(gradient.Parameters.Rate, change => parameters.Rate += change);
        Check(gradient.Inputs.ObservedA[0, 10], change => inputs.ObservedA[0, 10] += change);
        Check(gradient.Inputs.ObservedC[1, 40], change => inputs.ObservedC[1, 40] += change);
        Check(gradient.Inputs.InitialB[1], change => inputs.InitialB[1] += change);
        Check(gradient.Inputs.Steps[0, 30], change => inputs.Steps[0, 30] += change);
        Assert.Equal(0, gradient.Inputs.ObservedC[1, 41]);

        void Check(double expected, Action<double> change)
        {
            // Central differences: h^2 from the third derivative, eps/h from rounding; with h = 1e-5 both are near 1e-10.
            const double Step = 1e-5;
            change(Step);
            var above = Loss();
            change(-2 * Step);
            var below = Loss();
            change(Step);
            Assert.Equal(expected, (above - below) / (2 * Step), 7);
        }

        double Loss()
        {
            var u = ObservedChain.Solve(parameters, inputs, Following).EnsureSuccess();
            var loss = 0.0;
            for (var b = 0; b < 2; b++)
            {
                loss += u.C[b, 20] + (0.3 * u.A[b, 50]);
            }

            return loss;
        }
    }

    [Fact]
    public void An_infinite_observation_is_reported_and_touches_nobody_else()
    {
        var inputs = Chain();
        var before = ObservedChain.Solve(new ObservedChain.Parameters(), inputs, Following).EnsureSuccess();
        inputs.ObservedC[0, 5] = double.PositiveInfinity;
        var after = ObservedChain.Solve(new ObservedChain.Parameters(), inputs, Following);
        Assert.Equal(SolveStatus.NotFinite, after.Reports[0].Status);
        Assert.Equal(5, after.Reports[0].Step);
        Assert.Equal(before.C.ToArray(1), after.C.ToArray(1));
        Assert.Contains("ObservedC", Assert.Throws<SolveException>(after.EnsureSuccess).Message, StringComparison.Ordinal);
    }

    private static ObservedChain.Inputs Chain()
    {
        var inputs = new ObservedChain.Inputs(points: 60, trajectories: 2);
        inputs.Steps.Fill(0.05);
        inputs.InitialB.Fill(0.2);
        inputs.ObservedA[0, 10] = 1;
        inputs.ObservedA[1, 0] = 1;
        inputs.ObservedC[0, 59] = 2;
        inputs.ObservedC[1, 3] = 0;
        inputs.ObservedC[1, 40] = 1;
        return inputs;
    }
}
