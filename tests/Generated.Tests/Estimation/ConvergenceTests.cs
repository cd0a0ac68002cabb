using System;
using ScalableMNN.Generated.Tests.Estimation.Models;
using Xunit;

namespace ScalableMNN.Generated.Tests.Estimation;

/// <summary>How many iterations it takes, and from where.</summary>
public class ConvergenceTests
{
    private static readonly double[] Hare = [30, 47.2, 70.2, 77.4, 36.3, 20.6, 18.1, 21.4, 22, 25.4, 27.1, 40.3, 57, 76.6, 52.3, 19.5, 11.2, 7.6, 14.6, 16.2, 24.7];
    private static readonly double[] Lynx = [4, 6.1, 9.8, 35.2, 59.4, 41.7, 19, 13, 8.3, 9.1, 7.4, 8, 12.3, 19.5, 45.7, 51.1, 29.7, 15.8, 9.7, 10.1, 8.6];

    [Theory]
    [InlineData(1, 0.05, 1, 0.05)]
    [InlineData(2, 0.5, 0.1, 0.01)]
    [InlineData(0.5, 0.03, 0.8, 0.02)]
    public void Hares_and_lynxes_from_different_starts_in_few_iterations(double alpha, double beta, double gamma, double delta)
    {
        var inputs = new PreyAndPredator.Inputs(201);
        inputs.InitialHare[0] = inputs.InitialLynx[0] = double.NaN;
        for (var year = 0; year < 21; year++)
        {
            inputs.ObservedLogHare[0, 10 * year] = Math.Log(Hare[year]);
            inputs.ObservedLogLynx[0, 10 * year] = Math.Log(Lynx[year]);
        }

        var start = new PreyAndPredator.Parameters { Alpha = alpha, Beta = beta, Gamma = gamma, Delta = delta };
        var estimate = PreyAndPredator.Estimate(start, inputs).EnsureSuccess();

        // Published for these data: 0.55, 0.028, 0.80, 0.024. Steps that all have to descend take 50 and more.
        Assert.Equal(0.54, estimate.Parameters.Alpha, 1e-3);
        Assert.Equal(0.0272, estimate.Parameters.Beta, 1e-4);
        Assert.Equal(0.797, estimate.Parameters.Gamma, 1e-3);
        Assert.Equal(0.0237, estimate.Parameters.Delta, 1e-4);
        Assert.InRange(estimate.Report.Iterations, 5, 42);
    }
}
