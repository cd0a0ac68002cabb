using System;
using System.Linq;
using ScalableMNN.Generated.Tests.Accuracy;
using ScalableMNN.Runtime.Estimation;
using ScalableMNN.Runtime.Fitting;
using ScalableMNN.Runtime.Solving;
using Xunit;
using Given = ScalableMNN.Generated.Tests.Accuracy.Given;

namespace ScalableMNN.Generated.Tests;

/// <summary>Numbers that cannot be trusted are not a success, whichever way they leave.</summary>
public sealed class UntrustedTests
{
    /// <summary>On uniform steps Robertson's reactions end at -5 in the place of 0.0179.</summary>
    [Fact]
    public void Steps_that_are_not_resolved_are_no_success()
    {
        var inputs = new Robertson.Inputs(1001);
        inputs.Steps.Fill(100);
        inputs.InitialA.Fill(1);
        inputs.InitialB.Fill(0);
        var u = Robertson.Solve(inputs);
        Assert.Equal(SolveStatus.IllConditioned, u.Reports[0].Status);
        Assert.True(u.Reports[0].HasSolution);
        Assert.False(u.IsComplete);
        var message = Assert.Throws<SolveException>(u.EnsureSuccess).Message;
        Assert.All(["Robertson: 1 of 1", "trajectory 0", $"from point {u.Reports[0].Step}, t = ", "Take shorter steps there"], part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    [Fact]
    public void Digits_that_rounding_has_taken_are_no_success()
    {
        var u = SingleOscillator2.Solve(Given.Of(new SingleOscillator2.Inputs(10001), 0.001, 0.12, 0.043));
        Assert.Equal(SolveStatus.IllConditioned, u.Reports[0].Status);
        Assert.False(u.IsComplete);
        var message = Assert.Throws<SolveException>(u.EnsureSuccess).Message;
        Assert.All(["SingleOscillator2: 1 of 1", "trajectory 0", "t = 0 to 10", "Precision.Double"], part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    /// <summary>A fit that starts behind a pole has no loss there.</summary>
    [Fact]
    public void A_fit_does_not_start_from_numbers_that_cannot_be_trusted()
    {
        var inputs = Given.Of(new LearnedPole.Inputs(201), 0.01, 1);
        inputs.ObservedU.Fill(double.NaN);
        var observations = new LearnedPole.Observations(inputs);
        observations.U.Add(0, 50, 2);
        var fit = LearnedPole.Fit(new LearnedPole.Parameters { A = 1 }, inputs, observations);
        Assert.Equal(FitStatus.Failed, fit.Status);
        Assert.Contains("is not resolved", fit.Message, StringComparison.Ordinal);
    }

    /// <summary>The data are what the scheme itself makes of the equation behind the pole: the estimate agrees with them, and means nothing.</summary>
    [Fact]
    public void An_estimate_behind_a_pole_has_not_converged()
    {
        var inputs = Given.Of(new LearnedPole.Inputs(201), 0.01, 1);
        inputs.ObservedU.Fill(double.NaN);
        var u = LearnedPole.Solve(new LearnedPole.Parameters { A = 1 }, inputs);
        Assert.False(u.IsComplete);
        foreach (var point in Enumerable.Range(1, 200))
        {
            inputs.ObservedU[0, point] = u.U[0, point];
        }

        var estimate = LearnedPole.Estimate(new LearnedPole.Parameters { A = 1 }, inputs);
        Assert.NotEqual(EstimateStatus.Converged, estimate.Status);
        Assert.False(estimate.Trajectories.IsComplete);
        Assert.Throws<InvalidOperationException>(estimate.EnsureSuccess);
    }
}
