using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;

namespace ScalableMNN.Runtime.Estimation.Shooting;

/// <summary>The covariances of what is estimated, on the scales on which it moves, and what the data do not determine.</summary>
internal sealed class ShootingCovariance<TModel>
    where TModel : IEstimableModel<TModel>
{
    private readonly ShootingRun<TModel> _run;
    private readonly Matrix<double> _shared;

    /// <param name="run">Iterations that have come to rest, with residuals in units of the noise.</param>
    public ShootingCovariance(ShootingRun<TModel> run)
    {
        _run = run;
        var count = run.Columns.Shared.Length;
        _shared = count == 0 ? Matrix<double>.Build.Dense(1, 1) : run.Shared!.Covariance(run.HeldShared);
        if (count > 0 && !run.Errors.IsPlain)
        {
            NoiseInformation.Account(run, _shared);
        }

        Lost = count == 0 ? [] : Groups(run.Shared!.LostDirections(new bool[count]));
    }

    /// <summary>Groups of parameters of the model that the data do not determine, alone or against each other.</summary>
    public IReadOnlyList<int[]> Lost { get; }

    /// <summary>The derivative of a column with respect to what moves, that of a trajectory's own first.</summary>
    public double Slope(int trajectory, int column) => column < _run.Columns.Local ? _run.LocalSlope(trajectory, column) : _run.SharedSlope(column - _run.Columns.Local);

    /// <summary>The standard error of a parameter of the model.</summary>
    public double SharedError(int column) => _run.HeldShared[column] ? double.NaN : Math.Sqrt(_shared[column, column]) * _run.SharedSlope(column);

    /// <summary>Which of a trajectory's own columns its data do not determine.</summary>
    public IReadOnlyList<int> LostOf(int trajectory) => [.. Groups(_run.LocalOf(trajectory).LostDirections(_run.HeldLocal[trajectory])).SelectMany(static group => group).Distinct()];

    /// <summary>The correlations of the parameters of the model; NaN where one is not determined or stands at a bound.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Correlation()
    {
        var count = _run.Columns.Shared.Length;
        return [.. Enumerable.Range(0, count).Select(i => (IReadOnlyList<double>)[.. Enumerable.Range(0, count).Select(j => Of(i, j))])];

        double Of(int i, int j) => Lost.Any(group => group.Contains(i) || group.Contains(j)) || !(_shared[i, i] > 0 && _shared[j, j] > 0)
            ? double.NaN
            : Math.Clamp(_shared[i, j] / Math.Sqrt(_shared[i, i] * _shared[j, j]), -1, 1);
    }

    /// <summary>The covariance of a trajectory's own columns and those of the model, in this order.</summary>
    public Matrix<double> JointOf(int trajectory)
    {
        var (local, shared) = (_run.Columns.Local, _run.Columns.Shared.Length);
        var joint = Matrix<double>.Build.Dense(Math.Max(1, local + shared), Math.Max(1, local + shared));
        if (shared > 0)
        {
            joint.SetSubMatrix(local, local, _shared);
        }

        if (local == 0)
        {
            return joint;
        }

        // What is held does not vary, and has no inverse.
        var step = _run.LocalOf(trajectory);
        var own = step.Covariance(_run.HeldLocal[trajectory]);
        var coupling = Matrix<double>.Build.Dense(local, shared == 0 ? 1 : shared, (row, column) => shared == 0 ? 0 : _run.CouplingOf(trajectory, row, column));
        var map = -own * step.Information.TransposeThisAndMultiply(coupling);
        var covariance = shared == 0 ? Matrix<double>.Build.Dense(1, 1) : _shared;
        joint.SetSubMatrix(0, 0, own + (map * covariance * map.Transpose()));
        if (shared > 0)
        {
            joint.SetSubMatrix(0, local, map * covariance);
            joint.SetSubMatrix(local, 0, (map * covariance).Transpose());
        }

        return joint;
    }

    /// <summary>The covariance of a trajectory's own parameters and those of the model, in this order, without initial values and on the parameters' own scales.</summary>
    public Matrix<double> OfParameters(int trajectory)
    {
        var joint = JointOf(trajectory);
        int[] columns = [.. Enumerable.Range(0, _run.Columns.Parameters.Length), .. Enumerable.Range(_run.Columns.Local, _run.Columns.Shared.Length)];
        return columns.Length == 0 ? joint : Matrix<double>.Build.Dense(columns.Length, columns.Length, (i, j) => joint[columns[i], columns[j]] * Slope(trajectory, columns[i]) * Slope(trajectory, columns[j]));
    }

    private static IReadOnlyList<int[]> Groups(IReadOnlyList<double[]> directions) =>
        [.. directions.Select(Identifiability<TModel>.GroupOf).DistinctBy(static group => string.Join(',', group))];
}
