using System;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Engines.Tests.Accelerators;

/// <summary>Compares what an accelerator computes with what the processor's kernels compute.</summary>
internal static class Agreement
{
    private const double Tolerance = 1e-10;

    /// <summary>How far gradients may differ: what refinement leaves of a gradient in single precision is more than what it leaves in double precision.</summary>
    public static double GradientTolerance(ModelTrajectories solution) => solution.Model.Precision == Precision.Single ? 1e-5 : Tolerance;

    /// <summary>Compares solutions and reports, trajectory by trajectory. The two round differently, so each unknown is measured by its largest value along the trajectory.</summary>
    public static void Check(ModelTrajectories expected, ModelTrajectories solution, bool isRefined = true)
    {
        // Without refinement a single solve keeps what single precision, and the square of the condition number, leave.
        var isSingle = expected.Model.Precision == Precision.Single;
        var tolerance = isSingle ? (isRefined ? 1e-5 : 1e-2) : isRefined ? Tolerance : 1e-6;
        int batch = expected.TrajectoryCount, unknowns = expected.Model.Layout.Unknowns;
        for (var trajectory = 0; trajectory < batch; trajectory++)
        {
            var (left, right) = (expected.Reports[trajectory], solution.Reports[trajectory]);
            Assert.Equal((left.Status, left.Step), (right.Status, right.Step));
            Assert.Equal(double.IsNaN(left.Residual), double.IsNaN(right.Residual));
            for (var n = 0; n < unknowns; n++)
            {
                double largest = 0, error = 0;
                for (var at = (n * batch) + trajectory; at < expected.Values.Length; at += unknowns * batch)
                {
                    Assert.Equal(double.IsNaN(expected.Values[at]), double.IsNaN(solution.Values[at]));
                    largest = Math.Max(largest, double.IsNaN(expected.Values[at]) ? 0 : Math.Abs(expected.Values[at]));
                    error = Math.Max(error, double.IsNaN(expected.Values[at]) ? 0 : Math.Abs(expected.Values[at] - solution.Values[at]));
                }

                Assert.True(error <= tolerance * Math.Max(largest, 1), $"Unknown {n} of trajectory {trajectory} differs by {error:G3}; its largest value is {largest:G3}.");
            }
        }
    }

    /// <summary>Compares two arrays by their largest numbers.</summary>
    public static void Check(double[] expected, double[] computed, double tolerance)
    {
        Assert.Equal(expected.Length, computed.Length);
        double largest = 0, error = 0;
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(double.IsNaN(expected[i]), double.IsNaN(computed[i]));
            largest = Math.Max(largest, Math.Abs(expected[i]));
            error = Math.Max(error, Math.Abs(expected[i] - computed[i]));
        }

        Assert.True(error <= tolerance * Math.Max(largest, 1), $"The numbers differ by {error:G3}; the largest is {largest:G3}.");
    }
}
