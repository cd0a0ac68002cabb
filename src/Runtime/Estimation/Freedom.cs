using System;
using System.Linq;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>The degrees of freedom of the data: how many values are left when everything that is estimated has taken its own.</summary>
internal static class Freedom
{
    /// <summary>
    /// Measured values and priors, less the parameters, and less the initial values that are not given: a trajectory has as many as the orders of its states together, and one fewer for
    /// each equation beyond one per state (a conservation law beside the equations that imply it).
    /// </summary>
    public static int Of<TModel>(EstimationRun<TModel> run)
        where TModel : IEstimableModel<TModel>
    {
        var problem = run.Problem;
        var data = problem.Measured.Sum(static values => values.Length);
        var priors = problem.Rows.Priors.Sum(prior => problem.IsShared(prior.Parameter) ? (run.Border.Shared.Contains(prior.Parameter) ? 1 : 0) : problem.Trajectories);
        var held = run.HeldShared.Count(static held => held) + run.HeldLocal.Count(static held => held);
        var parameters = run.Border.Shared.Length + (run.Border.Local.Length * problem.Trajectories) - held - Constraints(run);
        var extra = Math.Max(0, (problem.Rows.Equations.Count / (problem.Model.Prolongation + 1)) - problem.Model.States.Count);
        var initial = 0;
        for (var b = 0; b < problem.Trajectories; b++)
        {
            var given = problem.Given.Count(value => !double.IsNaN(problem.GivenAt(value, b)));
            initial += Math.Max(0, problem.Orders.Sum() - given - extra);
        }

        return data + priors - parameters - initial;
    }

    private static int Constraints<TModel>(EstimationRun<TModel> run)
        where TModel : IEstimableModel<TModel> =>
        run.Problem.Rows.Constraints.Count(constraint => constraint.Parameters.Any(parameter => run.Border.Shared.Contains(parameter)));
}
