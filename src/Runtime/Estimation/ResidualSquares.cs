using System;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>What a fit leaves of each observable.</summary>
internal static class ResidualSquares
{
    /// <summary>The sum of squares of each observable's residuals at the iterate, without weights.</summary>
    /// <param name="run">The iterate.</param>
    /// <param name="bounds">Where the residuals of each observable are cut off, or null.</param>
    public static double[] Of<TModel>(EstimationRun<TModel> run, double[]? bounds = null)
        where TModel : IEstimableModel<TModel>
    {
        var problem = run.Problem;
        var observables = problem.Rows.Observables;
        var squares = new double[observables.Count];
        for (var b = 0; b < problem.Trajectories; b++)
        {
            run.WithValues(b, values =>
            {
                for (var point = 0; point < problem.Points; point++)
                {
                    for (var k = 0; k < squares.Length; k++)
                    {
                        foreach (var measured in problem.ValuesAt(k, b, point))
                        {
                            var residual = measured - values[(point * problem.Rows.Width) + observables[k].Row.First];
                            var cut = bounds is null ? residual : Math.Clamp(residual, -bounds[k], bounds[k]);
                            squares[k] += double.IsNaN(residual) ? 0 : cut * cut;
                        }
                    }
                }
            });
        }

        return squares;
    }
}
