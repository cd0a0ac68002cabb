using System.Linq;
using ScalableMNN.Runtime.Estimation.Shooting;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>
/// The last stage of an estimate on a grid: parameters and free initial values of the trajectories that could leave their equations a little are the start of iterations on the model's own solution. So a poor start is
/// forgiven, and what is returned is exact. Source of the order of stages: Ramsay et al., Journal of the Royal Statistical Society B 69, 2007, whose weight of the equations goes to infinity here.
/// </summary>
internal static class ExactLastStage
{
    // Of more trajectories the march costs more than everything before it. Where all of them together are the solution to within what is negligible beside standard errors, that is spared.
    private const int Many = 1000;

    /// <summary>Whether the trajectories of an estimate are to be replaced by the solution of their equations.</summary>
    /// <param name="run">Where the iterations on the grid have come to rest.</param>
    /// <param name="departure">How far they have left their equations; null where nothing can be said, as in chaos.</param>
    public static bool IsWanted<TModel>(EstimationRun<TModel> run, DepartureFromEquations? departure)
        where TModel : IEstimableModel<TModel> =>
        departure is { Errors: < double.PositiveInfinity }
        && double.IsPositiveInfinity(run.Options.Huber)
        && run.Problem.Given.All(static given => given.Point == 0)
        && (run.Problem.Trajectories <= Many || departure.IsWorthMending);

    /// <summary>Iterates on the model's own solution.</summary>
    /// <param name="run">Where the iterations on the grid have come to rest.</param>
    /// <param name="noise">The noise, whose estimates are updated where it comes to rest too, and are as they were where it does not.</param>
    /// <param name="options">The options.</param>
    /// <returns>The iterations, and how they ended; null where the solution cannot be followed, so that what the grid gives is the best that there is.</returns>
    public static (ShootingRun<TModel> Run, EstimateStatus Status)? Run<TModel>(EstimationRun<TModel> run, NoiseModel noise, EstimateOptions options)
        where TModel : IEstimableModel<TModel>
    {
        var problem = run.Problem;
        var point = new ShootingPoint(run.Iterate.Parameters.Copy(), problem.Inputs.Copy());
        foreach (var given in problem.Given)
        {
            for (var b = 0; b < problem.Trajectories; b++)
            {
                ref var initial = ref point.InitialOf(given, b);
                if (double.IsNaN(initial))
                {
                    initial = run.Iterate.Of(b)[given.Unknown] / RowWeights.Power(problem.ScaleStep(b, 0), problem.OrderOf(given.Unknown));
                }
            }
        }

        var before = noise.Deviations.ToArray();
        var exact = new ShootingRun<TModel>(problem, point, noise.Deviations, options, problem.Shared) { Iterations = run.Iterations };
        var status = ShootingEstimator.Descend(exact, noise, options);
        if (status is EstimateStatus.Converged or EstimateStatus.Cancelled)
        {
            return (exact, status);
        }

        before.CopyTo(noise.Deviations, 0);
        return null;
    }
}
