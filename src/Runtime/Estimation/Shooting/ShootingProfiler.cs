using System;
using System.Collections.Generic;
using System.Linq;

namespace ScalableMNN.Runtime.Estimation.Shooting;

/// <summary>Profile likelihoods of an estimate on marched trajectories.</summary>
internal static class ShootingProfiler
{
    public static LikelihoodProfile Profile<TModel>(ShootingRun<TModel> run, EstimateReport report, string name, Func<double, double> quantileOf, ProfileOptions options)
        where TModel : IEstimableModel<TModel>
    {
        var parameter = run.Columns.Shared.FirstOrDefault(i => run.Problem.Model.Parameters[i].Name == name, -1);
        if (parameter < 0)
        {
            throw new ArgumentException($"{report.Model} has no estimated parameter {name} of the whole model. There are: {string.Join(", ", run.Columns.Shared.Select(i => run.Problem.Model.Parameters[i].Name))}.", nameof(name));
        }

        var estimate = report[name];
        if (report.Status != EstimateStatus.Converged || !(estimate.StandardError > 0))
        {
            throw new InvalidOperationException($"{report.Model}.{name} cannot be profiled: the estimation ended with {report.Status}, and the standard error is {estimate.StandardError}.");
        }

        var least = run.TotalMisfit;
        var slot = run.Problem.Model.Parameters[parameter];
        return Profiler.Profile(slot, estimate.Value, estimate.StandardError, quantileOf, options, () =>
        {
            var point = run.Point.Copy();
            return next =>
            {
                point.Parameters.Slot(parameter)[0] = next;
                // Of least squares the noise is held; a likelihood has it maximised with the rest.
                var held = new ShootingRun<TModel>(run.Problem, point, [.. run.Noise], run.Options with { Progress = null }, [.. run.Columns.Shared.Where(other => other != parameter)]);
                var status = held.Errors.IsPlain ? held.Descend(run.Options.MaxIterations, run.Options.Tolerance) : LikelihoodDescent.Descend(held, held.Options, isNear: true);
                point = held.Point;
                return (held.TotalMisfit - least, status);
            };
        });
    }
}
