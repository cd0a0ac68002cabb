using System;
using System.Collections.Generic;
using System.Linq;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>Computes profile likelihoods: goes outwards from the estimate, each value starting where the last has ended.</summary>
internal static class Profiler
{
    /// <param name="run">Where the estimation has ended.</param>
    /// <param name="parameter">The index of the parameter.</param>
    /// <param name="deviation">Its standard error.</param>
    /// <param name="variance">The variance of a data row.</param>
    /// <param name="quantileOf">Quantiles of the distribution of an estimate in units of its standard error.</param>
    /// <param name="options">The options.</param>
    public static LikelihoodProfile Profile<TModel>(EstimationRun<TModel> run, int parameter, double deviation, double variance, Func<double, double> quantileOf, ProfileOptions options)
        where TModel : IEstimableModel<TModel>
    {
        var slot = run.Problem.Model.Parameters[parameter];
        var value = run.Iterate.Parameters.Slot(parameter)[0];
        var quantile = quantileOf(0.5 + (options.Confidence / 2));
        var threshold = quantile * quantile;
        run.Refresh();
        var least = run.TotalMisfit;
        var points = new List<ProfilePoint> { new(value, 0, EstimateStatus.Converged) };
        var lower = Side(-1);
        var upper = Side(1);
        run.Refresh();
        return new LikelihoodProfile(slot.Name, [.. points.OrderBy(static point => point.Value)], lower, upper, threshold);

        double Side(int sign)
        {
            var iterate = run.Iterate.Copy();
            var (last, lastDeviance) = (value, 0.0);
            for (var i = 1; i <= options.MaxPoints; i++)
            {
                var next = Math.Clamp(value + (sign * i * options.Spacing * deviation), slot.Lower, slot.Upper);
                if (next == last)
                {
                    break;
                }

                iterate.Parameters.Slot(parameter)[0] = next;
                var held = new EstimationRun<TModel>(run.Problem, run.Weights, iterate, run.Options, [.. run.Border.Shared.Where(other => other != parameter)]);
                var status = held.Descend(run.Options.MaxIterations, run.Options.Tolerance) ?? EstimateStatus.IterationLimit;
                var deviance = (held.TotalMisfit - least) / variance;
                points.Add(new ProfilePoint(next, deviance, status));
                if (!double.IsFinite(deviance))
                {
                    break;
                }

                if (deviance >= threshold)
                {
                    // The root of the deviance is nearly a straight line.
                    var (a, b) = (Math.Sqrt(Math.Max(0, lastDeviance)), Math.Sqrt(deviance));
                    return last + ((next - last) * (Math.Sqrt(threshold) - a) / (b - a));
                }

                (last, lastDeviance) = (next, deviance);
            }

            return double.NaN;
        }
    }
}
