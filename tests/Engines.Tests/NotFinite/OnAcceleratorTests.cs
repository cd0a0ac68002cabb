using System;
using ScalableMNN.Engines.Tests.Accelerators;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Engines.Tests.NotFinite;

/// <summary>What is not finite is named on an accelerator in the same words as on the processor.</summary>
public sealed class OnAcceleratorTests
{
    [Fact]
    public void A_linear_equation()
    {
        using var test = new TestAccelerator();
        var inputs = new Ray.Inputs(8, 3);
        inputs.InitialY.Fill(1);
        Agree(Ray.Solve(inputs), Ray.SolveOnAccelerator(test.Accelerator, inputs), static u => u.EnsureSuccess(), "trajectory 1: equation Law: T is 0 at point 0, time 0, so Y / T is not finite.");
    }

    [Fact]
    public void A_nonlinear_equation()
    {
        using var test = new TestAccelerator();
        var inputs = new Vessel.Inputs(8, 3);
        inputs.InitialX.CopyFrom([1, 0, 2]);
        Agree(Vessel.Solve(inputs), Vessel.SolveOnAccelerator(test.Accelerator, inputs), static u => u.EnsureSuccess(), "trajectory 1: the derivative of equation Law with respect to X is not finite at point 0, time 0: Sqrt(X) has no derivative at X = 0.");
    }

    [Fact]
    public void A_gradient()
    {
        using var test = new TestAccelerator();
        var inputs = new Effect.Inputs(11, 2);
        inputs.InitialR.Fill(0);
        inputs.Drug.Fill(0.5);
        inputs.Drug[1, 3] = 0;
        var u = Effect.SolveOnAccelerator(test.Accelerator, new Effect.Parameters(), inputs).EnsureSuccess();
        var cotangent = new Effect.Cotangent(u);
        cotangent.R.AtStep(10).Fill(1);
        var expected = Assert.Throws<SolveException>(() => Effect.Gradient(Effect.Solve(new Effect.Parameters(), inputs), cotangent)).Message;
        var message = Assert.Throws<SolveException>(() => Effect.GradientOnAccelerator(test.Accelerator, u, cotangent)).Message;
        Assert.Equal(expected, message);
        Assert.Contains("trajectory 1, with respect to Parameters.Hill: the derivative of equation Response with respect to Hill is not finite at point 3, time 0.15: Sqrt(Drug * Hill) has no derivative", message, StringComparison.Ordinal);
    }

    private static void Agree<TTrajectories>(TTrajectories expected, TTrajectories actual, Func<TTrajectories, object> ensure, string message)
        where TTrajectories : ModelTrajectories
    {
        Assert.Equal(SolveStatus.NotFinite, actual.Reports[1].Status);
        Assert.Equal(expected.Reports.ToArray(), actual.Reports.ToArray(), static (left, right) => (left.Status, left.Step) == (right.Status, right.Step));
        var said = Assert.Throws<SolveException>(() => ensure(actual)).Message;
        Assert.Equal(Assert.Throws<SolveException>(() => ensure(expected)).Message, said);
        Assert.Contains(message, said, StringComparison.Ordinal);
    }
}
