using System;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using ScalableMNN.Generated.Tests.Estimation.Models;
using ScalableMNN.Runtime.Estimation;
using Xunit;

namespace ScalableMNN.Generated.Tests.Estimation;

/// <summary>Priors, strong and vague, against the posterior of linear models with normal noise, which has a closed form.</summary>
public class PriorTests
{
    [Fact]
    public void Posterior_of_model_parameters()
    {
        var noise = new GaussianNoise(41);
        var inputs = new PriorDrift.Inputs(31);
        inputs.InitialX[0] = 0;
        inputs.InitialClock[0] = 0;
        for (var t = 0; t < 31; t++)
        {
            inputs.ObservedX[0, t] = (0.1 * t) + (0.25 * 0.01 * t * t) + noise.Next(0.1);
        }

        // Rows in units of their deviations; the strong prior pulls a to 1.5, the vague one leaves b alone.
        var rows = Matrix<double>.Build.Dense(33, 2, (row, column) => row switch
        {
            31 => column == 0 ? 1 / 0.02 : 0,
            32 => column == 1 ? 1 / 100.0 : 0,
            _ => (column == 0 ? 0.1 * row : 0.005 * row * row) / 0.1,
        });
        var target = Vector<double>.Build.Dense(33, row => row == 31 ? 1.5 / 0.02 : row == 32 ? 0 : inputs.ObservedX[0, row] / 0.1);
        var covariance = (rows.Transpose() * rows).Inverse();
        var posterior = covariance * rows.Transpose() * target;

        var estimate = PriorDrift.Estimate(new PriorDrift.Parameters(), inputs).EnsureSuccess();
        Close.To(posterior[0], estimate.Parameters.A, 1e-6, "a");
        Close.To(posterior[1], estimate.Parameters.B, 1e-5, "b");
        Close.To(Math.Sqrt(covariance[0, 0]), estimate.Report["A"].StandardError, 1e-3, "the error of a");
        Close.To(Math.Sqrt(covariance[1, 1]), estimate.Report["B"].StandardError, 1e-3, "the error of b");
        Assert.Equal(covariance[0, 1] / Math.Sqrt(covariance[0, 0] * covariance[1, 1]), estimate.Report.Correlation[1][0], 1e-3);
        Assert.InRange(estimate.Parameters.A, 1.3, 1.5);
    }

    [Fact]
    public void Posterior_of_trajectory_parameters()
    {
        const int Subjects = 4;
        var noise = new GaussianNoise(42);
        var inputs = new TrajectoryPriors.Inputs(11, Subjects);
        for (var b = 0; b < Subjects; b++)
        {
            inputs.InitialX[b] = 0;
            for (var t = 0; t < 11; t++)
            {
                inputs.ObservedX[b, t] = ((2 + (0.3 * (b - 1.5))) * 0.1 * t) + noise.Next(0.1);
            }
        }

        // Without the prior a and b could not be told apart.
        var fit = DenseFit.Of(
            p =>
            [
                .. from b in Enumerable.Range(0, Subjects) from t in Enumerable.Range(0, 11) select (((p[0] + p[1 + b]) * 0.1 * t) - inputs.ObservedX[b, t]) / 0.1,
                .. from b in Enumerable.Range(0, Subjects) select p[1 + b] / 0.3,
            ],
            new double[1 + Subjects]);
        var estimate = TrajectoryPriors.Estimate(new TrajectoryPriors.Parameters(inputs), inputs).EnsureSuccess();
        Close.To(fit.Values[0], estimate.Parameters.A, 1e-6, "a");
        Close.To(fit.StandardError(0, 1), estimate.Report["A"].StandardError, 1e-3, "the error of a");
        for (var b = 0; b < Subjects; b++)
        {
            Assert.Equal(fit.Values[1 + b], estimate.Parameters.B[b], 1e-6);
            Close.To(fit.StandardError(1 + b, 1), estimate.Report["B", b].StandardError, 1e-3, $"the error of b of {b}");
        }
    }

    [Fact]
    public void A_prior_determines_what_the_data_do_not()
    {
        // Nothing is measured of the second trajectory: its b is what the prior says.
        var inputs = new TrajectoryPriors.Inputs(11, 2);
        inputs.InitialX.Fill(0);
        for (var t = 0; t < 11; t++)
        {
            inputs.ObservedX[0, t] = 0.2 * t;
        }

        var estimate = TrajectoryPriors.Estimate(new TrajectoryPriors.Parameters(inputs), inputs).EnsureSuccess();
        Assert.Equal(0, estimate.Parameters.B[1], 1e-6);
        Close.To(0.3, estimate.Report["B", 1].StandardError, 1e-3, "its error");
    }
}
