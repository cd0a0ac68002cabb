using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>
/// The step of the model's parameters from the triangle that the elimination has left on them: least squares, with linear equality constraints by the null-space method (Björck,
/// Numerical Methods for Least Squares Problems, section 5.1), with some parameters held, and damped (Marquardt).
/// </summary>
internal sealed class ParameterStep
{
    private readonly Matrix<double> _matrix;
    private readonly Vector<double> _target;
    private readonly double[] _sizes;
    private readonly IReadOnlyList<(double[] Factors, double Gap)> _constraints;
    private readonly double _lostFraction;

    /// <param name="triangle">The rows: columns of the parameters, then the right-hand side.</param>
    /// <param name="stride">Distance of rows.</param>
    /// <param name="sizes">The length of each parameter's column before anything was eliminated.</param>
    /// <param name="constraints">What each constraint's sum lacks to be satisfied.</param>
    /// <param name="rigidity">How much heavier the model's rows are than those of the data.</param>
    public ParameterStep(ReadOnlySpan<double> triangle, int stride, double[] sizes, IReadOnlyList<(double[] Factors, double Gap)> constraints, double rigidity)
    {
        _lostFraction = LostFraction(rigidity);
        var count = sizes.Length;
        _matrix = Matrix<double>.Build.Dense(count, count);
        _target = Vector<double>.Build.Dense(count);
        for (var row = 0; row < count; row++)
        {
            for (var column = row; column < count; column++)
            {
                _matrix[row, column] = triangle[(row * stride) + column];
            }

            _target[row] = triangle[(row * stride) + count];
        }

        _sizes = sizes;
        _constraints = constraints;
    }

    /// <summary>
    /// A direction whose singular value is below this fraction of the columns that entered is nothing but rounding. The columns are as long as the model is rigid, and what is left of
    /// them in the end is as long as the data say: the more rigid the model, the smaller a part that is. Rounding itself is a part of 1e-16.
    /// </summary>
    /// <param name="rigidity">How much heavier the model's rows are than those of the data.</param>
    public static double LostFraction(double rigidity) => Math.Min(1e-10, 1e-4 / rigidity);

    /// <summary>The triangle R with R^T R the information on the parameters.</summary>
    public Matrix<double> Information => _matrix;

    /// <summary>Solves.</summary>
    /// <param name="held">Which parameters are not free.</param>
    /// <param name="steps">The steps of those.</param>
    /// <param name="damping">Of the square of each parameter, relative to its own information.</param>
    public double[] Solve(IReadOnlyList<bool> held, IReadOnlyList<double> steps, double damping)
    {
        var count = _sizes.Length;
        var free = Enumerable.Range(0, count).Where(i => !held[i]).ToArray();
        var step = Enumerable.Range(0, count).Select(i => held[i] ? steps[i] : 0).ToArray();
        if (free.Length == 0)
        {
            return step;
        }

        // In units in which every column had length one before the elimination.
        var scales = free.Select(i => _sizes[i] > 0 ? 1 / _sizes[i] : 1).ToArray();
        var matrix = Matrix<double>.Build.Dense(count, free.Length, (row, column) => _matrix[row, free[column]] * scales[column]);
        var (origin, directions) = Directions(free, scales, step);
        var target = _target - (_matrix * Vector<double>.Build.Dense(step)) - (matrix * origin);
        var reduced = matrix * directions;
        if (damping > 0)
        {
            var lengths = reduced.ColumnNorms(2);
            reduced = reduced.Stack(Matrix<double>.Build.Diagonal(lengths.Count, lengths.Count, i => Math.Sqrt(damping) * lengths[i]));
            target = Vector<double>.Build.DenseOfEnumerable(target.Concat(new double[lengths.Count]));
        }

        var solution = origin + (directions * LeastSquares(reduced, target));
        for (var i = 0; i < free.Length; i++)
        {
            step[free[i]] = solution[i] * scales[i];
        }

        return step;
    }

    /// <summary>The covariance of the parameters in units of the variance of a data row; zero for those held. Directions that are lost are left out.</summary>
    public Matrix<double> Covariance(IReadOnlyList<bool> held)
    {
        var count = _sizes.Length;
        var covariance = Matrix<double>.Build.Dense(count, count);
        var free = Enumerable.Range(0, count).Where(i => !held[i]).ToArray();
        if (free.Length == 0)
        {
            return covariance;
        }

        var scales = free.Select(i => _sizes[i] > 0 ? 1 / _sizes[i] : 1).ToArray();
        var matrix = Matrix<double>.Build.Dense(count, free.Length, (row, column) => _matrix[row, free[column]] * scales[column]);
        var (_, directions) = Directions(free, scales, new double[_sizes.Length]);
        var svd = (matrix * directions).Svd();
        var right = directions * svd.VT.Transpose();
        for (var i = 0; i < svd.S.Count; i++)
        {
            if (!(svd.S[i] > _lostFraction))
            {
                continue;
            }

            for (var a = 0; a < free.Length; a++)
            {
                for (var b = 0; b < free.Length; b++)
                {
                    covariance[free[a], free[b]] += right[a, i] * scales[a] * right[b, i] * scales[b] / (svd.S[i] * svd.S[i]);
                }
            }
        }

        return covariance;
    }

    /// <summary>Directions on which the data say nothing, each as one number per parameter, in units of the parameters' column lengths.</summary>
    public IReadOnlyList<double[]> LostDirections(IReadOnlyList<bool> held)
    {
        var free = Enumerable.Range(0, _sizes.Length).Where(i => !held[i]).ToArray();
        var lost = new List<double[]>();
        foreach (var i in free.Where(i => _sizes[i] == 0))
        {
            var direction = new double[_sizes.Length];
            direction[i] = 1;
            lost.Add(direction);
        }

        free = [.. free.Where(i => _sizes[i] > 0)];
        if (free.Length == 0)
        {
            return lost;
        }

        var scales = free.Select(i => 1 / _sizes[i]).ToArray();
        var matrix = Matrix<double>.Build.Dense(_sizes.Length, free.Length, (row, column) => _matrix[row, free[column]] * scales[column]);
        var (_, directions) = Directions(free, scales, new double[_sizes.Length]);
        var svd = (matrix * directions).Svd();
        var right = directions * svd.VT.Transpose();
        for (var i = 0; i < right.ColumnCount; i++)
        {
            if ((i >= svd.S.Count || !(svd.S[i] > _lostFraction)) && right.Column(i).L2Norm() > 0)
            {
                var direction = new double[_sizes.Length];
                for (var a = 0; a < free.Length; a++)
                {
                    direction[free[a]] = right[a, i];
                }

                lost.Add(direction);
            }
        }

        return lost;
    }

    /// <summary>Directions that are determined here but no longer where the model holds more rigidly.</summary>
    /// <param name="stiffened">The triangle there.</param>
    /// <param name="remaining">Directions of which less than this fraction of the information's root remains.</param>
    public IReadOnlyList<double[]> VanishingDirections(ParameterStep stiffened, double remaining)
    {
        var free = Enumerable.Range(0, _sizes.Length).Where(i => _sizes[i] > 0).ToArray();
        if (free.Length == 0)
        {
            return [];
        }

        var scales = free.Select(i => 1 / _sizes[i]).ToArray();
        var (_, directions) = Directions(free, scales, new double[_sizes.Length]);
        var here = Matrix<double>.Build.Dense(_sizes.Length, free.Length, (row, column) => _matrix[row, free[column]] * scales[column]) * directions;
        var there = Matrix<double>.Build.Dense(_sizes.Length, free.Length, (row, column) => stiffened._matrix[row, free[column]] * scales[column]) * directions;
        var svd = here.Svd();
        var known = Enumerable.Range(0, svd.S.Count).Where(i => svd.S[i] > _lostFraction).ToArray();
        if (known.Length == 0)
        {
            return [];
        }

        // Each of these holds as much information here as a row of length one.
        var unit = Matrix<double>.Build.DenseOfColumnVectors(known.Select(i => svd.VT.Row(i) / svd.S[i]));
        var kept = (there * unit).Svd();
        var vanishing = new List<double[]>();
        for (var i = 0; i < known.Length; i++)
        {
            if (!(kept.S[i] < remaining))
            {
                continue;
            }

            var along = directions * (unit * kept.VT.Row(i));
            var direction = new double[_sizes.Length];
            for (var a = 0; a < free.Length; a++)
            {
                direction[free[a]] = along[a];
            }

            vanishing.Add(direction);
        }

        return vanishing;
    }

    private Vector<double> LeastSquares(Matrix<double> matrix, Vector<double> target)
    {
        var svd = matrix.Svd();
        var projected = svd.U.TransposeThisAndMultiply(target);
        var along = Vector<double>.Build.Dense(matrix.ColumnCount);
        for (var i = 0; i < svd.S.Count; i++)
        {
            along[i] = svd.S[i] > _lostFraction ? projected[i] / svd.S[i] : 0;
        }

        return svd.VT.TransposeThisAndMultiply(along);
    }

    /// <summary>A step that satisfies the constraints, and a basis of the directions that leave them satisfied; one column of zeros where they leave nothing free.</summary>
    private (Vector<double> Origin, Matrix<double> Directions) Directions(int[] free, double[] scales, double[] steps)
    {
        if (_constraints.Count == 0)
        {
            return (Vector<double>.Build.Dense(free.Length), Matrix<double>.Build.DenseIdentity(free.Length));
        }

        var factors = Matrix<double>.Build.Dense(_constraints.Count, free.Length, (row, column) => _constraints[row].Factors[free[column]] * scales[column]);
        var gaps = Vector<double>.Build.Dense(_constraints.Count, i => _constraints[i].Gap - _constraints[i].Factors.Zip(steps, static (factor, step) => factor * step).Sum());

        // Rows of one length: constraints may be written at any scale.
        for (var row = 0; row < factors.RowCount; row++)
        {
            var length = factors.Row(row).L2Norm();
            if (length > 0)
            {
                factors.SetRow(row, factors.Row(row) / length);
                gaps[row] /= length;
            }
        }

        var svd = factors.Svd();
        var rank = svd.S.Count(static s => s > 1e-12);
        var projected = svd.U.TransposeThisAndMultiply(gaps);
        var along = Vector<double>.Build.Dense(free.Length, i => i < rank ? projected[i] / svd.S[i] : 0);
        var rotation = svd.VT.Transpose();
        var origin = rotation * along;
        return (origin, rank == free.Length
            ? Matrix<double>.Build.Dense(free.Length, 1)
            : rotation.SubMatrix(0, free.Length, rank, free.Length - rank));
    }
}
