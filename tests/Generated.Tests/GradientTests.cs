using System;
using ScalableMNN.Generated.Tests.Models;
using ScalableMNN.Runtime.Models;
using Xunit;

namespace ScalableMNN.Generated.Tests;

/// <summary>Gradients against central differences, for every source and variation of a value.</summary>
public class GradientTests
{
    [Fact]
    public void Of_every_source_agree_with_central_differences()
    {
        var (parameters, inputs) = EverySourceBatch.Create(5);
        var u = EverySource.Solve(parameters, inputs).EnsureSuccess();
        var cotangent = new EverySource.Cotangent(u);
        EverySourceBatch.Fill(cotangent);
        var gradient = EverySource.Gradient(u, cotangent);

        double Loss()
        {
            EverySource.SolveInto(u, parameters, inputs);
            var loss = 0.0;
            for (var i = 0; i < u.Values.Length; i++)
            {
                loss += u.Values[i] * cotangent.Values[i];
            }

            return loss;
        }

        AssertClose(parameters, gradient.Parameters, Loss);
        AssertClose(inputs, gradient.Inputs, Loss);
    }

    [Fact]
    public void Of_one_step_for_each_trajectory_agree_with_central_differences()
    {
        var inputs = new Absorption.Inputs(points: 6, trajectories: 3);
        var parameters = new Absorption.Parameters(inputs);
        inputs.InitialGut.Fill(5);
        inputs.InitialConcentration.Fill(0.5);
        inputs.Steps.Set(static (trajectory, step) => 0.1 + (0.02 * trajectory) + (0.03 * step));
        var u = Absorption.Solve(parameters, inputs).EnsureSuccess();
        var cotangent = new Absorption.Cotangent(u);
        cotangent.Concentration.Fill(1);
        cotangent.Gut.D(2).Fill(-0.5);
        var gradient = Absorption.Gradient(u, cotangent);

        double Loss()
        {
            Absorption.SolveInto(u, parameters, inputs);
            var loss = 0.0;
            for (var i = 0; i < u.Values.Length; i++)
            {
                loss += u.Values[i] * cotangent.Values[i];
            }

            return loss;
        }

        AssertClose(parameters, gradient.Parameters, Loss);
        AssertClose(inputs, gradient.Inputs, Loss);
    }

    [Fact]
    public void Are_overwritten_where_one_is_given_for_reuse()
    {
        var (parameters, inputs) = EverySourceBatch.Create(3);
        var u = EverySource.Solve(parameters, inputs);
        var cotangent = new EverySource.Cotangent(u);
        EverySourceBatch.Fill(cotangent);
        var first = EverySource.Gradient(u, cotangent);
        var expected = first.Inputs.Values.ToArray();
        var second = EverySource.Gradient(u, cotangent, reuse: first);
        Assert.Same(first, second);
        Assert.Equal(expected, second.Inputs.Values.ToArray());
    }

    private static void AssertClose(ModelValues values, ModelValues gradient, Func<double> loss)
    {
        // The error of a central difference is rounding over the width plus its square times a third derivative; at this width both are some 1e-9 of the largest derivative.
        const double Width = 3e-6;
        var largest = 0.0;
        foreach (var derivative in gradient.Values)
        {
            largest = Math.Max(largest, Math.Abs(derivative));
        }

        for (var i = 0; i < values.Values.Length; i++)
        {
            var value = values.Values[i];
            values.Values[i] = value + Width;
            var above = loss();
            values.Values[i] = value - Width;
            var below = loss();
            values.Values[i] = value;
            var difference = (above - below) / (2 * Width);
            Assert.True(
                Math.Abs(difference - gradient.Values[i]) <= 1e-7 * Math.Max(1, largest),
                $"number {i}: {gradient.Values[i]:G12} against {difference:G12}");
        }
    }
}
