using System;
using ScalableMNN.Generated.Tests.Models;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Generated.Tests;

/// <summary>Values given of expressions of states: rows of a solve like those of states.</summary>
public class ObservedExpressionTests
{
    private static readonly SolveOptions Following = new() { FollowData = true };

    private const double A = 2;
    private const double B = 3;

    private static double Exact(double t) => (A * Math.Exp(-t)) + (0.5 * B * Math.Exp(-2 * t));

    [Fact]
    public void Two_values_of_a_sum_determine_both_states()
    {
        var inputs = new Sensed.Inputs(points: 21, trajectories: 2);
        for (var b = 0; b < 2; b++)
        {
            inputs.ObservedSum[b, 3] = (b + 1) * Exact(0.3);
            inputs.ObservedSum[b, 17] = (b + 1) * Exact(1.7);
        }

        var u = Sensed.Solve(new Sensed.Parameters(), inputs, Following).EnsureSuccess();
        for (var b = 0; b < 2; b++)
        {
            // Order 6 at h = 0.1, and two data that tell the states apart to one or two digits less.
            Assert.Equal((b + 1) * A, u.A[b, 0], 6);
            Assert.Equal((b + 1) * B, u.B[b, 0], 6);
        }
    }

    [Fact]
    public void A_missing_value_leaves_its_trajectory_undetermined_and_the_others_alone()
    {
        var inputs = new Sensed.Inputs(points: 21, trajectories: 2);
        inputs.ObservedSum[0, 3] = Exact(0.3);
        inputs.ObservedSum[1, 3] = Exact(0.3);
        inputs.ObservedSum[1, 17] = Exact(1.7);
        var u = Sensed.Solve(new Sensed.Parameters(), inputs, Following);
        Assert.False(u.Reports[0].HasSolution);
        Assert.Equal(SolveStatus.Ok, u.Reports[1].Status);
    }

    [Fact]
    public void A_nonlinear_expression_is_iterated()
    {
        var inputs = new SensedCurved.Inputs(points: 21);
        inputs.ObservedSignal[0, 3] = Math.Sinh(Exact(0.3));
        inputs.ObservedSignal[0, 17] = Math.Sinh(Exact(1.7));
        Assert.False(SensedCurved.Description.IsLinear);
        var u = SensedCurved.Solve(new SensedCurved.Parameters(), inputs, Following).EnsureSuccess();
        Assert.True(u.Reports[0].Iterations > 1);
        Assert.Equal(A, u.A[0, 0], 6);
        Assert.Equal(B, u.B[0, 0], 6);
    }

    [Fact]
    public void The_gradient_reaches_data_and_coefficients()
    {
        var parameters = new Sensed.Parameters();
        var inputs = new Sensed.Inputs(points: 21);
        inputs.ObservedSum[0, 3] = 1.5;
        inputs.ObservedSum[0, 10] = 0.8;
        inputs.ObservedSum[0, 17] = 0.4;
        var u = Sensed.Solve(parameters, inputs, Following).EnsureSuccess();
        var cotangent = new Sensed.Cotangent(u);
        cotangent.B[0, 5] = 1;
        var gradient = Sensed.Gradient(u, cotangent);
        Check(Loss, ref inputs.ObservedSum[0, 10], gradient.Inputs.ObservedSum[0, 10]);
        var slope = (LossAt(0.5 + 1e-5) - LossAt(0.5 - 1e-5)) / 2e-5;
        Assert.Equal(slope, gradient.Parameters.Gain, 1e-6 * Math.Abs(slope));

        double Loss() => Sensed.Solve(parameters, inputs, Following).EnsureSuccess().B[0, 5];

        double LossAt(double gain)
        {
            parameters.Gain = gain;
            return Loss();
        }

        static void Check(Func<double> loss, ref double value, double derivative)
        {
            var before = value;
            value = before + 1e-5;
            var above = loss();
            value = before - 1e-5;
            var below = loss();
            value = before;
            Assert.Equal((above - below) / 2e-5, derivative, 1e-6 * Math.Abs(derivative));
        }
    }

    [Fact]
    public void An_expression_need_not_have_a_value_where_it_is_not_measured()
    {
        // U begins at one, where both expressions have no value, and Exp(900 U) is too large for a number.
        var parameters = new SensedOnTheWay.Parameters();
        var inputs = new SensedOnTheWay.Inputs(points: 21);
        inputs.ObservedMean[0, 10] = Math.Exp(-0.8);
        var u = SensedOnTheWay.Solve(parameters, inputs, Following);
        Assert.Equal(SolveStatus.Ok, u.Reports[0].Status);
        Assert.Equal(1, u.U[0, 0], 6);
        Assert.Equal(Math.Exp(-1.6), u.U[0, 20], 6);
        var cotangent = new SensedOnTheWay.Cotangent(u);
        cotangent.U[0, 20] = 1;
        var gradient = SensedOnTheWay.Gradient(u, cotangent);

        // u(2) = u(1) exp(-rate).
        Assert.Equal(-Math.Exp(-1.6), gradient.Parameters.Rate, 1e-5);
        Assert.Equal(Math.Exp(-0.8), gradient.Inputs.ObservedMean[0, 10], 1e-5);
    }
}
