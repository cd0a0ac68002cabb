using System;
using System.Linq;
using ScalableMNN.Generated.Tests.Estimation.Models;
using ScalableMNN.Generated.Tests.Models;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Generated.Tests;

/// <summary>A solve predicts, whatever was observed, unless it is asked to follow the data.</summary>
public sealed class FollowDataTests
{
    private static readonly SolveOptions _following = new() { FollowData = true };

    [Fact]
    public void The_inputs_of_an_estimate_predict_what_inputs_without_data_do()
    {
        var inputs = Measured(out var clean);
        var estimate = ForcedDecay.Estimate(inputs);
        var u = ForcedDecay.Solve(estimate.Parameters, inputs).EnsureSuccess();
        Assert.Equal(ForcedDecay.Solve(estimate.Parameters, clean).EnsureSuccess().Values.ToArray(), u.Values.ToArray());

        // The outlier pulls only where it is followed.
        var followed = ForcedDecay.Solve(estimate.Parameters, inputs, _following).EnsureSuccess();
        Assert.True(followed.X[0, 20] > u.X[0, 20] + 0.1);
        var again = new ForcedDecay.Trajectories(estimate.Parameters, inputs);
        Solver.Solve<ForcedDecay>(again, _following);
        ForcedDecay.SolveInto(again, estimate.Parameters, inputs);
        Assert.Equal(u.Values.ToArray(), again.Values.ToArray());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_gradient_follows_what_its_solve_did(bool keepFactor)
    {
        var inputs = Measured(out var clean);
        var parameters = new ForcedDecay.Parameters();
        var options = new SolveOptions { KeepFactor = keepFactor };
        var expected = Gradient(ForcedDecay.Solve(parameters, clean, options));
        var gradient = Gradient(ForcedDecay.Solve(parameters, inputs, options));
        Assert.Equal(expected.Parameters.Values.ToArray(), gradient.Parameters.Values.ToArray());
        Assert.All(gradient.Inputs.ObservedX.ToArray(0), static derivative => Assert.Equal(0, derivative));
        Assert.NotEqual(0, Gradient(ForcedDecay.Solve(parameters, inputs, options with { FollowData = true })).Inputs.ObservedX[0, 20]);

        static Runtime.Models.ModelGradient<ForcedDecay.Parameters, ForcedDecay.Inputs> Gradient(ForcedDecay.Trajectories u)
        {
            var cotangent = new ForcedDecay.Cotangent(u.EnsureSuccess());
            cotangent.X[0, 25] = 1;
            return ForcedDecay.Gradient(u, cotangent, new SolveOptions { FollowData = true });
        }
    }

    [Fact]
    public void What_only_data_determine_says_how_to_follow_them()
    {
        var inputs = new Bridge.Inputs(points: 101);
        var message = Assert.Throws<SolveException>(Bridge.Solve(inputs).EnsureSuccess).Message;
        Assert.Contains("give observed values, and set SolveOptions.FollowData", message, StringComparison.Ordinal);
        inputs.ObservedU[0, 0] = 0;
        inputs.ObservedU[0, 100] = 1;
        message = Assert.Throws<SolveException>(Bridge.Solve(inputs).EnsureSuccess).Message;
        Assert.Contains("The values of Inputs.ObservedU are not followed: where they are to determine the solution, set SolveOptions.FollowData", message, StringComparison.Ordinal);
        Bridge.Solve(inputs, _following).EnsureSuccess();
    }

    [Fact]
    public void Data_that_are_not_followed_need_not_be_finite()
    {
        var inputs = Measured(out var clean);
        inputs.ObservedX[0, 3] = double.PositiveInfinity;
        var parameters = new ForcedDecay.Parameters();
        Assert.Equal(ForcedDecay.Solve(parameters, clean).Values.ToArray(), ForcedDecay.Solve(parameters, inputs).EnsureSuccess().Values.ToArray());
        Assert.Equal(SolveStatus.NotFinite, ForcedDecay.Solve(parameters, inputs, _following).Reports[0].Status);
    }

    [Fact]
    public void Several_values_at_a_point_are_refused_where_they_would_be_followed()
    {
        var inputs = Measured(out _);
        var parameters = new ForcedDecay.Parameters();
        inputs.ObservedX.Add(0, 20, 1);
        ForcedDecay.Solve(parameters, inputs).EnsureSuccess();
        var message = Assert.Throws<ArgumentException>(() => ForcedDecay.Solve(parameters, inputs, _following)).Message;
        Assert.Contains("ObservedX has 2 values at grid point 20 of trajectory 0", message, StringComparison.Ordinal);

        // The way out that it names.
        inputs.ObservedX.Set(0, [20], [inputs.ObservedX[0, 20]]);
        ForcedDecay.Solve(parameters, inputs, _following).EnsureSuccess();
    }

    /// <summary>A decay with a wave, measured with errors, one of them an outlier.</summary>
    private static ForcedDecay.Inputs Measured(out ForcedDecay.Inputs clean)
    {
        var inputs = new ForcedDecay.Inputs(points: 41);
        inputs.Steps.Fill(0.1);
        inputs.InitialX.Fill(1);
        clean = inputs.Clone();
        var exact = ForcedDecay.Solve(new ForcedDecay.Parameters { Rate = 0.8, Height = 2 }, inputs).EnsureSuccess();
        foreach (var point in Enumerable.Range(1, 8).Select(static k => 5 * k))
        {
            inputs.ObservedX[0, point] = exact.X[0, point] + (0.01 * Math.Cos(point));
        }

        inputs.ObservedX[0, 20] += 3;
        return inputs;
    }
}
