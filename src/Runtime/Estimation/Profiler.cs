using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Runtime.Models;

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
        run.Refresh();
        var least = run.TotalMisfit;
        var profile = Profile(run.Problem.Model.Parameters[parameter], run.Iterate.Parameters.Slot(parameter)[0], deviation, quantileOf, options, () =>
        {
            var iterate = run.Iterate.Copy();
            return next =>
            {
                iterate.Parameters.Slot(parameter)[0] = next;
                var held = new EstimationRun<TModel>(run.Problem, run.Weights, iterate, run.Options, [.. run.Border.Shared.Where(other => other != parameter)]);
                var status = held.Descend(run.Options.MaxIterations, run.Options.Tolerance) ?? EstimateStatus.IterationLimit;
                return ((held.TotalMisfit - least) / variance, status);
            };
        });
        run.Refresh();
        return profile;
    }

    /// <param name="slot">The parameter.</param>
    /// <param name="value">Its estimate.</param>
    /// <param name="deviation">Its standard error.</param>
    /// <param name="quantileOf">Quantiles of the distribution of an estimate in units of its standard error.</param>
    /// <param name="options">The options.</param>
    /// <param name="from">Begins at the estimate: gives what estimates everything else with the parameter held at a value, starting where the last value has ended.</param>
    public static LikelihoodProfile Profile(
        ValueSlot slot, double value, double deviation, Func<double, double> quantileOf, ProfileOptions options, Func<Func<double, (double Deviance, EstimateStatus Status)>> from)
    {
        var quantile = quantileOf(0.5 + (options.Confidence / 2));
        var threshold = quantile * quantile;
        var points = new List<ProfilePoint> { new(value, 0, EstimateStatus.Converged) };
        var lower = Side(-1);
        var upper = Side(1);
        return new LikelihoodProfile(slot.Name, [.. points.OrderBy(static point => point.Value)], lower, upper, threshold);

        double Side(int sign)
        {
            var hold = from();
            var (last, lastDeviance) = (value, 0.0);
            for (var i = 1; i <= options.MaxPoints; i++)
            {
                var next = Math.Clamp(value + (sign * i * options.Spacing * deviation), slot.Lower, slot.Upper);
                if (next == last)
                {
                    break;
                }

                var (deviance, status) = hold(next);
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
