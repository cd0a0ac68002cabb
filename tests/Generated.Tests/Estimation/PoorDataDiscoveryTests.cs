using System;
using ScalableMNN.Runtime.Estimation;
using Xunit;

namespace ScalableMNN.Generated.Tests.Estimation;

/// <summary>
/// Data without noise that do not tell terms apart: states in proportion, with a sum that is conserved, or at rest. A discovery ends with a status and a sentence, and what it calls converged are equations that the data follow.
/// </summary>
public sealed class PoorDataDiscoveryTests
{
    public static TheoryData<string, Func<double, double>, Func<double, double>> Data => new()
    {
        { "in proportion", static time => Math.Exp(-time), static time => 2 * Math.Exp(-time) },
        { "a conserved sum", static time => Math.Exp(-0.5 * time), static time => 1 - Math.Exp(-0.5 * time) },
        { "logistic with a conserved sum", static time => 1 / (1 + (9 * Math.Exp(-time))), static time => 1 - (1 / (1 + (9 * Math.Exp(-time)))) },
        { "at rest", static _ => 3, static _ => 5 },
        { "at rest far from zero", static _ => 3e6, static time => Math.Exp(-time) },
        { "over decades", static time => 1e6 * Math.Exp(-time), static time => 1e-3 * Math.Exp(-0.3 * time) },
        { "a conserved energy", static time => 2 + Math.Cos(time), static time => Math.Sin(time) },
    };

    [Theory]
    [MemberData(nameof(Data))]
    public void A_status_and_a_sentence(string kind, Func<double, double> x, Func<double, double> y)
    {
        var inputs = new Pair.Inputs(200);
        inputs.ObservedX.Set((_, point) => x(0.05 * point));
        inputs.ObservedY.Set((_, point) => y(0.05 * point));
        var found = Pair.Discover(inputs);
        Assert.NotEmpty(found.Estimate.Message);
        Assert.True(found.Estimate.Status is EstimateStatus.Converged or EstimateStatus.NotIdentifiable or EstimateStatus.NotResolved, $"{kind}: {found.Estimate.Status} {found.Estimate.Message}");
        if (found.Estimate.Status != EstimateStatus.Converged)
        {
            return;
        }

        for (var point = 0; point < 200; point++)
        {
            Assert.Equal(x(0.05 * point), found.Estimate.Trajectories.X[0, point], 1e-5 * (1 + Math.Abs(x(0))));
            Assert.Equal(y(0.05 * point), found.Estimate.Trajectories.Y[0, point], 1e-5 * Math.Max(1e-3, Math.Abs(y(0)) + Math.Abs(y(10))));
        }
    }
}
