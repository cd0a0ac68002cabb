using System;
using ScalableMNN.Generated.Tests.Models;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Generated.Tests;

/// <summary>A nonlinear two-point boundary-value problem, against an integration by another method and differences.</summary>
public class PendulumTests
{
    [Fact]
    public void A_pendulum_swings_from_one_angle_to_the_other()
    {
        var u = Solve(new Pendulum.Parameters(), 1.2);
        Assert.Equal(SolveStatus.Ok, u.Reports[0].Status);
        Assert.Equal(0.3, u.Angle[0, 0], 10);
        Assert.Equal(1.2, u.Angle[0, 40], 10);

        // Runge-Kutta with a step a thousand times smaller, from the angle and the velocity that the solution begins with: both end at the same angle.
        var (angle, velocity) = (u.Angle[0, 0], u.Angle.D(1)[0, 0]);
        const int Steps = 40_000;
        const double H = 2.0 / Steps;
        for (var i = 0; i < Steps; i++)
        {
            var (a1, v1) = (velocity, -Math.Sin(angle));
            var (a2, v2) = (velocity + (H / 2 * v1), -Math.Sin(angle + (H / 2 * a1)));
            var (a3, v3) = (velocity + (H / 2 * v2), -Math.Sin(angle + (H / 2 * a2)));
            var (a4, v4) = (velocity + (H * v3), -Math.Sin(angle + (H * a3)));
            angle += H / 6 * (a1 + (2 * a2) + (2 * a3) + a4);
            velocity += H / 6 * (v1 + (2 * v2) + (2 * v3) + v4);
            if (i + 1 == Steps / 2)
            {
                Assert.Equal(angle, u.Angle[0, 20], 9);
            }
        }

        Assert.Equal(angle, u.Angle[0, 40], 9);
    }

    [Fact]
    public void Its_gradient_agrees_with_differences()
    {
        var parameters = new Pendulum.Parameters();
        var u = Solve(parameters, 1.2).EnsureSuccess();
        var cotangent = new Pendulum.Cotangent(u);
        cotangent.Angle[0, 20] = 1;
        var gradient = Pendulum.Gradient(u, cotangent);

        const double Step = 1e-5;
        parameters.Gravity += Step;
        var above = Solve(parameters, 1.2).Angle[0, 20];
        parameters.Gravity -= 2 * Step;
        var below = Solve(parameters, 1.2).Angle[0, 20];
        Assert.Equal((above - below) / (2 * Step), gradient.Parameters.Gravity, 7);
        parameters.Gravity += Step;
        var byEnd = (Solve(parameters, 1.2 + Step).Angle[0, 20] - Solve(parameters, 1.2 - Step).Angle[0, 20]) / (2 * Step);
        Assert.Equal(byEnd, gradient.Inputs.ObservedAngle[0, 40], 7);
    }

    private static Pendulum.Trajectories Solve(Pendulum.Parameters parameters, double end)
    {
        var inputs = new Pendulum.Inputs(points: 41) { Steps = 0.05 };
        inputs.ObservedAngle[0, 0] = 0.3;
        inputs.ObservedAngle[0, 40] = end;
        return Pendulum.Solve(parameters, inputs, new SolveOptions { FollowData = true });
    }
}
