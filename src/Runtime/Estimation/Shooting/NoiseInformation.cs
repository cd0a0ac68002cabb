using System;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using ScalableMNN.Runtime.Estimation.Likelihood;

namespace ScalableMNN.Runtime.Estimation.Shooting;

/// <summary>
/// What is not known of parameters because the noise is estimated too. Where the variance depends on the prediction, or values are censored, data say something of both together; with the information S on parameters, N on the
/// logarithms of the noise and C between them, the covariance of the parameters is (S - C N^-1 C^T)^-1.
/// </summary>
internal static class NoiseInformation
{
    /// <summary>Adds it to the covariance of the model's parameters, on the scales on which they move.</summary>
    /// <param name="run">Iterations that have come to rest.</param>
    /// <param name="covariance">The covariance with the noise held; it is changed.</param>
    public static void Account<TModel>(ShootingRun<TModel> run, Matrix<double> covariance)
        where TModel : IEstimableModel<TModel>
    {
        var errors = run.Errors;
        var (local, shared) = (run.Columns.Local, run.Columns.Shared.Length);
        foreach (var group in errors.Free().GroupBy(errors.ObservableOf))
        {
            var numbers = group.ToArray();
            if (!errors.Curvatures.TryGetValue(group.Key, out var curvature))
            {
                continue;
            }

            var cross = Enumerable.Range(0, run.Problem.Trajectories).Select(_ => Matrix<double>.Build.Dense(local + shared, numbers.Length)).ToArray();
            run.EachRow((value, derivatives) =>
            {
                for (var j = 0; j < numbers.Length; j++)
                {
                    var both = errors.Cross(value, numbers[j]);
                    for (var column = 0; column < derivatives.Length && both != 0; column++)
                    {
                        var slope = column < local ? run.LocalSlope(value.Trajectory, column) : run.SharedSlope(column - local);
                        cross[value.Trajectory][column, j] += both * slope * derivatives[column];
                    }
                }
            });
            Account(run, covariance, cross, curvature.Clone());
        }
    }

    private static void Account<TModel>(ShootingRun<TModel> run, Matrix<double> covariance, Matrix<double>[] cross, Matrix<double> noise)
        where TModel : IEstimableModel<TModel>
    {
        var (local, shared) = (run.Columns.Local, run.Columns.Shared.Length);
        var whole = Matrix<double>.Build.Dense(shared, noise.RowCount);
        for (var b = 0; b < cross.Length; b++)
        {
            whole += cross[b].SubMatrix(local, shared, 0, noise.ColumnCount);
            if (local > 0)
            {
                // A trajectory's own columns are eliminated first, as everywhere.
                var own = run.LocalOf(b).Covariance(run.HeldLocal[b]);
                var ofOwn = cross[b].SubMatrix(0, local, 0, noise.ColumnCount);
                var coupling = Matrix<double>.Build.Dense(local, shared, (row, column) => run.CouplingOf(b, row, column));
                whole -= (own * run.LocalOf(b).Information.TransposeThisAndMultiply(coupling)).TransposeThisAndMultiply(ofOwn);
                noise -= ofOwn.TransposeThisAndMultiply(own * ofOwn);
            }
        }

        for (var i = 0; i < shared; i++)
        {
            if (run.HeldShared[i])
            {
                whole.ClearRow(i);
            }
        }

        var ofShared = covariance * whole;
        var left = noise - whole.TransposeThisAndMultiply(ofShared);
        if (left.Evd(Symmetricity.Symmetric).EigenValues.All(static value => value.Real > 0))
        {
            (covariance + (ofShared * left.Inverse() * ofShared.Transpose())).CopyTo(covariance);
        }
    }
}
