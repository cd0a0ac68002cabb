using System;
using ScalableMNN.Generated.Tests.Accuracy;
using ScalableMNN.Generated.Tests.Models;
using Xunit;
using Xunit.Abstractions;

namespace ScalableMNN.Generated.Tests;

/// <summary>The law of gravity as a root or a power of a sum of squares, against Kepler's closed form and differences.</summary>
public sealed class GravityTests(ITestOutputHelper output)
{
    // Half the long axis is one and so is the attraction: a revolution takes 2 pi.
    private const double Eccentricity = 0.4;

    [Fact]
    public void A_comet_is_where_Kepler_says_after_more_than_a_revolution()
    {
        // Of the sixth and the fourth order: half the step leaves a sixty-fourth and a sixteenth of the error.
        var (coarse, fine) = (Error(0.05, 161), Error(0.025, 321));
        output.WriteLine($"errors {coarse:0.0e+0}, {fine:0.0e+0}; by root {ErrorByRoot(0.05, 161):0.0e+0}, {ErrorByRoot(0.025, 321):0.0e+0}");
        Assert.InRange(fine, 0, 1e-7);
        Assert.InRange(Math.Log2(coarse / fine), 5.5, 6.5);
        Assert.InRange(Math.Log2(ErrorByRoot(0.05, 161) / ErrorByRoot(0.025, 321)), 3.5, 4.5);
    }

    [Fact]
    public void Its_gradient_agrees_with_differences()
    {
        var inputs = Given.Of(new Comet.Inputs(61), 0.05, Start());
        var parameters = new Comet.Parameters();
        var u = Comet.Solve(parameters, inputs).EnsureSuccess();
        var cotangent = new Comet.Cotangent(u);

        // Five unknowns of each state: positions, velocities and accelerations count.
        CentralDifference.Fill(cotangent, 1, 10, 0, 1, 2, 5, 6, 7);
        var gradient = Comet.Gradient(u, cotangent);
        double Loss() => CentralDifference.Product(Comet.Solve(parameters, inputs), cotangent);
        CentralDifference.AssertClose(parameters, gradient.Parameters, Loss, 1e-7);
        CentralDifference.AssertClose(inputs, gradient.Inputs, Loss, 1e-7);
    }

    [Fact]
    public void Its_gradient_agrees_with_differences_where_the_law_has_a_root()
    {
        var inputs = Given.Of(new CometByRoot.Inputs(61), 0.05, Start());
        var parameters = new CometByRoot.Parameters();
        var u = CometByRoot.Solve(parameters, inputs).EnsureSuccess();
        var cotangent = new CometByRoot.Cotangent(u);
        CentralDifference.Fill(cotangent, 1, 8, 0, 1, 4, 5);
        var gradient = CometByRoot.Gradient(u, cotangent);
        double Loss() => CentralDifference.Product(CometByRoot.Solve(parameters, inputs), cotangent);
        CentralDifference.AssertClose(parameters, gradient.Parameters, Loss, 1e-7);
        CentralDifference.AssertClose(inputs, gradient.Inputs, Loss, 1e-7);
    }

    /// <summary>Position and velocity where it is nearest.</summary>
    private static double[] Start() => [1 - Eccentricity, 0, 0, Math.Sqrt((1 + Eccentricity) / (1 - Eccentricity))];

    private static double Error(double step, int points)
    {
        var u = Comet.Solve(new Comet.Parameters(), Given.Of(new Comet.Inputs(points), step, Start())).EnsureSuccess();
        return Distance(u.X[0, points - 1], u.Y[0, points - 1], step * (points - 1));
    }

    private static double ErrorByRoot(double step, int points)
    {
        var u = CometByRoot.Solve(new CometByRoot.Parameters(), Given.Of(new CometByRoot.Inputs(points), step, Start())).EnsureSuccess();
        return Distance(u.X[0, points - 1], u.Y[0, points - 1], step * (points - 1));
    }

    private static double Distance(double x, double y, double time)
    {
        // Kepler's equation by Newton's method.
        var anomaly = time;
        for (var i = 0; i < 30; i++)
        {
            anomaly -= (anomaly - (Eccentricity * Math.Sin(anomaly)) - time) / (1 - (Eccentricity * Math.Cos(anomaly)));
        }

        return Math.Max(
            Math.Abs(x - (Math.Cos(anomaly) - Eccentricity)),
            Math.Abs(y - (Math.Sqrt(1 - (Eccentricity * Eccentricity)) * Math.Sin(anomaly))));
    }
}
