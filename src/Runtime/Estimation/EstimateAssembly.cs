using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using ScalableMNN.Runtime.Estimation.Derived;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>Makes an <see cref="Estimate{TParameters, TTrajectories}"/> of what the iterations have left.</summary>
internal static class EstimateAssembly
{
    public static Estimate<TParameters, TTrajectories> Assemble<TModel, TParameters, TInputs, TTrajectories>(
        EstimationProblem problem, EstimationOutcome<TModel> outcome, NoiseModel noise, TInputs inputs, Func<TParameters, TInputs, TTrajectories> create, EstimateOptions options)
        where TModel : IEstimableModel<TModel>
        where TParameters : ModelValues
        where TInputs : ModelValues
        where TTrajectories : ModelTrajectories
    {
        var run = outcome.Run;
        var parameters = (TParameters)run.Iterate.Parameters.Copy();
        var trajectories = create(parameters, inputs);

        // From an iterate with a derivative that is not finite no step leads anywhere, and nothing is known of errors: that is not for the data to explain.
        var fault = outcome.Status == EstimateStatus.NoData ? null : EstimationFault.Find(run, run.Iterate);
        if (outcome.Status is EstimateStatus.NoData or EstimateStatus.Failed || fault is not null)
        {
            trajectories.Storage.Fill(double.NaN);
            Array.Fill(trajectories.MutableReports, new TrajectoryReport(SolveStatus.NotFinite, -1, double.NaN, double.NaN));
            return new Estimate<TParameters, TTrajectories>(parameters, trajectories, null, Empty(problem, outcome, fault, options), static (_, _, _) => throw new InvalidOperationException("There is no estimate to be profiled."));
        }

        // Where every step leads out of what the equations are defined for, that is why none improves the fit.
        var barrier = outcome.Status == EstimateStatus.Stalled ? EstimationFault.Find(run, run.Trial) : null;
        run.Refresh();
        Write(problem, run, trajectories);
        var freedom = Freedom.Of(run);
        var squares = ResidualSquares.Of(run);
        _ = noise.Update(run);
        var unit = run.Weights.Unit * run.Weights.Unit;

        // Where noise is given, of one observable or of all, it stays as it is: other data rows are in units of what the fit leaves of them. Where none is, the residuals of all data say how
        // large it is, as far as there is noise at all. Priors, which know their own deviations, have no part in it.
        var isRobust = double.IsFinite(options.Huber);
        var scale = noise.AnyGiven || isRobust ? unit : freedom > 0 ? Math.Max(run.Misfit.Data / freedom, NoiseModel.Smallest * NoiseModel.Smallest) : double.NaN;
        var variance = isRobust ? scale * HuberLoss.Variance(run, freedom) : scale;
        var shared = new SharedCovariance<TModel>(run, variance);
        var tail = 0.5 + (options.Confidence / 2);
        Func<double, double> quantileOf = noise.AllGiven ? static tail => Normal.InvCDF(0, 1, tail) : freedom > 0 ? tail => StudentT.InvCDF(0, 1, freedom, tail) : static _ => double.NaN;
        var quantile = quantileOf(tail);

        // A direction that takes initial values along explains more than one that seems to be of parameters alone.
        IReadOnlyList<(int[] Parameters, string[] Inputs)> tied = outcome.Status != EstimateStatus.Converged
            ? []
            : TiedInitialValues.Find(run, new MarchedFit<TModel>(run, Estimator.Solving<TModel, TParameters, TInputs, TTrajectories>(create, options)));
        IReadOnlyList<int[]> lost = [.. shared.Lost.Where(group => !tied.Any(other => group.All(other.Parameters.Contains)))];

        IReadOnlyList<int[]> unknown = [.. lost, .. tied.Select(static group => group.Parameters)];

        // Standard errors are of a minimum, and there is none where the iterations have not come to rest.
        var isAtRest = outcome.Status == EstimateStatus.Converged;
        var estimates = new List<ParameterEstimate>();
        for (var i = 0; i < run.Border.Shared.Length; i++)
        {
            var isLost = unknown.Any(group => group.Contains(i));
            var value = parameters.Slot(run.Border.Shared[i])[0];
            estimates.Add(Estimated(problem, run.Border.Shared[i], null, value, isLost, isAtRest && !run.HeldShared[i] ? Math.Sqrt(shared.Covariance[i, i] * variance) : double.NaN, quantile));
        }

        var lostLocal = new List<string>();
        for (var b = 0; b < problem.Trajectories && run.Border.Local.Length > 0; b++)
        {
            AddLocal(b);
        }

        foreach (var group in unknown)
        {
            foreach (var i in group)
            {
                parameters.Slot(run.Border.Shared[i])[0] = double.NaN;
            }
        }

        // What is tied to a parameter is named with it.
        var undetermined = tied.Count > 0 ? [] : Enumerable.Range(0, run.Undetermined.Length).Where(n => run.Undetermined[n]).Select(n => problem.Model.States[problem.StateOf[n]].Name).Distinct().ToArray();
        var departure = !trajectories.IsComplete ? SolveException.For(trajectories).Message : outcome.Departure is { Misleads: true } misleading ? misleading.Description : null;
        var status = outcome.Status != EstimateStatus.Converged ? outcome.Status
            : unknown.Count > 0 || lostLocal.Count > 0 || undetermined.Length > 0 ? EstimateStatus.NotIdentifiable
            : departure is null ? EstimateStatus.Converged
            : EstimateStatus.NotResolved;
        var deviations = options.Deviations ? Deviate(problem, run, shared, create(parameters, inputs), variance) : null;
        var report = new EstimateReport
        {
            Model = problem.Model.Name,
            Status = status,
            Message = Message(problem, run, status, [.. lost.Select(group => group.Select(i => problem.Model.Parameters[run.Border.Shared[i]].Name).ToArray())], tied, lostLocal, undetermined, freedom, barrier, departure),
            Parameters = estimates,
            Correlation = shared.Correlation(unknown),
            Observables =
            [
                .. problem.Rows.Observables.Select((_, k) => ObservableEstimate.Of(problem, k, squares[k], freedom > 0 || noise.IsGiven(k) ? noise.Deviations[k] : double.NaN, double.NaN)),
            ],
            Residuals = Residuals(problem, run, noise, trajectories),
            DataMisfit = run.Misfit.Data / scale,
            ModelMisfit = run.Misfit.Model / scale,
            DegreesOfFreedom = freedom,
            LogLikelihood = Enumerable.Range(0, squares.Length).Where(k => noise.Counts[k] > 0).Sum(k => LogLikelihood(squares[k], noise.Counts[k], noise.IsGiven(k) ? noise.Deviations[k] : Math.Sqrt(squares[k] / noise.Counts[k]))),
            Iterations = run.Iterations,
            Derived = Derived(),
            Rigidity = run.Weights.Rigidity,
            Method = EstimateMethod.SoftOnGrid,
            Confidence = options.Confidence,
            Units = problem.Model.Units,
        };
        return new Estimate<TParameters, TTrajectories>(parameters, trajectories, deviations, report, Profile);

        void AddLocal(int b)
        {
            var covariance = shared.OfTrajectory(b);
            var lostHere = shared.LostOfTrajectory(b, covariance);
            for (var l = 0; l < run.Border.Local.Length; l++)
            {
                var slot = problem.Model.Parameters[run.Border.Local[l]];
                var held = run.HeldLocal[(b * run.Border.Local.Length) + l];
                var value = parameters.Slot(run.Border.Local[l])[b];
                var isLost = (!held && run.LostLocal[(b * run.Border.Local.Length) + l]) || lostHere.Any(group => group.Contains(l));
                estimates.Add(Estimated(problem, run.Border.Local[l], b, value, isLost, isAtRest && !held ? Math.Sqrt(covariance[l, l] * variance) : double.NaN, quantile));
                if (isLost)
                {
                    lostLocal.Add($"{slot.Name} of trajectory {b.ToString(CultureInfo.InvariantCulture)}");
                    parameters.Slot(run.Border.Local[l])[b] = double.NaN;
                }
            }
        }

        IReadOnlyList<ParameterEstimate> Derived()
        {
            var own = run.Border.Local.Length;
            var lostOwn = estimates.Where(static estimate => estimate.Trajectory is not null && double.IsNaN(estimate.Value)).Select(static estimate => (estimate.Name, estimate.Trajectory!.Value)).ToHashSet();
            Func<int, Matrix<double>>? covarianceOf = isAtRest ? b => (own == 0 ? shared.Covariance : shared.JointOfTrajectory(b)) * variance : null;
            return new DerivedEstimates(problem, run.Border.Local, run.Border.Shared, covarianceOf, IsLost).At(run.Iterate.Parameters, inputs, quantile);

            bool IsLost(int parameter, int trajectory) =>
                lostOwn.Contains((problem.Model.Parameters[parameter].Name, trajectory)) || unknown.Any(group => group.Contains(Array.IndexOf(run.Border.Shared, parameter)));
        }

        LikelihoodProfile Profile(string name, int? trajectory, ProfileOptions profile)
        {
            if (trajectory is not null)
            {
                throw new NotSupportedException($"{problem.Model.Name}.{name} of a trajectory has no profile here: this estimate is of trajectories on the grid, and not of the model's own solution. Only parameters of the whole model have one.");
            }

            var column = Enumerable.Range(0, run.Border.Shared.Length).FirstOrDefault(i => problem.Model.Parameters[run.Border.Shared[i]].Name == name, -1);
            if (column < 0)
            {
                throw new ArgumentException($"{problem.Model.Name} has no estimated parameter {name} of the whole model. There are: {string.Join(", ", run.Border.Shared.Select(i => problem.Model.Parameters[i].Name))}.", nameof(name));
            }

            var deviation = estimates[column].StandardError;
            if (status != EstimateStatus.Converged || !(deviation > 0))
            {
                throw new InvalidOperationException($"{problem.Model.Name}.{name} cannot be profiled: the estimation ended with {status}, and the standard error is {deviation.ToString(CultureInfo.InvariantCulture)}.");
            }

            return Profiler.Profile(run, run.Border.Shared[column], deviation, scale, quantileOf, profile);
        }
    }

    private static ParameterEstimate Estimated(EstimationProblem problem, int parameter, int? trajectory, double value, bool isLost, double deviation, double quantile)
    {
        var slot = problem.Model.Parameters[parameter];
        return ParameterEstimate.Of(slot.Name, trajectory, value, slot.Lower, slot.Upper, isLost, deviation, quantile);
    }

    private static void Write<TModel>(EstimationProblem problem, EstimationRun<TModel> run, ModelTrajectories trajectories)
        where TModel : IEstimableModel<TModel>
    {
        for (var b = 0; b < problem.Trajectories; b++)
        {
            var z = run.Iterate.Of(b);
            for (var point = 0; point < problem.Points; point++)
            {
                var step = problem.ScaleStep(b, point);
                for (var n = 0; n < problem.Unknowns; n++)
                {
                    var i = (point * problem.Unknowns) + n;
                    trajectories.Storage[(i * problem.Trajectories) + b] = z[i] / RowWeights.Power(step, problem.OrderOf(n));
                }
            }

            var unresolved = problem.Model.IsLinear ? -1 : UnresolvedStep.First(trajectories, b);
            trajectories.MutableReports[b] = new TrajectoryReport(unresolved < 0 ? SolveStatus.Ok : SolveStatus.IllConditioned, unresolved, double.NaN, double.NaN);
        }
    }

    private static TTrajectories Deviate<TModel, TTrajectories>(EstimationProblem problem, EstimationRun<TModel> run, SharedCovariance<TModel> shared, TTrajectories deviations, double variance)
        where TModel : IEstimableModel<TModel>
        where TTrajectories : ModelTrajectories
    {
        var scales = new double[problem.Unknowns];
        for (var b = 0; b < problem.Trajectories; b++)
        {
            run.WithFactor(b, (worker, kept) => TrajectoryDeviations.Compute(problem.Points, problem.Unknowns, kept, worker.Sweep, shared.JointOfTrajectory(b), (point, variances) =>
            {
                var step = problem.ScaleStep(b, point);
                run.Weights.ColumnScales(b, point, scales);
                for (var n = 0; n < scales.Length; n++)
                {
                    deviations.Storage[(((point * scales.Length) + n) * problem.Trajectories) + b] = Math.Sqrt(variances[n] * variance) * scales[n] / RowWeights.Power(step, problem.OrderOf(n));
                }
            }));
            deviations.MutableReports[b] = new TrajectoryReport(SolveStatus.Ok, -1, double.NaN, double.NaN);
        }

        return deviations;
    }

    private static List<DataResidual> Residuals<TModel>(EstimationProblem problem, EstimationRun<TModel> run, NoiseModel noise, ModelTrajectories trajectories)
        where TModel : IEstimableModel<TModel>
    {
        var residuals = new List<DataResidual>(noise.Counts.Sum());
        for (var b = 0; b < problem.Trajectories; b++)
        {
            var times = trajectories.Times(b);
            run.WithValues(b, values =>
            {
                for (var k = 0; k < problem.Rows.Observables.Count; k++)
                {
                    for (var point = 0; point < problem.Points; point++)
                    {
                        foreach (var measured in problem.ValuesAt(k, b, point))
                        {
                            var fitted = values[(point * problem.Rows.Width) + problem.Rows.Observables[k].Row.First];
                            residuals.Add(new DataResidual(problem.Rows.Observables[k].Row.Name, b, point, times[point], measured, fitted, (measured - fitted) / noise.Deviations[k]));
                        }
                    }
                }
            });
        }

        return residuals;
    }

    private static double LogLikelihood(double squares, int count, double deviation) =>
        (-0.5 * count * Math.Log(2 * Math.PI * deviation * deviation)) - (0.5 * squares / (deviation * deviation));

    private static EstimateReport Empty<TModel>(EstimationProblem problem, EstimationOutcome<TModel> outcome, string? fault, EstimateOptions options)
        where TModel : IEstimableModel<TModel> => new()
        {
            Model = problem.Model.Name,
            Status = outcome.Status == EstimateStatus.NoData ? EstimateStatus.NoData : EstimateStatus.Failed,
            Message = outcome.Status == EstimateStatus.NoData
                ? $"There are no measured values: {string.Join(", ", problem.Rows.Observables.Select(observable => "Inputs." + problem.Model.Inputs[observable.Input].Name))} hold nothing but NaN. Set the values that were measured."
                : $"The estimation cannot {(outcome.Run.Iterations == 0 ? "begin" : $"go on after {outcome.Run.Iterations.ToString(CultureInfo.InvariantCulture)} iterations")}: "
                    + (fault ?? "the sum of squares left the range of double. Scale the equations, or give parameters to start from, or EstimateOptions.Start, of moderate size."),
            Parameters = [],
            Correlation = [],
            Observables = [],
            Residuals = [],
            DataMisfit = double.NaN,
            ModelMisfit = double.NaN,
            DegreesOfFreedom = 0,
            LogLikelihood = double.NaN,
            Iterations = outcome.Run.Iterations,
            Rigidity = outcome.Run.Weights.Rigidity,
            Confidence = options.Confidence,
            Units = problem.Model.Units,
        };

    private static string Message<TModel>(
        EstimationProblem problem, EstimationRun<TModel> run, EstimateStatus status, IReadOnlyList<string[]> lost, IReadOnlyList<(int[] Parameters, string[] Inputs)> tied, List<string> lostLocal, string[] undetermined, int freedom, string? barrier, string? departure)
        where TModel : IEstimableModel<TModel>
    {
        const int Most = 5;
        var parts = new List<string>();
        switch (status)
        {
            case EstimateStatus.Converged:
                parts.Add("The estimation has converged.");
                break;
            case EstimateStatus.NotResolved:
                parts.Add($"The estimation has come to rest, but not on a solution of the equations. {departure}");
                break;
            case EstimateStatus.IterationLimit:
                parts.Add($"The estimation has not converged in {run.Iterations.ToString(CultureInfo.InvariantCulture)} iterations. Allow more with EstimateOptions.MaxIterations, or start nearer to the data.");
                break;
            case EstimateStatus.Cancelled:
                parts.Add("The estimation was cancelled; this is the best so far.");
                break;
            case EstimateStatus.Stalled:
                parts.Add("No step improves the fit, although it has not converged. " + (barrier is null
                    ? "Start from other parameters, or give EstimateOptions.Start."
                    : $"Steps lead to where it has no value: {barrier}"));
                break;
        }

        if (status is EstimateStatus.IterationLimit or EstimateStatus.Cancelled or EstimateStatus.Stalled)
        {
            parts.Add("Standard errors are not known, as this is not a minimum.");
        }

        foreach (var group in lost)
        {
            parts.Add(group.Length == 1
                ? $"{group[0]} is not determined by these data: they do not depend on it. Hold it at a value that is known, or give it a prior."
                : $"{string.Join(", ", group[..^1])} and {group[^1]} cannot be told apart from these data. Hold one of them at a value that is known, give it a prior, or measure something else.");
        }

        foreach (var (parameters, inputs) in tied)
        {
            string[] names = [.. parameters.Select(i => problem.Model.Parameters[run.Border.Shared[i]].Name)];
            parts.Add($"{string.Join(", ", names)} and the initial values that are left free ({string.Join(", ", inputs)}) cannot be told apart from these data: the solution is the same along a direction that changes both. Give the initial values, hold {names[0]} at a value that is known, or measure something else.");
        }

        if (lostLocal.Count > 0)
        {
            parts.Add($"Not determined by the data of their trajectory: {string.Join(", ", lostLocal.Take(Most))}{(lostLocal.Count > Most ? $" and {lostLocal.Count - Most} more" : string.Empty)}.");
        }

        if (departure is not null && status == EstimateStatus.NotIdentifiable)
        {
            parts.Add($"The trajectories are no solution of the equations either. {departure}");
        }

        if (undetermined.Length > 0)
        {
            parts.Add($"The data leave free: {string.Join(", ", undetermined.Take(Most))}. Give initial values, or measure something that depends on them.");
        }

        if (freedom <= 0 && status is EstimateStatus.Converged or EstimateStatus.NotIdentifiable && freedom <= 0)
        {
            parts.Add("There are no more measured values than numbers estimated from them, so that nothing is known of the noise and of standard errors.");
        }

        return string.Join(" ", parts);
    }
}
