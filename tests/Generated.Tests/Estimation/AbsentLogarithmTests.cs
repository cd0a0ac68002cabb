using System;
using ScalableMNN.Generated.Tests.Estimation.Models;
using ScalableMNN.Runtime.Estimation;
using Xunit;

namespace ScalableMNN.Generated.Tests.Estimation;

/// <summary>Observed expressions that have no finite value where nothing is measured: they must not matter there.</summary>
public class AbsentLogarithmTests
{
    private const double Ka = 1.7;
    private const double Ke = 0.4;
    private const double Volume = 5;

    private static double Plasma(double t) => 10 * Ka / (Ka - Ke) * (Math.Exp(-Ke * t) - Math.Exp(-Ka * t));

    [Fact]
    public void A_solve_without_observations_does_not_evaluate_them()
    {
        var u = LoggedAbsorption.Solve(new LoggedAbsorption.Parameters { Ka = Ka, Ke = Ke, Volume = Volume }, Inputs()).EnsureSuccess();

        // Steps of order 4, h = 0.1.
        Assert.Equal(Plasma(2), u.Plasma[0, 20], 1e-4);
        var cotangent = new LoggedAbsorption.Cotangent(u);
        cotangent.Plasma[0, 20] = 1;
        var gradient = LoggedAbsorption.Gradient(u, cotangent).Parameters;
        const double Step = 1e-6;
        var slope = ((10 * Ka / (Ka - Ke - Step) * (Math.Exp(-(Ke + Step) * 2) - Math.Exp(-Ka * 2))) - Plasma(2)) / Step;
        Assert.Equal(slope, gradient.Ke, 1e-3);
        Assert.Equal(0, gradient.Volume, 1e-12);
    }

    [Fact]
    public void An_estimation_begins_at_zero()
    {
        var inputs = Inputs();
        foreach (var point in (int[])[2, 5, 10, 20, 30, 50, 80])
        {
            inputs.ObservedLogConcentration[0, point] = Math.Log(Plasma(0.1 * point) / Volume);
        }

        var estimate = LoggedAbsorption.Estimate(inputs, new EstimateOptions { Deviations = true });
        Assert.True(estimate.Status == EstimateStatus.Converged, estimate.Message);

        // Exact data: what is left is the error of the steps.
        Assert.Equal(Ka, estimate.Parameters.Ka, 1e-3);
        Assert.Equal(Ke, estimate.Parameters.Ke, 1e-3);
        Assert.Equal(Volume, estimate.Parameters.Volume, 1e-2);
        Assert.True(double.IsFinite(estimate.Deviations!.Plasma[0, 40]));
    }

    private static LoggedAbsorption.Inputs Inputs()
    {
        var inputs = new LoggedAbsorption.Inputs(points: 101);
        inputs.InitialGut.Fill(10);
        inputs.InitialPlasma.Fill(0);
        return inputs;
    }
}
