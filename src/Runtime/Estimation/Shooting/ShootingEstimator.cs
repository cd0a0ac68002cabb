using System;
using System.Linq;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Estimation.Shooting;

/// <summary>
/// Estimates a model from the data of a schedule. Trajectories are the solutions of the equations themselves, marched with a tolerance from their initial values through everything that happens to them, so that
/// there is no rigidity, and no grid.
/// </summary>
internal static class ShootingEstimator
{
    /// <summary>Estimates.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="noise">The noise, whose estimates are updated.</param>
    /// <param name="start">The first parameters.</param>
    /// <param name="options">The options.</param>
    /// <returns>The iterations, and how they ended.</returns>
    /// <exception cref="InvalidOperationException">An option has no meaning here.</exception>
    public static (ShootingRun<TModel> Run, EstimateStatus Status) Run<TModel>(EstimationProblem problem, NoiseModel noise, ModelValues start, EstimateOptions options)
        where TModel : IEstimableModel<TModel>
    {
        if (double.IsFinite(options.Huber))
        {
            throw new InvalidOperationException($"{problem.Model.Name}: EstimateOptions.Huber is for data at grid points; an estimate from a schedule has least squares only. Leave it out.");
        }

        noise.Errors.Check();
        var run = new ShootingRun<TModel>(problem, StartOf(problem, start, options.Start), noise.Deviations, options, problem.Shared);
        return (run, Descend(run, noise, options));
    }

    /// <summary>Iterates until nothing moves, and the noise is settled.</summary>
    public static EstimateStatus Descend<TModel>(ShootingRun<TModel> run, NoiseModel noise, EstimateOptions options)
        where TModel : IEstimableModel<TModel>
    {
        const int NoiseUpdates = 200;
        const int BetweenUpdates = 10;
        const double NoiseTolerance = 1e-6;

        if (!run.Errors.IsPlain)
        {
            return LikelihoodDescent.Descend(run, options);
        }

        // One observable's noise weighs nothing against another's, nor against priors.
        var isAlone = run.Problem.Rows.Priors.Count == 0 && noise.Counts.Count(static count => count > 0) == 1;
        if (isAlone || noise.AllGiven)
        {
            return run.Descend(options.MaxIterations, options.Tolerance);
        }

        // Parameters for the noise as it is, noise for the parameters, in turn: what neither changes is the maximum of the likelihood. It takes long where parameters can serve one observable or another.
        for (var i = 0; i < NoiseUpdates; i++)
        {
            var status = run.Descend(BetweenUpdates, options.Tolerance);
            var isOut = run.Iterations >= options.MaxIterations;
            if (status is not (EstimateStatus.Converged or EstimateStatus.IterationLimit) || (status == EstimateStatus.IterationLimit && isOut))
            {
                return status;
            }

            if (noise.Update(run.Squares(), FreedomOf(run)) <= NoiseTolerance && status == EstimateStatus.Converged)
            {
                return status;
            }
        }

        return EstimateStatus.IterationLimit;
    }

    /// <summary>How many values are left when everything that is estimated has taken its own.</summary>
    public static int FreedomOf<TModel>(ShootingRun<TModel> run)
        where TModel : IEstimableModel<TModel>
    {
        var problem = run.Problem;
        var data = problem.Measured.Sum(static values => values.Length);
        var priors = problem.Rows.Priors.Sum(prior => problem.IsShared(prior.Parameter) ? (run.Columns.Shared.Contains(prior.Parameter) ? 1 : 0) : problem.Trajectories);
        var constraints = problem.Rows.Constraints.Count(constraint => constraint.Parameters.Any(run.Columns.Shared.Contains));
        var shared = run.HeldShared.Count(static held => !held) - constraints;
        var local = run.HeldLocal.Sum(static of => of.Count(static held => !held));
        return data + priors - shared - local;
    }

    /// <summary>Where to start: the first parameters, and for initial values that are free those of given trajectories, or what was first measured.</summary>
    private static ShootingPoint StartOf(EstimationProblem problem, ModelValues start, ModelTrajectories? trajectories)
    {
        var point = new ShootingPoint(start.Copy(), problem.Inputs.Copy());
        foreach (var given in problem.Given)
        {
            for (var b = 0; b < problem.Trajectories; b++)
            {
                ref var initial = ref point.InitialOf(given, b);
                if (double.IsNaN(initial))
                {
                    initial = trajectories is null
                        ? FirstMeasured(problem, given.Unknown, b)
                        : trajectories.Values[(((given.Point * problem.Unknowns) + given.Unknown) * problem.Trajectories) + b];
                }
            }
        }

        return point;
    }

    private static double FirstMeasured(EstimationProblem problem, int unknown, int trajectory)
    {
        for (var k = 0; k < problem.Rows.Observables.Count; k++)
        {
            for (var point = 0; point < problem.Points && problem.Rows.Observables[k].Unknown == unknown; point++)
            {
                if (problem.ValuesAt(k, trajectory, point) is { Length: > 0 } values)
                {
                    return values[0];
                }
            }
        }

        // A state of which nothing is known is not taken as zero, where many equations have nothing to say of it.
        return problem.OrderOf(unknown) == 0 ? 1 : 0;
    }
}
