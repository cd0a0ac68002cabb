using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.Distributions;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>Computes profile likelihoods: goes outwards from the estimate, each value starting where the last has ended.</summary>
internal static class Profiler
{
    /// <param name="run">Where the estimation has ended.</param>
    /// <param name="parameter">The index of the parameter.</param>
    /// <param name="deviation">Its standard error.</param>
    /// <param name="freedom">Degrees of freedom; where the noise is given, none are needed.</param>
    /// <param name="isNoiseGiven">Whether the noise is given.</param>
    /// <param name="isScaleKnown">Whether the variance of a data row is that of its weight; otherwise the fit says how large it is.</param>
    /// <param name="options">The options.</param>
    public static LikelihoodProfile Profile<TModel>(EstimationRun<TModel> run, int parameter, double deviation, int freedom, bool isNoiseGiven, bool isScaleKnown, ProfileOptions options)
        where TModel : IEstimableModel<TModel>
    {
        var slot = run.Problem.Model.Parameters[parameter];
        var value = run.Iterate.Parameters.Slot(parameter)[0];
        var tail = 0.5 + (options.Confidence / 2);
        var quantile = isNoiseGiven ? Normal.InvCDF(0, 1, tail) : StudentT.InvCDF(0, 1, freedom, tail);
        var threshold = quantile * quantile;
        run.Refresh();
        var least = run.TotalMisfit;
        var unit = run.Weights.Unit * run.Weights.Unit;
        var variance = isScaleKnown ? unit : least / freedom;
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
