using System;
using ScalableMNN.Generated.Tests.Models;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Generated.Tests;

/// <summary>What a solution offers besides its numbers.</summary>
public class SolutionTests
{
    [Fact]
    public void Is_overwritten_in_place()
    {
        var (parameters, inputs) = EverySourceBatch.Create(3);
        var (otherParameters, otherInputs) = EverySourceBatch.Create(3, 100);
        var u = EverySource.Solve(parameters, inputs);
        EverySource.SolveInto(u, otherParameters, otherInputs);
        Assert.Equal(EverySource.Solve(otherParameters, otherInputs).Values.ToArray(), u.Values.ToArray());
    }

    [Fact]
    public void With_its_factor_remembers_what_it_was_computed_from()
    {
        var (parameters, inputs) = EverySourceBatch.Create(3);
        var u = EverySource.Solve(parameters, inputs, new SolveOptions { KeepFactor = true });
        var cotangent = new EverySource.Cotangent(u);
        EverySourceBatch.Fill(cotangent);
        var expected = EverySource.Gradient(u, cotangent).Inputs.Values.ToArray();
        inputs.InputStep.Fill(-3);
        Assert.Equal(expected, EverySource.Gradient(u, cotangent).Inputs.Values.ToArray());
    }

    [Fact]
    public void Is_less_accurate_without_refinement_but_near()
    {
        var (parameters, inputs) = EverySourceBatch.Create(3);
        var refined = EverySource.Solve(parameters, inputs);
        var plain = EverySource.Solve(parameters, inputs, new SolveOptions { Refine = false });
        Assert.True(double.IsNaN(plain.Reports[0].Residual));
        Assert.True(refined.Reports[0].Correction < 1e-9);
        Assert.Equal(refined.X[1, 5], plain.X[1, 5], 9);
    }

    [Fact]
    public void Knows_the_times_of_its_points()
    {
        var (parameters, inputs) = EverySourceBatch.Create(2);
        var times = EverySource.Solve(parameters, inputs).Times(1);
        Assert.Equal(inputs.Start[1], times[0]);
        Assert.Equal(inputs.Start[1] + parameters.Steps[1, 0] + parameters.Steps[1, 1], times[2], 14);
        var decay = new GlobalDecay.Inputs(points: 5);
        decay.InitialX.Fill(1);
        Assert.Equal([0, 0.05, 0.1, 3 * 0.05, 0.2], GlobalDecay.Solve(new GlobalDecay.Parameters(), decay).Times());
    }

    [Fact]
    public void Copies_rows_and_columns_out()
    {
        var (parameters, inputs) = EverySourceBatch.Create(3);
        var u = EverySource.Solve(parameters, inputs);
        Assert.Equal(u.X.D(1)[2, 4], u.X.D(1).ToArray(2)[4]);
        Assert.Equal(u.Y[1, 7], u.Y.AtStep(7)[1]);
        Assert.Equal(u.X.D(2)[0, 0], u.X.D(1).D(1)[0, 0]);
    }

    [Fact]
    public void Of_a_nested_model_without_parameters_needs_none()
    {
        var inputs = new Outer.Inner.Decay.Inputs { @double = 0.5 };
        inputs.Initialclass.Fill(2);
        var u = Outer.Inner.Decay.Solve(inputs).EnsureSuccess();
        Assert.Equal(11, u.PointCount);
        Assert.Equal(2 * Math.Exp(-0.5), u.@class[0, 10], 3);
        var cotangent = new Outer.Inner.Decay.Cotangent(u);
        cotangent.@class[0, 10] = 1;
        Assert.Equal(Math.Exp(-0.5), Outer.Inner.Decay.Gradient(u, cotangent).Inputs.Initialclass[0], 3);
    }

    [Fact]
    public void Needs_a_sensible_number_of_cores()
    {
        var (parameters, inputs) = EverySourceBatch.Create(2);
        Assert.Throws<InvalidOperationException>(() => EverySource.Solve(parameters, inputs, new SolveOptions { MaxDegreeOfParallelism = 0 }));
    }
}
