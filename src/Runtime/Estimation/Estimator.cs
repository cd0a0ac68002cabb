using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Estimation.Shooting;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>
/// Estimates the parameters and the trajectories of a model from data, together: one structured Gauss-Newton method in which the trajectories are the unknowns of the banded
/// least-squares problem and the parameters are its border. This is generalised profiling (Ramsay, Hooker, Campbell and Cao, Parameter estimation for differential equations: a generalized
/// smoothing approach, Journal of the Royal Statistical Society B 69, 2007). The generated members of a model are the convenient way in.
/// </summary>
public static class Estimator
{
    // A stage on the way to the final rigidity need not be finished; but what it leaves undone of the model weighs a hundredfold in the next.
    private const int StageIterations = 20;
    private const double StageTolerance = 1e-2;

    /// <summary>Estimates.</summary>
    /// <typeparam name="TModel">The model.</typeparam>
    /// <typeparam name="TParameters">Its parameters.</typeparam>
    /// <typeparam name="TInputs">Its inputs.</typeparam>
    /// <typeparam name="TTrajectories">Its trajectories.</typeparam>
    /// <param name="start">Where the parameters start; they are not changed.</param>
    /// <param name="inputs">The data, NaN where there are none; initial values that are NaN are estimated.</param>
    /// <param name="create">Makes trajectories.</param>
    /// <param name="options">The options, or null for the default ones.</param>
    /// <returns>The estimate, whose status says how it ended.</returns>
    /// <exception cref="ArgumentException">Parameters, inputs and options do not fit each other, an input is not finite, a step is not positive, or a measured value is none that its error model can have.</exception>
    /// <exception cref="InvalidOperationException">An observable has an error model that is not additive, and the data are at grid points.</exception>
    public static Estimate<TParameters, TTrajectories> Estimate<TModel, TParameters, TInputs, TTrajectories>(
        TParameters start, TInputs inputs, Func<TParameters, TInputs, TTrajectories> create, EstimateOptions? options = null)
        where TModel : IEstimableModel<TModel>
        where TParameters : ModelValues
        where TInputs : ModelValues
        where TTrajectories : ModelTrajectories
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(create);
        options ??= EstimateOptions.Default;
        options.Check();
        var problem = new EstimationProblem(TModel.Description, TModel.Estimation, start, inputs);
        CheckFinite(problem);
        var noise = new NoiseModel(problem);
        if ((inputs.Timeline is not null || TModel.Description.March.Events.Count > 0) && noise.Counts.Sum() > 0)
        {
            var (run, ended) = ShootingEstimator.Run<TModel>(problem, noise, start, options);
            return ShootingAssembly.Assemble<TModel, TParameters, TInputs, TTrajectories>(run, ended, noise, inputs, create, options);
        }

        if (noise.Counts.Sum() > 0 && problem.Rows.Observables.FirstOrDefault(static observable => observable.Error.Model != ErrorModel.Additive) is { } other)
        {
            throw new InvalidOperationException(
                $"{problem.Model.Name}.{other.Row.Name} has the error model {other.Error.Model}, which an estimate from data at grid points does not know. Give the data as a {problem.Model.Name}.Schedule, or leave Error out.");
        }

        var solve = Solving<TModel, TParameters, TInputs, TTrajectories>(create, options);
        if (noise.Counts.Sum() == 0)
        {
            return Assemble(EstimationOutcome<TModel>.WithoutData(problem, start));
        }

        var outcome = Compared(Run<TModel>(problem, noise, start, options, problem.Shared, solve), noise, solve);
        if (ExactLastStage.IsWanted(outcome.Run, outcome.Departure) && ExactLastStage.Run(outcome.Run, noise, options) is var (exact, status))
        {
            var onGrid = noise.Deviations.ToArray();
            var estimate = ShootingAssembly.Assemble<TModel, TParameters, TInputs, TTrajectories>(exact, status, noise, inputs, create, options);
            if (estimate.Status != EstimateStatus.NotIdentifiable)
            {
                return estimate;
            }

            // On the grid it is known which of the inputs a parameter is tied to.
            onGrid.CopyTo(noise.Deviations, 0);
            var tied = Assemble(FollowEquations(outcome, noise, options, solve));
            return tied.Status == EstimateStatus.NotIdentifiable ? tied : estimate;
        }

        return Assemble(FollowEquations(outcome, noise, options, solve));

        Estimate<TParameters, TTrajectories> Assemble(EstimationOutcome<TModel> ended) =>
            EstimateAssembly.Assemble<TModel, TParameters, TInputs, TTrajectories>(problem, ended, noise, inputs, create, options);
    }

    /// <summary>Solves the model with parameters and inputs.</summary>
    internal static ModelSolver Solving<TModel, TParameters, TInputs, TTrajectories>(
        Func<TParameters, TInputs, TTrajectories> create, EstimateOptions options)
        where TModel : IEstimableModel<TModel>
        where TParameters : ModelValues
        where TInputs : ModelValues
        where TTrajectories : ModelTrajectories => (parameters, completed, how) =>
        {
            var solution = create((TParameters)parameters, (TInputs)completed);
            Solver.SolveGiven<TModel>(solution, how with { MaxDegreeOfParallelism = options.MaxDegreeOfParallelism });
            return solution;
        };

    /// <summary>Runs through the stages of rigidity.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="noise">The noise, whose estimates are updated.</param>
    /// <param name="start">The first parameters.</param>
    /// <param name="options">The options.</param>
    /// <param name="taking">Which parameters of the model are estimated.</param>
    /// <param name="solve">Solves the model with parameters and inputs.</param>
    internal static EstimationOutcome<TModel> Run<TModel>(
        EstimationProblem problem, NoiseModel noise, ModelValues start, EstimateOptions options, IReadOnlyCollection<int> taking, ModelSolver solve)
        where TModel : IEstimableModel<TModel>
    {
        var (run, status) = Begin<TModel>(problem, noise, start, options, taking, solve);
        if (status is EstimateStatus.Failed or EstimateStatus.Cancelled)
        {
            return new EstimationOutcome<TModel>(run, status.Value);
        }

        for (var rigidity = run.Weights.Rigidity * 10; rigidity < options.Rigidity * 0.999; rigidity *= 10)
        {
            status = Stage(run, noise, rigidity, StageIterations, StageTolerance);
            if (status is EstimateStatus.Cancelled or EstimateStatus.Failed or EstimateStatus.IterationLimit)
            {
                return new EstimationOutcome<TModel>(run, status.Value);
            }
        }

        return Finish(run, noise, options);
    }

    /// <summary>Iterates at the final rigidity until nothing moves, and the noise is settled.</summary>
    internal static EstimationOutcome<TModel> Finish<TModel>(EstimationRun<TModel> run, NoiseModel noise, EstimateOptions options)
        where TModel : IEstimableModel<TModel>
    {
        const int NoiseUpdates = 10;
        const double NoiseTolerance = 1e-3;

        // One observable's noise weighs nothing against another's, nor against priors or outliers.
        var isAlone = double.IsPositiveInfinity(options.Huber) && run.Problem.Rows.Priors.Count == 0 && noise.Counts.Count(static count => count > 0) == 1;
        var isSettled = isAlone || noise.AllGiven;
        EstimateStatus? status = null;
        for (var i = 0; i < NoiseUpdates; i++)
        {
            status = Stage(run, noise, options.Rigidity, options.MaxIterations, isSettled ? options.Tolerance : Math.Max(options.Tolerance, StageTolerance));
            if (status != EstimateStatus.Converged || isSettled)
            {
                break;
            }

            isSettled = noise.Update(run) <= NoiseTolerance || i == NoiseUpdates - 2;
        }

        return new EstimationOutcome<TModel>(run, status ?? EstimateStatus.IterationLimit);
    }

    /// <summary>Compares the trajectories of an estimate that has come to rest with the solution of their equations.</summary>
    internal static EstimationOutcome<TModel> Compared<TModel>(EstimationOutcome<TModel> outcome, NoiseModel noise, ModelSolver solve)
        where TModel : IEstimableModel<TModel>
    {
        if (outcome.Status != EstimateStatus.Converged)
        {
            return outcome;
        }

        _ = noise.Update(outcome.Run);
        return new EstimationOutcome<TModel>(outcome.Run, outcome.Status, DepartureFromEquations.Find(outcome.Run, noise, solve));
    }

    /// <summary>
    /// Goes on at higher rigidities where the trajectories of a model that can be marched have left their equations by what the data can tell, as they do over steps that are much shorter than their
    /// neighbours. What is nearest to its equations is kept.
    /// </summary>
    internal static EstimationOutcome<TModel> FollowEquations<TModel>(EstimationOutcome<TModel> outcome, NoiseModel noise, EstimateOptions options, ModelSolver solve)
        where TModel : IEstimableModel<TModel>
    {
        const double Highest = 1e10;
        if (outcome is not { Status: EstimateStatus.Converged, Departure: { IsWorthMending: true } first })
        {
            return outcome;
        }

        var (run, departure) = (outcome.Run, (DepartureFromEquations?)first);

        var best = (Rigidity: options.Rigidity, Departure: first, Iterate: run.Iterate.Copy(), Deviations: noise.Deviations.ToArray());
        for (var rigidity = options.Rigidity * 100; departure is { IsWorthMending: true } && rigidity < Highest * 1.001; rigidity *= 100)
        {
            var status = Stage(run, noise, rigidity / 10, StageIterations, StageTolerance);
            if (status is not (EstimateStatus.Cancelled or EstimateStatus.Failed or EstimateStatus.IterationLimit))
            {
                status = Finish(run, noise, options with { Rigidity = rigidity }).Status;
            }

            if (status == EstimateStatus.Cancelled)
            {
                return new EstimationOutcome<TModel>(run, EstimateStatus.Cancelled);
            }

            _ = noise.Update(run);
            departure = status == EstimateStatus.Converged ? DepartureFromEquations.Find(run, noise, solve) : null;
            if (departure is not null && departure.Errors < best.Departure.Errors)
            {
                best = (rigidity, departure, run.Iterate.Copy(), noise.Deviations.ToArray());
            }
        }

        if (run.Weights.Rigidity != best.Rigidity)
        {
            run.Iterate.CopyFrom(best.Iterate);
            best.Deviations.CopyTo(noise.Deviations, 0);
            _ = Stage(run, noise, best.Rigidity, StageIterations, options.Tolerance);
        }

        return new EstimationOutcome<TModel>(run, outcome.Status, best.Departure);
    }

    private static (EstimationRun<TModel> Run, EstimateStatus? Status) Begin<TModel>(
        EstimationProblem problem, NoiseModel noise, ModelValues start, EstimateOptions options, IReadOnlyCollection<int> taking, ModelSolver solve)
        where TModel : IEstimableModel<TModel>
    {
        (EstimationRun<TModel> Run, EstimateStatus? Status, double Total)? best = null;
        foreach (var iterate in StartingPoint.All(problem, start, options.Start, solve))
        {
            best?.Run.Forget();
            var run = new EstimationRun<TModel>(problem, new RowWeights(problem), iterate, options, taking);
            var status = Stage(run, noise, Math.Min(options.FirstRigidity, options.Rigidity), StageIterations, StageTolerance);
            var total = run.Misfit.Model + run.Misfit.Data;
            if (best is null || total < best.Value.Total || (double.IsNaN(best.Value.Total) && double.IsFinite(total)))
            {
                best = (run, status, total);
            }
        }

        return (best!.Value.Run, best.Value.Status);
    }

    /// <summary>Iterates at one rigidity.</summary>
    internal static EstimateStatus? Stage<TModel>(EstimationRun<TModel> run, NoiseModel noise, double rigidity, int iterations, double tolerance)
        where TModel : IEstimableModel<TModel>
    {
        noise.Apply(run.Weights);
        run.Weights.Huber = run.Options.Huber;
        run.Weights.Rigidity = rigidity;
        for (var b = 0; b < run.Problem.Trajectories; b++)
        {
            run.Weights.Measure(b, run.Iterate.Of(b));
        }

        return run.Descend(iterations, tolerance);
    }

    /// <summary>Throws where an input or a first parameter is not a number that can be worked with.</summary>
    internal static void CheckFinite(EstimationProblem problem)
    {
        var inputs = problem.Inputs;
        for (var slot = 0; slot < inputs.Slots.Count; slot++)
        {
            var kind = inputs.Slots[slot].Kind;
            if (kind == ValueKind.Observed)
            {
                continue;
            }

            for (var row = 0; row < inputs.RowsOf(slot); row++)
            {
                for (var trajectory = 0; trajectory < inputs.TrajectoryCount; trajectory++)
                {
                    var value = inputs.NumberAt(slot, row, trajectory);
                    if (double.IsInfinity(value) || (double.IsNaN(value) && kind != ValueKind.Initial))
                    {
                        throw new ArgumentException($"{problem.Model.Name}.Inputs.{inputs.NameOf(slot)} is {value}{inputs.PlaceOf(slot, row, trajectory)}. Set every number of it before estimating.");
                    }

                    if (kind == ValueKind.Steps && !(value > 0) && inputs.Timeline is null)
                    {
                        throw new ArgumentException($"{problem.Model.Name}.Inputs.{inputs.NameOf(slot)} is {value}{inputs.PlaceOf(slot, row, trajectory)}. Steps are greater than 0.");
                    }
                }
            }
        }

        var parameters = problem.Values.Parameters;
        for (var slot = 0; slot < parameters.Slots.Count; slot++)
        {
            for (var row = 0; row < parameters.RowsOf(slot); row++)
            {
                for (var trajectory = 0; trajectory < parameters.TrajectoryCount; trajectory++)
                {
                    var value = parameters.NumberAt(slot, row, trajectory);
                    if (!double.IsFinite(value))
                    {
                        throw new ArgumentException($"{problem.Model.Name}.Parameters.{parameters.NameOf(slot)} starts at {value}{parameters.PlaceOf(slot, row, trajectory)}. Give a finite number.");
                    }
                }
            }
        }
    }
}
