using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Estimation.Discovery;

/// <summary>
/// Finds out which candidate terms of a model's libraries the data speak for. The model with all terms is estimated; then the terms that are least certain are dropped and the rest
/// is estimated again, by one and the same Gauss-Newton method that goes on from where it stands; an information criterion chooses a model on this path. Terms are dropped as in
/// Brunton, Proctor and Kutz, Discovering governing equations from data, PNAS 113, 2016, but no derivative of the data is ever taken: trajectories are estimated along with the coefficients.
/// </summary>
public static class Discoverer
{
    /// <summary>Discovers.</summary>
    /// <typeparam name="TModel">The model.</typeparam>
    /// <typeparam name="TParameters">Its parameters.</typeparam>
    /// <typeparam name="TInputs">Its inputs.</typeparam>
    /// <typeparam name="TTrajectories">Its trajectories.</typeparam>
    /// <param name="start">Where the parameters start; they are not changed.</param>
    /// <param name="inputs">The data, NaN where there are none; initial values that are NaN are estimated.</param>
    /// <param name="create">Makes trajectories.</param>
    /// <param name="options">The options, or null for the default ones.</param>
    /// <returns>The terms that were found, with the estimate; its status says how it ended.</returns>
    /// <exception cref="ArgumentException">Parameters, inputs and options do not fit each other, an input is not finite, or a step is not positive.</exception>
    /// <exception cref="InvalidOperationException">The model has no library.</exception>
    public static DiscoveredModel<TParameters, TTrajectories> Discover<TModel, TParameters, TInputs, TTrajectories>(
        TParameters start, TInputs inputs, Func<TParameters, TInputs, TTrajectories> create, DiscoveryOptions? options = null)
        where TModel : IEstimableModel<TModel>
        where TParameters : ModelValues
        where TInputs : ModelValues
        where TTrajectories : ModelTrajectories
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(create);
        options ??= new DiscoveryOptions();
        options.Estimate.Check();
        if (TModel.Estimation.Libraries.Count == 0)
        {
            throw new InvalidOperationException($"{TModel.Description.Name} has no library of candidate terms. Declare one with [PolynomialLibrary].");
        }

        if (inputs.Timeline is not null || TModel.Description.March.Events.Count > 0)
        {
            throw new NotSupportedException($"{TModel.Description.Name}: Discover takes inputs with grid points and steps, not those of a schedule, and no events. Make Inputs with a TimeGrid; Estimate takes a schedule once the terms are known.");
        }

        var problem = new EstimationProblem(TModel.Description, TModel.Estimation, start, inputs);
        Estimator.CheckFinite(problem);
        var noise = new NoiseModel(problem);
        if (noise.Counts.Sum() == 0)
        {
            var nothing = EstimationOutcome<TModel>.WithoutData(problem, start);
            return Found<TModel, TParameters, TTrajectories>(EstimateAssembly.Assemble<TModel, TParameters, TInputs, TTrajectories>(problem, nothing, noise, inputs, create, options.Estimate), [], []);
        }

        var solve = Estimator.Solving<TModel, TParameters, TInputs, TTrajectories>(create, options.Estimate);
        var all = Estimator.Run<TModel>(problem, noise, start, OnPath(options, problem), problem.Shared, solve);
        if (all.Status is EstimateStatus.Failed or EstimateStatus.Cancelled)
        {
            var unfinished = EstimateAssembly.Assemble<TModel, TParameters, TInputs, TTrajectories>(problem, all, noise, inputs, create, options.Estimate);
            return Found<TModel, TParameters, TTrajectories>(unfinished, all.Status == EstimateStatus.Failed ? [] : all.Run.Border.Shared, []);
        }

        var path = new DiscoveryPath<TModel>(all, options, noise.Counts.Sum());
        path.Follow();
        var outcome = Estimator.FollowEquations(Estimator.Compared(path.Harden(noise), noise, solve), noise, options.Estimate, solve);
        var estimate = EstimateAssembly.Assemble<TModel, TParameters, TInputs, TTrajectories>(problem, outcome, noise, inputs, create, options.Estimate);
        return Found<TModel, TParameters, TTrajectories>(estimate, estimate.Report.Parameters.Count == 0 ? [] : outcome.Run.Border.Shared, path.Steps);
    }

    /// <summary>The options on the path: every model on it may take as many iterations as one estimation.</summary>
    private static EstimateOptions OnPath(DiscoveryOptions options, EstimationProblem problem) => options.Estimate with
    {
        Rigidity = Math.Min(options.Rigidity, options.Estimate.Rigidity),
        MaxIterations = (int)Math.Min(int.MaxValue, (long)options.Estimate.MaxIterations * (problem.Shared.Length + 1)),
    };

    private static DiscoveredModel<TParameters, TTrajectories> Found<TModel, TParameters, TTrajectories>(
        Estimate<TParameters, TTrajectories> estimate, IReadOnlyList<int> taking, IReadOnlyList<DiscoveryStep> path)
        where TModel : IEstimableModel<TModel>
        where TParameters : ModelValues
        where TTrajectories : ModelTrajectories
    {
        var terms = new List<DiscoveredTerm>();
        foreach (var library in TModel.Estimation.Libraries)
        {
            foreach (var term in library.Terms.Where(term => taking.Contains(term.Parameter)))
            {
                var coefficient = estimate.Report[TModel.Description.Parameters[term.Parameter].Name];
                terms.Add(new DiscoveredTerm(library.Name, coefficient.Name, term.Text, term.Latex, term.Code, coefficient.Value, coefficient.StandardError));
            }
        }

        return new DiscoveredModel<TParameters, TTrajectories>(TModel.Estimation, estimate, terms, path);
    }
}
