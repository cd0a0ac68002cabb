using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Runtime.Estimation.Derived;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Estimation.Shooting;

/// <summary>Profile likelihoods of an estimate on marched trajectories: of parameters of the model, those of a trajectory, its initial values, and what is derived of them.</summary>
internal static class ShootingProfiler
{
    // A number that is no parameter of the model is held to within this part of its standard error; the profile is that much off, at most.
    private const double Closely = 1e-3;

    public static LikelihoodProfile Profile<TModel>(
        ShootingRun<TModel> run, EstimateReport report, string name, int? trajectory, Func<double, double> quantileOf, ProfileOptions options)
        where TModel : IEstimableModel<TModel>
    {
        var estimate = report[name, trajectory];
        if (report.Status != EstimateStatus.Converged || !(estimate.StandardError > 0))
        {
            throw new InvalidOperationException($"{report.Model}.{name} cannot be profiled: the estimation ended with {report.Status}, and the standard error is {estimate.StandardError}.");
        }

        var least = run.TotalMisfit;
        var parameter = run.Columns.Shared.FirstOrDefault(i => run.Problem.Model.Parameters[i].Name == name, -1);
        if (parameter >= 0)
        {
            return Profiler.Profile(run.Problem.Model.Parameters[parameter], estimate.Value, estimate.StandardError, quantileOf, options, () =>
            {
                var point = run.Point.Copy();
                return next =>
                {
                    point.Parameters.Slot(parameter)[0] = next;
                    var held = Again(point, [.. run.Columns.Shared.Where(other => other != parameter)], null);
                    var status = Descend(held);
                    point = held.Point;
                    return (held.TotalMisfit - least, status);
                };
            });
        }

        var (slot, hold) = TetherOf(run, name, trajectory, Closely * estimate.StandardError);
        return Profiler.Profile(slot, estimate.Value, estimate.StandardError, quantileOf, options, () =>
        {
            var point = run.Point.Copy();
            return next =>
            {
                var tether = hold(next);
                var held = Again(point, run.Columns.Shared, tether);
                var status = Descend(held);
                point = held.Point;
                var residual = tether.ResidualAt(point);
                return (held.TotalMisfit - (residual * residual) - least, status);
            };
        });

        ShootingRun<TModel> Again(ShootingPoint from, IReadOnlyCollection<int> taking, Tether? tether) =>
            new(run.Problem, from.Copy(), [.. run.Noise], run.Options with { Progress = null }, taking) { Tether = tether };

        // Of least squares the noise is held; a likelihood has it maximised with the rest.
        static EstimateStatus Descend(ShootingRun<TModel> held) =>
            held.Errors.IsPlain ? held.Descend(held.Options.MaxIterations, held.Options.Tolerance) : LikelihoodDescent.Descend(held, held.Options, isNear: true);
    }

    private static (ValueSlot Slot, Func<double, Tether> Hold) TetherOf<TModel>(ShootingRun<TModel> run, string name, int? trajectory, double deviation)
        where TModel : IEstimableModel<TModel>
    {
        var problem = run.Problem;
        var b = trajectory ?? 0;
        if (DerivedQuantity.Of(problem.Model).FirstOrDefault(quantity => quantity.Name == name) is { } derived)
        {
            int[] parameters = [.. run.Columns.Parameters, .. Enumerable.Repeat(-1, run.Columns.Initials.Length), .. run.Columns.Shared];
            return (new ValueSlot(name, ValueKind.Coefficient, Dsl.Per.Model), target => new Tether(
                trajectory,
                point => derived.At(point.Parameters, point.Inputs, b),
                point => Array.ConvertAll(parameters, parameter => parameter < 0 ? 0 : derived.Slope(point.Parameters, point.Inputs, b, parameter)),
                target,
                deviation));
        }

        var column = Array.FindIndex(run.Columns.Parameters, i => problem.Model.Parameters[i].Name == name);
        var isParameter = column >= 0;
        var given = isParameter ? default : run.Columns.Initials.First(initial => ShootingAssembly.InitialName(problem, initial) == name);
        column = isParameter ? column : run.Columns.Parameters.Length + Array.IndexOf(run.Columns.Initials, given);
        var unit = new double[run.Columns.Count];
        unit[column] = 1;
        return (
            isParameter ? problem.Model.Parameters[run.Columns.Parameters[column]] : new ValueSlot(name, ValueKind.Coefficient, Dsl.Per.Trajectory),
            target => new Tether(b, point => isParameter ? point.Parameters.Slot(run.Columns.Parameters[column])[b] : point.InitialOf(given, b), _ => unit, target, deviation));
    }
}
