using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>
/// The solution of the equations themselves at an estimate, marched with a tolerance from its initial values: what the trajectories of the estimate, which may leave their equations a little and go
/// from point to point by a scheme, should be.
/// </summary>
internal sealed class MarchedFit<TModel>
    where TModel : IEstimableModel<TModel>
{
    private readonly EstimationRun<TModel> _run;
    private readonly ModelSolver _solve;
    private IReadOnlyList<(int Trajectory, int Observable, int Point)>? _data;

    /// <summary>Takes parameters, inputs and free initial values from where the iterations have ended.</summary>
    /// <param name="run">The iterations.</param>
    /// <param name="solve">Makes trajectories of parameters and inputs, and solves for them with options.</param>
    public MarchedFit(EstimationRun<TModel> run, ModelSolver solve)
    {
        _run = run;
        _solve = solve;
        var problem = run.Problem;
        Free =
        [
            .. problem.Given
                .Where(static given => given.Point == 0)
                .SelectMany(given => Enumerable.Range(0, problem.Trajectories).Where(b => double.IsNaN(problem.GivenAt(given, b))).Select(b => (given, b))),
        ];
        Parameters = run.Iterate.Parameters.Copy();
        Inputs = problem.Inputs.Copy();
        foreach (var (given, b) in Free)
        {
            InputOf(given, b) = run.Iterate.Of(b)[given.Unknown] / RowWeights.Power(problem.ScaleStep(b, 0), problem.OrderOf(given.Unknown));
        }
    }

    /// <summary>Whether the model can be marched: an initial-value problem with one equation for each state.</summary>
    public bool IsPossible => _run.Problem.Model.March.Obstacle is null;

    /// <summary>The initial values that are estimated.</summary>
    public IReadOnlyList<(GivenValue Given, int Trajectory)> Free { get; }

    /// <summary>The parameters, which may be changed for another solution.</summary>
    public ModelValues Parameters { get; }

    /// <summary>The inputs with all initial values, which may be changed for another solution.</summary>
    public ModelValues Inputs { get; }

    /// <summary>Where data are: the trajectory, observable and point of each value that is compared.</summary>
    public IReadOnlyList<(int Trajectory, int Observable, int Point)> Data => _data ??=
    [
        .. Enumerable.Range(0, _run.Problem.Trajectories).SelectMany(b => Enumerable.Range(0, _run.Problem.Rows.Observables.Count)
            .SelectMany(k => Enumerable.Range(0, _run.Problem.Points).Where(point => _run.Problem.ValuesAt(k, b, point).Length > 0).Select(point => (b, k, point)))),
    ];

    /// <summary>An initial value.</summary>
    public ref double InputOf(in GivenValue given, int trajectory) => ref Inputs.Slot(given.Slot)[(given.Component * Inputs.TrajectoryCount) + trajectory];

    /// <summary>The solution with the parameters and inputs as they are.</summary>
    public ModelTrajectories Solve(SolveOptions options) => _solve(Parameters, Inputs, options);

    /// <summary>The values of the observables where data are, of a solution.</summary>
    public double[] ValuesOf(ModelTrajectories solution) => ValuesOf(StartingPoint.FromTrajectories(_run.Problem, Parameters, solution));

    /// <summary>The values of the observables where data are, of an iterate.</summary>
    public double[] ValuesOf(Iterate iterate)
    {
        var problem = _run.Problem;
        var all = new double[Data.Count];
        var next = 0;
        for (var b = 0; b < problem.Trajectories; b++)
        {
            _run.WithValues(iterate, b, values =>
            {
                for (; next < all.Length && Data[next].Trajectory == b; next++)
                {
                    all[next] = values[(Data[next].Point * problem.Rows.Width) + problem.Rows.Observables[Data[next].Observable].Row.First];
                }
            });
        }

        return all;
    }
}
