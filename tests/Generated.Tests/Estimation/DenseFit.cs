using System;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;

namespace ScalableMNN.Generated.Tests.Estimation;

/// <summary>
/// Nonlinear least squares on a closed-form solution, independent of everything under test: dense, with derivatives from central differences, damped (Levenberg), by singular values.
/// </summary>
internal sealed class DenseFit
{
    private const double Difference = 1e-5;

    private DenseFit(Vector<double> values, double squares, Matrix<double> inverse, int count)
    {
        Values = values.ToArray();
        Squares = squares;
        Inverse = inverse;
        Count = count;
    }

    /// <summary>The minimum.</summary>
    public double[] Values { get; }

    /// <summary>The sum of squares there.</summary>
    public double Squares { get; }

    /// <summary>(J^T J)^-1: times the variance, the covariance.</summary>
    public Matrix<double> Inverse { get; }

    /// <summary>How many residuals there are.</summary>
    public int Count { get; }

    /// <summary>What a residual's variance is, as the fit itself says.</summary>
    public double Variance => Squares / (Count - Values.Length);

    public double StandardError(int i, double? variance = null) => Math.Sqrt(Inverse[i, i] * (variance ?? Variance));

    /// <summary>The standard deviation of a function of the values (delta method).</summary>
    public double DeviationOf(Func<double[], double> function, double? variance = null)
    {
        var gradient = Jacobian(values => [function(values)], Values).Row(0);
        return Math.Sqrt((gradient * Inverse * gradient) * (variance ?? Variance));
    }

    /// <summary>Minimises the sum of squares.</summary>
    public static DenseFit Of(Func<double[], double[]> residuals, params double[] start)
    {
        var at = Vector<double>.Build.DenseOfArray(start);
        var here = Vector<double>.Build.DenseOfArray(residuals(start));
        var damping = 1e-3;
        for (var i = 0; i < 500; i++)
        {
            var jacobian = Jacobian(residuals, at.ToArray());
            var lengths = jacobian.ColumnNorms(2).Map(static length => length > 0 ? length : 1);
            var stacked = jacobian.Stack(Matrix<double>.Build.Diagonal(at.Count, at.Count, c => Math.Sqrt(damping) * lengths[c]));
            var target = Vector<double>.Build.DenseOfEnumerable(here.Select(static residual => -residual).Concat(new double[at.Count]));
            var step = stacked.QR().Solve(target);
            var trial = at + step;
            var there = Vector<double>.Build.DenseOfArray(residuals(trial.ToArray()));
            if (there.All(double.IsFinite) && there * there <= here * here)
            {
                (at, here) = (trial, there);
                damping /= 10;
                if (step.PointwiseMultiply(lengths).L2Norm() <= 1e-13 * at.PointwiseMultiply(lengths).L2Norm())
                {
                    break;
                }
            }
            else if ((damping *= 10) > 1e10)
            {
                break;
            }
        }

        var last = Jacobian(residuals, at.ToArray());
        return new DenseFit(at, here * here, (last.Transpose() * last).Inverse(), here.Count);
    }

    private static Matrix<double> Jacobian(Func<double[], double[]> function, double[] at)
    {
        var columns = at.Select((value, i) =>
        {
            var step = Difference * Math.Max(Math.Abs(value), 1e-3);
            double[] up = [.. at], down = [.. at];
            up[i] += step;
            down[i] -= step;
            return Vector<double>.Build.DenseOfEnumerable(function(up).Zip(function(down), (a, b) => (a - b) / (2 * step)));
        });
        return Matrix<double>.Build.DenseOfColumnVectors(columns);
    }
}
