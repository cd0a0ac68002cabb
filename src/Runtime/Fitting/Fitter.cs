using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Fitting;

/// <summary>
/// Fits the learned values of a model by minimising a loss with its adjoint gradient. The generated <c>Fit</c> of a model is the convenient way in.
/// </summary>
public static class Fitter
{
    // A kept factor saves each gradient a factorisation, as long as it does not crowd out everything else.
    private const long LargestKept = 1L << 25;

    /// <summary>
    /// Fits the learned values to observations by weighted least squares. Where no learned value is shared between trajectories, each trajectory is a problem of its own and is
    /// minimised by itself, all of them side by side.
    /// </summary>
    /// <typeparam name="TModel">The model.</typeparam>
    /// <typeparam name="TParameters">Its parameters.</typeparam>
    /// <typeparam name="TInputs">Its inputs.</typeparam>
    /// <typeparam name="TTrajectories">Its trajectories.</typeparam>
    /// <typeparam name="TCotangent">Its cotangents.</typeparam>
    /// <param name="start">Where to start; it is left as it is.</param>
    /// <param name="inputs">The values that the caller gives.</param>
    /// <param name="observations">The observations.</param>
    /// <param name="makeSolution">Makes room for a solution.</param>
    /// <param name="makeCotangent">Makes a cotangent of the shape of a solution.</param>
    /// <param name="options">The options, or null for the default ones.</param>
    /// <returns>The best parameters found, their trajectories, and how the fit ended.</returns>
    /// <exception cref="ArgumentException">Parameters, inputs and observations do not fit each other, an input was never set, or there is no observation.</exception>
    public static FitResult<TParameters, TTrajectories> Fit<TModel, TParameters, TInputs, TTrajectories, TCotangent>(
        TParameters start,
        TInputs inputs,
        ModelObservations observations,
        Func<TParameters, TInputs, TTrajectories> makeSolution,
        Func<TTrajectories, TCotangent> makeCotangent,
        FitOptions? options = null)
        where TModel : IMechanisticModel<TModel>
        where TParameters : ModelValues
        where TInputs : ModelValues
        where TTrajectories : ModelTrajectories
        where TCotangent : ModelCotangent
    {
        ArgumentNullException.ThrowIfNull(observations);
        var work = Prepare<TModel, TParameters, TInputs, TTrajectories, TCotangent>(start, inputs, makeSolution, makeCotangent, options);
        CheckObservations(observations, work.Solution);
        var squares = new SumOfSquares(observations.All, work.Solution);
        if (work.Solution.TrajectoryCount > 1 && work.Parameters.Slots.All(static slot => slot.Per != Per.Model))
        {
            return FitEach<TModel, TParameters, TTrajectories>(work.Parameters, work.Solution, work.Cotangent, squares, work.Options);
        }

        return FitWhole<TModel, TParameters, TTrajectories>(work.Parameters, work.Solution, work.Cotangent, squares.Evaluate, work.Options, squares);
    }

    /// <summary>Fits the learned values by minimising a loss of the caller's own.</summary>
    /// <typeparam name="TModel">The model.</typeparam>
    /// <typeparam name="TParameters">Its parameters.</typeparam>
    /// <typeparam name="TInputs">Its inputs.</typeparam>
    /// <typeparam name="TTrajectories">Its trajectories.</typeparam>
    /// <typeparam name="TCotangent">Its cotangents.</typeparam>
    /// <param name="start">Where to start; it is left as it is.</param>
    /// <param name="inputs">The values that the caller gives.</param>
    /// <param name="loss">Computes the loss of a solution, and its derivative with respect to the solution into a cotangent that is zero.</param>
    /// <param name="makeSolution">Makes room for a solution.</param>
    /// <param name="makeCotangent">Makes a cotangent of the shape of a solution.</param>
    /// <param name="options">The options, or null for the default ones.</param>
    /// <returns>The best parameters found, their trajectories, and how the fit ended.</returns>
    /// <exception cref="ArgumentException">Parameters and inputs do not fit each other, or an input was never set.</exception>
    public static FitResult<TParameters, TTrajectories> Fit<TModel, TParameters, TInputs, TTrajectories, TCotangent>(
        TParameters start,
        TInputs inputs,
        Func<TTrajectories, TCotangent, double> loss,
        Func<TParameters, TInputs, TTrajectories> makeSolution,
        Func<TTrajectories, TCotangent> makeCotangent,
        FitOptions? options = null)
        where TModel : IMechanisticModel<TModel>
        where TParameters : ModelValues
        where TInputs : ModelValues
        where TTrajectories : ModelTrajectories
        where TCotangent : ModelCotangent
    {
        ArgumentNullException.ThrowIfNull(loss);
        var work = Prepare<TModel, TParameters, TInputs, TTrajectories, TCotangent>(start, inputs, makeSolution, makeCotangent, options);
        return FitWhole<TModel, TParameters, TTrajectories>(
            work.Parameters, work.Solution, work.Cotangent, (solution, cotangent) => loss((TTrajectories)solution, (TCotangent)cotangent), work.Options, null);
    }

    private static (TParameters Parameters, TTrajectories Solution, TCotangent Cotangent, FitOptions Options) Prepare<TModel, TParameters, TInputs, TTrajectories, TCotangent>(
        TParameters start, TInputs inputs, Func<TParameters, TInputs, TTrajectories> makeSolution, Func<TTrajectories, TCotangent> makeCotangent, FitOptions? options)
        where TModel : IMechanisticModel<TModel>
        where TParameters : ModelValues
        where TInputs : ModelValues
        where TTrajectories : ModelTrajectories
        where TCotangent : ModelCotangent
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(makeSolution);
        ArgumentNullException.ThrowIfNull(makeCotangent);
        var parameters = (TParameters)start.Copy();
        var solution = makeSolution(parameters, inputs);
        solution.Problem.CheckGiven();
        return (parameters, solution, makeCotangent(solution), options ?? FitOptions.Default);
    }

    private static FitResult<TParameters, TTrajectories> FitWhole<TModel, TParameters, TTrajectories>(
        TParameters parameters, TTrajectories solution, ModelCotangent cotangent, Func<ModelTrajectories, ModelCotangent, double> loss, FitOptions options, SumOfSquares? squares)
        where TModel : IMechanisticModel<TModel>
        where TParameters : ModelValues
        where TTrajectories : ModelTrajectories
    {
        var clock = new FitClock(options);
        var minimisation = new Minimisation<TModel>(new ModelLoss<TModel>(parameters, solution, cotangent, loss, Keeping(solution, options.Solve)), clock);
        var status = minimisation.Run();
        SolveAll<TModel>(solution, options);
        return new FitResult<TParameters, TTrajectories>(
            parameters,
            solution,
            minimisation.BestLoss,
            squares?.OfTrajectories(solution) ?? [],
            clock.Iterations,
            clock.Evaluations,
            minimisation.GradientNorm,
            status,
            Describe(status, minimisation.Failure));
    }

    private static FitResult<TParameters, TTrajectories> FitEach<TModel, TParameters, TTrajectories>(
        TParameters parameters, TTrajectories solution, ModelCotangent cotangent, SumOfSquares squares, FitOptions options)
        where TModel : IMechanisticModel<TModel>
        where TParameters : ModelValues
        where TTrajectories : ModelTrajectories
    {
        SolveAll<TModel>(solution, options);
        var clock = new FitClock(options, squares.OfTrajectories(solution).Where(double.IsFinite).Sum());
        var count = solution.TrajectoryCount;
        var statuses = new FitStatus[count];
        var failures = new string?[count];
        var norms = new double[count];
        var alone = options.Solve with { MaxDegreeOfParallelism = 1 };
        var inputs = solution.Problem.Inputs;
        var start = parameters.Copy();

        // No token here: a cancelled fit still has a best point for every trajectory.
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = options.Solve.Workers }, trajectory =>
        {
            var own = start.OfTrajectory(trajectory);
            var ownSolution = solution.ForProblem(new Problem(own, inputs.OfTrajectory(trajectory)));
            var ownCotangent = (ModelCotangent)cotangent.Rebatched(1);
            var ownSquares = squares.OnlyOf(trajectory, ownSolution);
            var loss = new ModelLoss<TModel>(own, ownSolution, ownCotangent, ownSquares.Evaluate, Keeping(ownSolution, alone));
            var minimisation = new Minimisation<TModel>(loss, clock);
            statuses[trajectory] = minimisation.Run();
            failures[trajectory] = minimisation.Failure;
            norms[trajectory] = minimisation.GradientNorm;
            lock (statuses)
            {
                parameters.SetTrajectory(trajectory, own);
            }
        });
        SolveAll<TModel>(solution, options);
        var losses = squares.OfTrajectories(solution);
        var worst = statuses.Max();
        return new FitResult<TParameters, TTrajectories>(
            parameters, solution, losses.Sum(), losses, clock.Iterations, clock.Evaluations, norms.Max(), worst, Describe(worst, statuses, failures));
    }

    private static void SolveAll<TModel>(ModelTrajectories solution, FitOptions options)
        where TModel : IMechanisticModel<TModel> =>
        Solver.SolveGiven<TModel>(solution, options.Solve with { CancellationToken = CancellationToken.None });

    private static SolveOptions Keeping(ModelTrajectories solution, SolveOptions options) => options with
    {
        KeepFactor = (long)Solver.KeptOf(solution.Model, solution.PointCount) * solution.TrajectoryCount <= LargestKept,
    };

    private static void CheckObservations(ModelObservations observations, ModelTrajectories solution)
    {
        if (!ReferenceEquals(observations.Model, solution.Model) || observations.TrajectoryCount != solution.TrajectoryCount || observations.PointCount != solution.PointCount)
        {
            throw new ArgumentException(
                $"{solution.Model.Name}: the observations are for {observations.TrajectoryCount} trajectories of {observations.PointCount} grid points, the inputs for {solution.TrajectoryCount} of {solution.PointCount}. Construct the observations from the inputs.",
                nameof(observations));
        }

        if (observations.All.Count == 0)
        {
            throw new ArgumentException($"{solution.Model.Name}: there is no observation to fit to. Add at least one.", nameof(observations));
        }
    }

    private static string Describe(FitStatus status, string? failure) => status switch
    {
        FitStatus.Converged => "Converged.",
        FitStatus.IterationLimit => "The largest number of iterations was reached; the best so far is returned. Raise FitOptions.MaxIterations, or start nearer.",
        FitStatus.TimeLimit => "The time was up; the best so far is returned.",
        FitStatus.Cancelled => "Cancelled; the best so far is returned.",
        _ => "There is no finite loss where the fit started. " + failure,
    };

    private static string Describe(FitStatus worst, FitStatus[] statuses, string?[] failures)
    {
        if (worst == FitStatus.Converged)
        {
            return "Converged for every trajectory.";
        }

        const int Listed = 5;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{statuses.Count(static status => status != FitStatus.Converged)} of {statuses.Length} trajectories did not converge.");
        foreach (var trajectory in Enumerable.Range(0, statuses.Length).Where(trajectory => statuses[trajectory] != FitStatus.Converged).Take(Listed))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  trajectory {trajectory}: {Describe(statuses[trajectory], failures[trajectory])}");
        }

        return text.ToString();
    }
}
