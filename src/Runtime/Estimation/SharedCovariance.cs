using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>The covariances of parameters, in units of the variance of a data row.</summary>
internal sealed class SharedCovariance<TModel>
    where TModel : IEstimableModel<TModel>
{
    private readonly EstimationRun<TModel> _run;
    private readonly Identifiability<TModel> _identifiability;

    /// <param name="run">Where the iterations have ended.</param>
    /// <param name="variance">The variance of a data row.</param>
    public SharedCovariance(EstimationRun<TModel> run, double variance)
    {
        _run = run;
        var count = run.Border.Shared.Length;
        Covariance = count == 0 ? Matrix<double>.Build.Dense(1, 1) : run.Shared!.Covariance(run.HeldShared);
        _identifiability = new Identifiability<TModel>(run, variance);
        Lost = count == 0 ? [] : _identifiability.OfModel(Covariance);
    }

    /// <summary>That of the model's parameters; one zero where there are none.</summary>
    public Matrix<double> Covariance { get; }

    /// <summary>Groups of the model's parameters that the data do not determine.</summary>
    public IReadOnlyList<int[]> Lost { get; }

    /// <summary>Groups of a trajectory's own parameters that its data do not determine.</summary>
    /// <param name="trajectory">The trajectory.</param>
    /// <param name="covariance">The covariance of its parameters.</param>
    public IReadOnlyList<int[]> LostOfTrajectory(int trajectory, Matrix<double> covariance) => _identifiability.OfTrajectory(trajectory, covariance);

    /// <summary>The correlations of the model's parameters.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Correlation(IReadOnlyList<int[]> lost)
    {
        var count = _run.Border.Shared.Length;
        return [.. Enumerable.Range(0, count).Select(i => (IReadOnlyList<double>)[.. Enumerable.Range(0, count).Select(j => Of(i, j))])];

        double Of(int i, int j) => lost.Any(group => group.Contains(i) || group.Contains(j)) || !(Covariance[i, i] > 0 && Covariance[j, j] > 0)
            ? double.NaN
            : Math.Clamp(Covariance[i, j] / Math.Sqrt(Covariance[i, i] * Covariance[j, j]), -1, 1);
    }

    /// <summary>The covariance of a trajectory's own parameters.</summary>
    public Matrix<double> OfTrajectory(int trajectory)
    {
        var local = _run.Border.Local.Length;
        return JointOfTrajectory(trajectory).SubMatrix(0, local, 0, local);
    }

    /// <summary>The covariance of all parameters of the border, those of the trajectory first; one zero where there are none.</summary>
    public Matrix<double> JointOfTrajectory(int trajectory)
    {
        int local = _run.Border.Local.Length, shared = _run.Border.Shared.Length;
        if (local == 0)
        {
            return Covariance;
        }

        var rows = _run.LocalRows(trajectory);
        var triangle = Matrix<double>.Build.Dense(local, local);
        var coupling = Matrix<double>.Build.Dense(local, Covariance.RowCount);
        for (var row = 0; row < local; row++)
        {
            var entries = rows.Slice(row * _run.LocalStride, _run.LocalStride);
            for (var column = row; column < local; column++)
            {
                triangle[row, column] = entries[column];
            }

            for (var column = 0; column < shared; column++)
            {
                coupling[row, column] = entries[local + column];
            }
        }

        // p_local = R^-1 (noise - S p_shared).
        var inverse = triangle.Inverse();
        var map = -inverse * coupling;
        var between = map * Covariance;
        var own = (inverse * inverse.Transpose()) + (between * map.Transpose());
        if (shared == 0)
        {
            return own;
        }

        var joint = Matrix<double>.Build.Dense(local + shared, local + shared);
        joint.SetSubMatrix(0, 0, own);
        joint.SetSubMatrix(0, local, between);
        joint.SetSubMatrix(local, 0, between.Transpose());
        joint.SetSubMatrix(local, local, Covariance);
        return joint;
    }
}
