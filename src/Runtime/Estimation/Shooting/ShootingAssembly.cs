using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using ScalableMNN.Runtime.Estimation.Derived;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Schedules;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Estimation.Shooting;

/// <summary>Makes an <see cref="Estimate{TParameters, TTrajectories}"/> of what the iterations on marched trajectories have left.</summary>
internal static class ShootingAssembly
{
    public static Estimate<TParameters, TTrajectories> Assemble<TModel, TParameters, TInputs, TTrajectories>(
        ShootingRun<TModel> run, EstimateStatus ended, NoiseModel noise, TInputs inputs, Func<TParameters, TInputs, TTrajectories> create, EstimateOptions options)
        where TModel : IEstimableModel<TModel>
        where TParameters : ModelValues
        where TInputs : ModelValues
        where TTrajectories : ModelTrajectories
    {
        var problem = run.Problem;
        var parameters = (TParameters)run.Point.Parameters.Copy();
        var trajectories = create(parameters, (TInputs)run.Point.Inputs.Copy());
        if (ended == EstimateStatus.Failed)
        {
            trajectories.Storage.Fill(double.NaN);
            Array.Fill(trajectories.MutableReports, new TrajectoryReport(SolveStatus.NotFinite, -1, double.NaN, double.NaN));
            return new Estimate<TParameters, TTrajectories>(
                parameters, trajectories, null, Report(run, ended, FailedMessage(run, parameters, inputs, create), [], [], 0, noise, [], [], options), NotProfiled);
        }

        Solver.SolveGiven<TModel>(trajectories, run.March with { MaxDegreeOfParallelism = options.MaxDegreeOfParallelism });
        var freedom = ShootingEstimator.FreedomOf(run);
        var squares = run.Squares();
        if (run.Errors.IsPlain)
        {
            _ = noise.Update(squares, freedom);
        }

        run.Refresh();
        var isAtRest = ended == EstimateStatus.Converged;
        var quantileOf = Quantiles(run, noise, freedom);
        var quantile = quantileOf(0.5 + (options.Confidence / 2));
        var covariances = new ShootingCovariance<TModel>(run);
        var lost = covariances.Lost;
        var estimates = new List<ParameterEstimate>();
        for (var i = 0; i < run.Columns.Shared.Length; i++)
        {
            var slot = problem.Model.Parameters[run.Columns.Shared[i]];
            ref var value = ref parameters.Slot(run.Columns.Shared[i])[0];
            var isLost = lost.Any(group => group.Contains(i));
            estimates.Add(ParameterEstimate.Of(slot.Name, null, value, slot.Lower, slot.Upper, isLost, isAtRest && freedom > 0 ? covariances.SharedError(i) : double.NaN, quantile));
            value = isLost ? double.NaN : value;
        }

        var lostLocal = new List<string>();
        var lostOwn = new HashSet<(int Parameter, int Trajectory)>();
        for (var b = 0; b < problem.Trajectories && run.Columns.Local > 0; b++)
        {
            var joint = covariances.JointOf(b);
            var lostHere = covariances.LostOf(b);
            for (var column = 0; column < run.Columns.Local; column++)
            {
                var isParameter = column < run.Columns.Parameters.Length;
                var given = isParameter ? default : run.Columns.Initials[column - run.Columns.Parameters.Length];
                if (!isParameter && run.HeldLocal[b][column])
                {
                    continue;
                }

                var slot = isParameter ? problem.Model.Parameters[run.Columns.Parameters[column]] : problem.Model.Inputs[given.Slot];
                var name = isParameter ? slot.Name : InitialName(problem, given);
                ref var value = ref isParameter ? ref parameters.Slot(run.Columns.Parameters[column])[b] : ref run.Point.InitialOf(given, b);
                var isLost = lostHere.Contains(column);
                var error = isAtRest && freedom > 0 && !run.HeldLocal[b][column] ? Math.Sqrt(joint[column, column]) * run.LocalSlope(b, column) : double.NaN;
                estimates.Add(ParameterEstimate.Of(name, b, value, isParameter ? slot.Lower : double.NegativeInfinity, isParameter ? slot.Upper : double.PositiveInfinity, isLost, error, quantile));
                if (isLost)
                {
                    lostLocal.Add($"{name} of trajectory {b.ToString(CultureInfo.InvariantCulture)}");
                    value = isParameter ? double.NaN : value;
                    _ = isParameter && lostOwn.Add((run.Columns.Parameters[column], b));
                }
            }
        }

        var status = !isAtRest ? ended
            : lost.Count > 0 || lostLocal.Count > 0 ? EstimateStatus.NotIdentifiable
            : run.Errors.WithoutValues().Any() ? EstimateStatus.NotIdentifiable
            : !trajectories.IsComplete ? EstimateStatus.NotResolved
            : EstimateStatus.Converged;
        var deviations = options.Deviations ? Deviate(run, covariances, create(parameters, (TInputs)run.Point.Inputs.Copy())) : null;
        var derived = new DerivedEstimates(problem, run.Columns.Parameters, run.Columns.Shared, isAtRest && freedom > 0 ? covariances.OfParameters : null, IsLost).At(run.Point.Parameters, run.Point.Inputs, quantile);
        var names = lost.Select(group => group.Select(i => problem.Model.Parameters[run.Columns.Shared[i]].Name).ToArray()).ToArray();
        var message = Message(run, status, names, lostLocal, freedom, trajectories);
        var report = Report(run, status, message, estimates, covariances.Correlation(), freedom, noise, squares, Residuals(run, noise, trajectories), options) with { Derived = derived };
        return new Estimate<TParameters, TTrajectories>(parameters, trajectories, deviations, report, (name, trajectory, profile) => ShootingProfiler.Profile(run, report, name, trajectory, quantileOf, profile));

        bool IsLost(int parameter, int trajectory) =>
            lostOwn.Contains((parameter, trajectory)) || lost.Any(group => group.Contains(Array.IndexOf(run.Columns.Shared, parameter)));
    }

    /// <summary>The name of an initial value in the table.</summary>
    public static string InitialName(EstimationProblem problem, in GivenValue given) =>
        $"Initial{problem.Model.Inputs[given.Slot].Name}{(problem.OrderOf(given.Unknown) is > 0 and var order ? $"D{order.ToString(CultureInfo.InvariantCulture)}" : string.Empty)}";

    private static Func<double, double> Quantiles<TModel>(ShootingRun<TModel> run, NoiseModel noise, int freedom)
        where TModel : IEstimableModel<TModel> =>
        noise.AllGiven || !run.Errors.IsPlain ? static tail => Normal.InvCDF(0, 1, tail) : freedom > 0 ? tail => StudentT.InvCDF(0, 1, freedom, tail) : static _ => double.NaN;

    private static LikelihoodProfile NotProfiled(string name, int? trajectory, ProfileOptions options) => throw new InvalidOperationException("There is no estimate to be profiled.");

    private static TTrajectories Deviate<TModel, TTrajectories>(ShootingRun<TModel> run, ShootingCovariance<TModel> covariances, TTrajectories deviations)
        where TModel : IEstimableModel<TModel>
        where TTrajectories : ModelTrajectories
    {
        var march = run.Problem.Model.March;
        var states = run.Problem.Model.States;
        for (var b = 0; b < run.Problem.Trajectories; b++)
        {
            var covariance = covariances.JointOf(b);
            deviations.Erase(b, 0);
            run.EachDerivative(b, (point, derivatives) =>
            {
                for (var state = 0; state < states.Count; state++)
                {
                    for (var order = 0; order <= states[state].Order; order++)
                    {
                        var row = derivatives.AsSpan((march.States[state].Offset + order) * run.Columns.Count, run.Columns.Count);
                        var sum = 0.0;
                        for (var i = 0; i < row.Length; i++)
                        {
                            for (var j = 0; j < row.Length; j++)
                            {
                                sum += row[i] * covariances.Slope(b, i) * covariance[i, j] * row[j] * covariances.Slope(b, j);
                            }
                        }

                        deviations.Storage[deviations.Index(state, order, b, point)] = Math.Sqrt(Math.Max(0, sum));
                    }
                }
            });
            deviations.MutableReports[b] = new TrajectoryReport(SolveStatus.Ok, -1, double.NaN, double.NaN);
        }

        return deviations;
    }

    private static List<DataResidual> Residuals<TModel>(ShootingRun<TModel> run, NoiseModel noise, ModelTrajectories trajectories)
        where TModel : IEstimableModel<TModel>
    {
        var problem = run.Problem;
        var residuals = new List<DataResidual>(noise.Counts.Sum());
        var (of, times) = (-1, Array.Empty<double>());
        run.EachFitted((b, point, k, fitted) =>
        {
            (of, times) = of == b ? (of, times) : (b, trajectories.Times(b));
            for (var j = 0; j < problem.ValuesAt(k, b, point).Length; j++)
            {
                var (value, own, limits) = (problem.ValuesAt(k, b, point)[j], problem.DeviationsAt(k, b, point)?[j], problem.LimitsAt(k, b, point)?[j]);
                residuals.Add(new DataResidual(
                    problem.Rows.Observables[k].Row.Name, b, point, times[point], value, fitted,
                    limits is null ? run.Errors.Standardised(k, value, own, fitted) : double.NaN, limits?.Kind ?? Censoring.None));
            }
        });
        return residuals;
    }

    private static EstimateReport Report<TModel>(
        ShootingRun<TModel> run,
        EstimateStatus status,
        string message,
        IReadOnlyList<ParameterEstimate> estimates,
        IReadOnlyList<IReadOnlyList<double>> correlation,
        int freedom,
        NoiseModel noise,
        double[] squares,
        IReadOnlyList<DataResidual> residuals,
        EstimateOptions options)
        where TModel : IEstimableModel<TModel> => new()
        {
            Model = run.Problem.Model.Name,
            Status = status,
            Message = message,
            Parameters = estimates,
            Correlation = correlation,
            Observables =
            [
                .. squares.Select((square, k) => ObservableEstimate.Of(
                    run.Problem,
                    k,
                    square,
                    run.Problem.HasDeviations(k) || (freedom <= 0 && !noise.IsGiven(k)) ? double.NaN : run.Errors.NoiseOf(k),
                    freedom <= 0 && !noise.IsGiven(k) ? double.NaN : run.Errors.ProportionalOf(k))),
            ],
            Residuals = residuals,
            DataMisfit = run.Errors.IsPlain ? run.DataMisfit : residuals.Where(static residual => residual.Censoring == Censoring.None).Sum(static residual => residual.Standardised * residual.Standardised),
            ModelMisfit = 0,
            DegreesOfFreedom = freedom,
            LogLikelihood = squares.Length == 0 ? double.NaN
                : !run.Errors.IsPlain ? -0.5 * run.FittedValues().Sum(value => run.Errors.WholeAt(value.Observable, value.Value, value.Limits, value.Own, value.Fitted).MinusTwoLog)
                : squares.Select((square, k) => run.Problem.HasDeviations(k) ? OwnLogLikelihood(run, k) : LogLikelihood(square, noise, k)).Sum(),
            Iterations = run.Iterations,
            Rigidity = double.PositiveInfinity,
            Method = run.Problem.Inputs.Timeline is not null || run.Problem.Model.March.Events.Count > 0 ? EstimateMethod.Shooting : EstimateMethod.ExactFromGrid,
            Confidence = options.Confidence,
            Units = run.Problem.Model.Units,
        };

    private static double LogLikelihood(double squares, NoiseModel noise, int k)
    {
        var count = noise.Counts[k];
        var deviation = noise.IsGiven(k) || count == 0 ? noise.Deviations[k] : Math.Sqrt(squares / count);
        return count == 0 ? 0 : (-0.5 * count * Math.Log(2 * Math.PI * deviation * deviation)) - (0.5 * squares / (deviation * deviation));
    }

    /// <summary>Of values with deviations of their own.</summary>
    private static double OwnLogLikelihood<TModel>(ShootingRun<TModel> run, int observable)
        where TModel : IEstimableModel<TModel>
    {
        var sum = 0.0;
        run.EachFitted((b, point, k, fitted) =>
        {
            var own = k == observable ? run.Problem.DeviationsAt(k, b, point) : null;
            for (var i = 0; i < own?.Length; i++)
            {
                var residual = (run.Problem.ValuesAt(k, b, point)[i] - fitted) / own[i];
                sum -= 0.5 * (Math.Log(2 * Math.PI * own[i] * own[i]) + (residual * residual));
            }
        });
        return sum;
    }

    private static string FailedMessage<TModel, TParameters, TInputs, TTrajectories>(ShootingRun<TModel> run, TParameters parameters, TInputs inputs, Func<TParameters, TInputs, TTrajectories> create)
        where TModel : IEstimableModel<TModel>
        where TParameters : ModelValues
        where TInputs : ModelValues
        where TTrajectories : ModelTrajectories
    {
        var begins = run.Iterations == 0 ? "cannot begin" : $"cannot go on after {run.Iterations.ToString(CultureInfo.InvariantCulture)} iterations";
        if (run.Failure is not { } failure)
        {
            return run.Errors.Obstacle(run.FittedValues()) is { } sentence ? $"The estimation {begins}. {sentence}" : $"The estimation {begins}: the sum of squares left the range of double. Give parameters to start from of moderate size.";
        }

        if (run.Errors.Obstacle(run.FittedValues()) is { } obstacle)
        {
            return $"The estimation {begins}. {obstacle}";
        }

        var solution = create(parameters, (TInputs)run.Point.Inputs.Copy());
        Solver.SolveGiven<TModel>(solution, run.March);
        return solution.IsComplete
            ? $"The estimation {begins}: something that was measured on trajectory {failure.Trajectory}, or a derivative of it, has no finite value. Give other parameters to start from."
            : $"The estimation {begins} with these parameters. {SolveException.For(solution).Message} Give other parameters to start from.";
    }

    private static string Message<TModel>(ShootingRun<TModel> run, EstimateStatus status, IReadOnlyList<string[]> lost, List<string> lostLocal, int freedom, ModelTrajectories trajectories)
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
                parts.Add($"The estimation has come to rest, but its trajectories cannot be solved for again. {SolveException.For(trajectories).Message}");
                break;
            case EstimateStatus.IterationLimit:
                parts.Add($"The estimation has not converged in {run.Iterations.ToString(CultureInfo.InvariantCulture)} iterations. Allow more with EstimateOptions.MaxIterations, or start nearer to the data.");
                break;
            case EstimateStatus.Cancelled:
                parts.Add("The estimation was cancelled; this is the best so far.");
                break;
            case EstimateStatus.Stalled:
                parts.Add("No step improves the fit, although it has not converged. Start from other parameters.");
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

        if (lostLocal.Count > 0)
        {
            parts.Add($"Not determined by the data of their trajectory: {string.Join(", ", lostLocal.Take(Most))}{(lostLocal.Count > Most ? $" and {lostLocal.Count - Most} more" : string.Empty)}.");
        }

        if (run.Errors.WithoutValues().ToArray() is { Length: > 0 } censored)
        {
            parts.Add($"Every value of {string.Join(", ", censored)} is censored, which says nothing of how values scatter: the noise stands where it started. Give it with [Observed(Noise = ...)].");
        }

        if (freedom <= 0 && status is EstimateStatus.Converged or EstimateStatus.NotIdentifiable && freedom <= 0)
        {
            parts.Add("There are no more measured values than numbers estimated from them, so that nothing is known of the noise and of standard errors.");
        }

        return string.Join(" ", parts);
    }
}
