using System;
using System.Collections.Concurrent;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Marching;

/// <summary>Marches the trajectories of a batch, spread over the cores; each has steps of its own, so that its result does not depend on the others.</summary>
internal static class MarchPass<TModel>
    where TModel : IMechanisticModel<TModel>
{
    /// <summary>Solves.</summary>
    /// <exception cref="InvalidOperationException">The model is no initial-value problem, or the tolerances make no sense.</exception>
    public static void Run(ModelTrajectories solution, SolveOptions options)
    {
        Check(solution.Model, options);
        var problem = solution.Problem;
        var method = RadauMethod.For(options.RelativeTolerance);
        var idle = new ConcurrentBag<March<TModel>>();
        LaneBlocks.ForEach(problem.Trajectories, 1, options, solution, (_, trajectory, _) =>
        {
            var march = idle.TryTake(out var one) ? one : new March<TModel>(problem, options, method);
            solution.Erase(trajectory, 0);
            solution.MutableReports[trajectory] = march.Run(trajectory, (point, at) => Write(solution, trajectory, point, at));
            idle.Add(march);
        });
    }

    /// <summary>Throws where a model cannot be marched with these options.</summary>
    private static void Check(ModelDescription model, SolveOptions options)
    {
        options.CheckTolerances(model);
        if (model.March.Obstacle is { } obstacle)
        {
            throw new InvalidOperationException(
                $"{model.Name} cannot be solved with SolveOptions.RelativeTolerance, because {obstacle}. A tolerance is for initial-value problems with one equation for each state; leave it 0 to solve on the grid as it is.");
        }

        if (options.Estimates)
        {
            throw new InvalidOperationException($"{model.Name}: SolveOptions.EstimateError and EstimateCondition are for a grid as it is; with SolveOptions.RelativeTolerance the error is held below the tolerance. Leave them out.");
        }

        if (options.FollowData)
        {
            throw new InvalidOperationException($"{model.Name}: SolveOptions.FollowData asks for a compromise between equations and data, SolveOptions.RelativeTolerance for the solution of the equations alone. Give one of them.");
        }
    }

    /// <summary>Writes the unknowns of a grid point to where a trajectory's numbers lie.</summary>
    public static void Write(StateStorage target, int trajectory, int point, HighestDerivatives<TModel> at)
    {
        var march = target.Model.March;
        for (var i = 0; i < march.States.Count; i++)
        {
            for (var order = 0; order <= target.Model.States[i].Order; order++)
            {
                target.Storage[target.Index(i, order, trajectory, point)] = at.Unknowns[march.States[i].Offset + order];
            }
        }
    }
}
