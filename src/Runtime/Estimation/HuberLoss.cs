using System;
using MathNet.Numerics.Distributions;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>What Huber's loss makes of the noise and of errors (Huber, Robust Statistics, sections 6.4, proposal 2, and 7.6).</summary>
internal static class HuberLoss
{
    /// <summary>The mean of the square of a standard normal variable that is cut off at a bound: how much of the variance is left.</summary>
    public static double Left(double bound)
    {
        if (double.IsPositiveInfinity(bound))
        {
            return 1;
        }

        var beyond = 2 * Normal.CDF(0, 1, -bound);
        return 1 - beyond - (2 * bound * Normal.PDF(0, 1, bound)) + (bound * bound * beyond);
    }

    /// <summary>
    /// By what the information of the weighted rows has to be divided, in units of their variance, to give the covariance of the estimate: rows that are cut off pull with their bound,
    /// and yield nothing.
    /// </summary>
    public static double Variance<TModel>(EstimationRun<TModel> run, int freedom)
        where TModel : IEstimableModel<TModel>
    {
        double count = 0, within = 0, weights = 0, squares = 0;
        var problem = run.Problem;
        var bound = run.Weights.Huber;
        for (var b = 0; b < problem.Trajectories; b++)
        {
            run.WithValues(b, values =>
            {
                for (var point = 0; point < problem.Points; point++)
                {
                    for (var k = 0; k < problem.Rows.Observables.Count; k++)
                    {
                        foreach (var measured in problem.ValuesAt(k, b, point))
                        {
                            var residual = measured - values[(point * problem.Rows.Width) + problem.Rows.Observables[k].Row.First];
                            if (double.IsNaN(residual))
                            {
                                continue;
                            }

                            var standardised = Math.Abs(run.Weights.Data[k] * residual) / run.Weights.Unit;
                            count++;
                            within += standardised <= bound ? 1 : 0;
                            weights += Math.Min(1, bound / standardised);
                            squares += Math.Pow(Math.Min(standardised, bound), 2);
                        }
                    }
                }
            });
        }

        return freedom > 0 && within > 0 ? squares / freedom * (weights / count) / Math.Pow(within / count, 2) : double.NaN;
    }
}
