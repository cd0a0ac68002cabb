using System;
using System.Collections.Generic;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Engines.Tests.Accelerators;

/// <summary>Compares what an accelerator computes with what the processor's kernels compute.</summary>
internal static class Agreement
{
    private const double Usual = 1e-10;

    // With the random values of the tests the rows of these have condition numbers of 4e14, 4e6 and 6e7, and what rounding leaves grows with the square. A single refinement step leaves
    // more of it in a gradient than in a solution; the first of them has no right digit in its gradient, wherever it is computed.
    private static readonly Dictionary<string, (double Solution, double Gradient)> IllConditioned = new()
    {
        ["Robertson"] = (1e-3, double.PositiveInfinity),
        ["Shared2"] = (Usual, 1e-8),
        ["Scalar4"] = (Usual, 1e-7),
    };

    /// <summary>How far solutions may differ, relative to their largest values. The two round differently: the processor fuses multiplication and addition.</summary>
    public static double Tolerance(AcceleratedModel model) => Tolerances(model).Solution;

    /// <summary>How far gradients may differ.</summary>
    public static double GradientTolerance(AcceleratedModel model) => Tolerances(model).Gradient;

    /// <summary>How far solutions may differ without refinement: single precision, and the square of the condition number, leave fewer digits.</summary>
    public static double UnrefinedTolerance(AcceleratedModel model) => Math.Max(Tolerance(model), model.Description.Precision == Precision.Single ? 1e-2 : 1e-6);

    private static (double Solution, double Gradient) Tolerances(AcceleratedModel model) =>
        IllConditioned.TryGetValue(model.Name, out var tolerances) ? tolerances : model.Description.Precision == Precision.Single ? (1e-5, 1e-5) : (Usual, Usual);

    /// <summary>Compares solutions and reports, trajectory by trajectory, each unknown by its largest value along the trajectory.</summary>
    public static void Check(ModelTrajectories expected, ModelTrajectories solution, double tolerance)
    {
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
