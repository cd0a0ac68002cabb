using System;
using System.Linq;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Generated.Tests.Accuracy;

/// <summary>What a grid does not resolve is never called Ok, and what it does resolve is, errors that grow by themselves included.</summary>
public sealed class ResolutionTests
{
    [Theory]
    [InlineData(0.1, 0.1, 11, 1)]
    [InlineData(0.01, 0.1, 11, 1)]
    [InlineData(0.001, 1, 11, 1)]
    [InlineData(1e6, 0.005, 201, 1e25)]
    public void A_beginning_that_is_too_fast_for_the_steps_is_said(double start, double step, int points, double d)
    {
        var inputs = Layer(start, step, points, d);
        var exact = Math.Sqrt((start * start) + (2 * d * step * (points - 1)));

        var onGrid = ParabolicGrowth.Solve(new ParabolicGrowth.Parameters(), inputs);
        Assert.Equal(SolveStatus.IllConditioned, onGrid.Reports[0].Status);
        Assert.Equal(0, onGrid.Reports[0].Step);
        Assert.Contains("RelativeTolerance", Assert.Throws<SolveException>(onGrid.EnsureSuccess).Message, StringComparison.Ordinal);

        // The way out that the message names.
        var marched = ParabolicGrowth.Solve(new ParabolicGrowth.Parameters(), inputs, new SolveOptions { RelativeTolerance = 1e-8 }).EnsureSuccess();
        Assert.Equal(exact, marched.S[0, points - 1], 1e-7 * exact);
    }

    [Fact]
    public void Steps_that_resolve_the_beginning_are_Ok()
    {
        var u = ParabolicGrowth.Solve(new ParabolicGrowth.Parameters(), Layer(1, 0.1, 11, 1)).EnsureSuccess();
        Assert.Equal(Math.Sqrt(3), u.S[0, 10], 1e-4);
    }

    [Fact]
    public void The_comparison_can_be_left_out()
    {
        var u = ParabolicGrowth.Solve(new ParabolicGrowth.Parameters(), Layer(0.1, 0.1, 11, 1), new SolveOptions { CheckResolution = false });
        Assert.Equal(SolveStatus.Ok, u.Reports[0].Status);
    }

    [Fact]
    public void In_a_batch_each_trajectory_has_a_status_of_its_own()
    {
        var inputs = new ParabolicGrowth.Inputs(11, 40);
        inputs.D = 1;
        inputs.Steps.Fill(0.1);
        for (var b = 0; b < 40; b++)
        {
            inputs.InitialS[b, 0] = b % 3 == 0 ? 0.01 : 1 + b;
        }

        var u = ParabolicGrowth.Solve(new ParabolicGrowth.Parameters(), inputs);
        Assert.Equal(Enumerable.Range(0, 40).Select(static b => b % 3 == 0 ? SolveStatus.IllConditioned : SolveStatus.Ok), u.Reports.ToArray().Select(static report => report.Status));
    }

    private static ParabolicGrowth.Inputs Layer(double start, double step, int points, double d)
    {
        var inputs = new ParabolicGrowth.Inputs(points);
        inputs.D = d;
        inputs.Steps.Fill(step);
        inputs.InitialS.Fill(start);
        return inputs;
    }
}
