using System;
using MathNet.Numerics.LinearAlgebra;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>
/// The variances of a trajectory's unknowns, from the factor that the elimination has kept, backwards from the last grid point: y_t = R^-1 (noise - S y_(t+1) - B p), so that its
/// covariance follows from the joint one of y_(t+1) and the parameters p. Source: Björck, Numerical Methods for Least Squares Problems, section 6.7 (elements of the inverse).
/// </summary>
internal static class TrajectoryDeviations
{
    /// <summary>Computes the variance of each scaled unknown, in units of the variance of a data row.</summary>
    /// <param name="points">T.</param>
    /// <param name="unknowns">N.</param>
    /// <param name="kept">What the elimination has kept.</param>
    /// <param name="sweep">How it is laid out.</param>
    /// <param name="parameters">The covariance of the border's parameters; one zero where there are none.</param>
    /// <param name="write">Receives the grid point and N variances, in units of the columns.</param>
    public static void Compute(int points, int unknowns, ReadOnlySpan<double> kept, Elimination.BorderedSweep sweep, Matrix<double> parameters, Action<int, double[]> write)
    {
        var count = sweep.RightHandSide - sweep.Parameters;
        var joint = Matrix<double>.Build.Dense(unknowns + parameters.RowCount, unknowns + parameters.RowCount);
        joint.SetSubMatrix(unknowns, unknowns, parameters);
        for (var point = points - 1; point >= 0; point--)
        {
            var block = kept.Slice(point * sweep.Kept, sweep.Kept);
            var triangle = Matrix<double>.Build.Dense(unknowns, unknowns);
            var after = Matrix<double>.Build.Dense(unknowns, joint.RowCount);
            for (var row = 0; row < unknowns; row++)
            {
                var entries = block.Slice(row * sweep.Width, sweep.Width);
                for (var column = row; column < unknowns; column++)
                {
                    triangle[row, column] = entries[column];
                }

                for (var column = 0; column < unknowns && point < points - 1; column++)
                {
                    after[row, column] = entries[sweep.Next + column];
                }

                for (var column = 0; column < count; column++)
                {
                    after[row, unknowns + column] = entries[sweep.Parameters + column];
                }
            }

            var inverse = triangle.Inverse();

            // From (y_(t+1), p) to y_t.
            var map = -inverse * after;
            var between = map * joint;
            var states = (inverse * inverse.Transpose()) + (between * map.Transpose());
            var towards = between.SubMatrix(0, unknowns, unknowns, parameters.RowCount);
            joint.SetSubMatrix(0, 0, states);
            joint.SetSubMatrix(0, unknowns, towards);
            joint.SetSubMatrix(unknowns, 0, towards.Transpose());
            write(point, [.. states.Diagonal()]);
        }
    }
}
