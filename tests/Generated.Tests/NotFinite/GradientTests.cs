using System;
using ScalableMNN.Runtime.Fitting;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Generated.Tests.NotFinite;

/// <summary>A gradient of solutions that are there may still not be finite: then it says so, and why.</summary>
public class GradientTests
{
    private const string OfHill = "with respect to Parameters.Hill: the derivative of equation Response with respect to Hill is not finite at point 0, time 0: Sqrt(Drug * Hill) has no derivative";

    [Fact]
    public void With_respect_to_a_learned_value_it_is_an_exception()
    {
        var (inputs, _) = Absorbed(trajectories: 1);
        var u = Effect.Solve(new Effect.Parameters(), inputs).EnsureSuccess();
        var cotangent = new Effect.Cotangent(u);
        cotangent.R[0, 20] = 1;
        var message = Assert.Throws<SolveException>(() => Effect.Gradient(u, cotangent)).Message;
        Assert.StartsWith("Effect: the gradient of 1 of 1 trajectories is not finite.", message, StringComparison.Ordinal);
        Assert.Contains(OfHill, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_trajectory_that_it_comes_from_is_named()
    {
        var (inputs, _) = Absorbed(trajectories: 9);
        for (var b = 0; b < 9; b++)
        {
            inputs.Drug[b, 0] = b == 6 ? 0 : 0.5;
        }

        var u = Effect.Solve(new Effect.Parameters(), inputs).EnsureSuccess();
        var cotangent = new Effect.Cotangent(u);
        cotangent.R.AtStep(20).Fill(1);
        var message = Assert.Throws<SolveException>(() => Effect.Gradient(u, cotangent)).Message;
        Assert.Contains("1 of 9 trajectories", message, StringComparison.Ordinal);
        Assert.Contains("trajectory 6, " + OfHill, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fit_fails_with_the_same_words()
    {
        var (inputs, observations) = Absorbed(trajectories: 1);
        var fit = Effect.Fit(new Effect.Parameters(), inputs, observations);
        Assert.Equal(FitStatus.Failed, fit.Status);
        Assert.Contains(OfHill, fit.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_respect_to_an_input_it_is_told_beside_the_rest()
    {
        var inputs = new RootOfInput.Inputs(11);
        inputs.InitialX.Fill(1);
        inputs.Q.Fill(1);
        inputs.Q[0, 4] = 0;
        var u = RootOfInput.Solve(new RootOfInput.Parameters(), inputs).EnsureSuccess();
        var cotangent = new RootOfInput.Cotangent(u);
        cotangent.X[0, 10] = 1;
        var gradient = RootOfInput.Gradient(u, cotangent);
        Assert.True(double.IsFinite(gradient.Parameters.K));
        Assert.False(double.IsFinite(gradient.Inputs.Q[0, 4]));
        Assert.Contains("trajectory 0, with respect to Inputs.Q at point 4: the derivative of equation Law with respect to Q is not finite at point 4, time 0.4: Sqrt(Q) has no derivative at Q = 0.", gradient.NotFinite, StringComparison.Ordinal);
        inputs.Q[0, 4] = 1;
        RootOfInput.SolveInto(u, new RootOfInput.Parameters(), inputs);
        Assert.Null(RootOfInput.Gradient(u, cotangent, reuse: gradient).NotFinite);
    }

    [Fact]
    public void A_cotangent_that_is_not_finite_is_named()
    {
        var (inputs, _) = Absorbed(trajectories: 1);
        inputs.Drug.Fill(0.5);
        var u = Effect.Solve(new Effect.Parameters(), inputs).EnsureSuccess();
        var cotangent = new Effect.Cotangent(u);
        cotangent.R.D(1)[0, 3] = double.NaN;
        Assert.Contains("the cotangent of R.D(1) is NaN at point 3", Assert.Throws<SolveException>(() => Effect.Gradient(u, cotangent)).Message, StringComparison.Ordinal);
    }

    private static (Effect.Inputs Inputs, Effect.Observations Observations) Absorbed(int trajectories)
    {
        var inputs = new Effect.Inputs(21, trajectories);
        inputs.InitialR.Fill(0);
        inputs.Drug.Set((_, point) => 0.05 * point);
        var observations = new Effect.Observations(inputs);
        observations.R.Add(0, 20, 0.3);
        return (inputs, observations);
    }
}
