using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using ScalableMNN.Runtime.Estimation.Shooting;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Estimation.Population;

/// <summary>
/// Estimates a population by maximum likelihood, as Lindstrom and Bates do (Biometrics 46, 1990): the modes of the random effects and the parameters, the distribution of the effects held (penalised least squares on marched
/// trajectories); then the distribution and the noise, the model linear in effects and parameters at where they stand (a linear mixed model); in turn until nothing moves. The likelihood in the end is that of FOCE. The
/// generated members of a model are the convenient way in.
/// </summary>
public static class PopulationEstimator
{
    /// <summary>Estimates.</summary>
    /// <typeparam name="TModel">The model.</typeparam>
    /// <typeparam name="TParameters">Its parameters.</typeparam>
    /// <typeparam name="TInputs">Its inputs.</typeparam>
    /// <typeparam name="TTrajectories">Its trajectories.</typeparam>
    /// <param name="start">Where the parameters start; they are not changed.</param>
    /// <param name="inputs">The data, NaN where there are none.</param>
    /// <param name="create">Makes trajectories.</param>
    /// <param name="options">The options, or null for the default ones.</param>
    /// <returns>The estimate, whose status says how it ended.</returns>
    /// <exception cref="ArgumentException">Parameters, inputs and options do not fit each other, or an input is not finite.</exception>
    /// <exception cref="InvalidOperationException">Something is free on each trajectory that is no random effect.</exception>
    public static PopulationEstimate<TParameters, TTrajectories> Estimate<TModel, TParameters, TInputs, TTrajectories>(
        TParameters start, TInputs inputs, Func<TParameters, TInputs, TTrajectories> create, PopulationOptions? options = null)
        where TModel : IEstimableModel<TModel>
        where TParameters : ModelValues
        where TInputs : ModelValues
        where TTrajectories : ModelTrajectories
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(create);
        options ??= PopulationOptions.Default;
        options.Check();
        var problem = new EstimationProblem(TModel.Description, TModel.Estimation, start, inputs);
        Estimator.CheckFinite(problem);
        Check(problem);
        var search = new Search<TModel>(problem, start, options);
        var status = search.Measured == 0 ? EstimateStatus.NoData : search.Run();
        var parameters = (TParameters)search.Fit.Point.Parameters.Copy();
        var trajectories = create(parameters, inputs);
        if (status is not (EstimateStatus.Failed or EstimateStatus.NoData))
        {
            Solver.SolveGiven<TModel>(trajectories, search.Fit.March with { MaxDegreeOfParallelism = options.MaxDegreeOfParallelism });
        }
        else
        {
            trajectories.Storage.Fill(double.NaN);
            Array.Fill(trajectories.MutableReports, new TrajectoryReport(SolveStatus.NotFinite, -1, double.NaN, double.NaN));
        }

        var report = search.Report(status, trajectories);
        var distribution = search.Distribution();
        return new PopulationEstimate<TParameters, TTrajectories>(parameters, trajectories, report, distribution, (studies, seed) => search.Simulate(report, distribution, studies, seed));
    }

    private static void Check(EstimationProblem problem)
    {
        var name = problem.Model.Name;
        if (problem.Local.FirstOrDefault(parameter => problem.Rows.RandomEffects.All(effect => effect.Parameter != parameter), -1) is >= 0 and var fixedEffect)
        {
            throw new InvalidOperationException($"{name}.{problem.Model.Parameters[fixedEffect].Name} is learned for each trajectory and no random effect. Declare [RandomEffect] beside it, or Per = Per.Model.");
        }

        foreach (var given in problem.Given)
        {
            for (var b = 0; b < problem.Trajectories; b++)
            {
                if (double.IsNaN(problem.GivenAt(given, b)))
                {
                    throw new InvalidOperationException($"{name}.Inputs.Initial{problem.Model.Inputs[given.Slot].Name} of trajectory {b} is not given. An initial value that varies is a random effect too: set it with an event, At(0).Set({problem.Model.Inputs[given.Slot].Name}, ...).");
                }
            }
        }

        if (Enumerable.Range(0, problem.Rows.Observables.Count).Any(problem.HasDeviations))
        {
            throw new InvalidOperationException($"{name} has values with deviations of their own, which EstimatePopulation does not know. Give the noise of an observable with [Observed(Noise = ...)], or have it estimated.");
        }

        if (problem.Rows.Constraints.Count > 0)
        {
            throw new InvalidOperationException($"{name} has constraints between parameters, which EstimatePopulation does not keep. Put one parameter into the others' place.");
        }
    }

    /// <summary>The alternation, and what it has come to.</summary>
    private sealed class Search<TModel>
        where TModel : IEstimableModel<TModel>
    {
        // Far below what data know of single values, and fine enough for differences of likelihoods.
        private const double MarchTolerance = 1e-8;

        private readonly EstimationProblem _problem;
        private readonly PopulationOptions _options;
        private readonly EffectBlocks _effects;
        private readonly EffectPrior _prior;
        private readonly double[] _noise;
        private readonly double[] _given;
        private readonly double[] _counts;
        private double[] _numbers = [];
        private LinearisedTrajectory[] _linear = [];
        private LinearMixedModel? _mixed;
        private Matrix<double>? _curvature;
        private double _value = double.NaN;
        private int _iterations;

        public Search(EstimationProblem problem, ModelValues start, PopulationOptions options)
        {
            _problem = problem;
            _options = options;
            _effects = new EffectBlocks(problem.Rows.RandomEffects);
            _prior = new EffectPrior(_effects.Parameters);
            _given = [.. problem.Rows.Observables.Select(static observable => observable.Noise)];
            var model = new NoiseModel(problem);
            _noise = [.. model.Deviations];
            _counts = [.. model.Counts];
            Measured = model.Counts.Sum();
            var first = start.Copy();
            foreach (var effect in problem.Rows.RandomEffects)
            {
                first.Slot(effect.Parameter).Clear();
            }

            var estimate = new EstimateOptions { MaxDegreeOfParallelism = options.MaxDegreeOfParallelism, CancellationToken = options.CancellationToken, MaxIterations = 100_000 };
            Fit = new ShootingRun<TModel>(problem, new ShootingPoint(first, problem.Inputs.Copy()), _noise, estimate, problem.Shared, _prior, MarchTolerance);
        }

        public ShootingRun<TModel> Fit { get; }

        public int Measured { get; }

        public EstimateStatus Run()
        {
            const int First = 30;
            const int Inner = 4;
            const double InnerTolerance = 1e-4;
            const double Widest = 1.5;

            // At first the effects are held at zero, so that the parameters and the noise come to what a single curve says.
            _prior.Take(Matrix<double>.Build.Dense(_effects.Count, _effects.Count));
            var status = Fit.Descend(First, 1e-2);
            if (status is EstimateStatus.Failed or EstimateStatus.Cancelled)
            {
                return status;
            }

            var squares = Fit.Squares();
            for (var k = 0; k < _noise.Length; k++)
            {
                _noise[k] = double.IsNaN(_given[k]) && _counts[k] > 0 ? Math.Max(Math.Sqrt(squares[k] / _counts[k]), 1e-300) : _noise[k];
            }

            _numbers = [.. _effects.Start];
            _prior.Take(_effects.Root(_numbers));
            for (_iterations = 1; _iterations <= _options.MaxIterations; _iterations++)
            {
                var before = Fit.Columns.Shared.Select(parameter => Fit.Point.Parameters.Slot(parameter)[0]).ToArray();
                status = Fit.Descend(Inner, Math.Max(_options.Tolerance, InnerTolerance));
                if (status is EstimateStatus.Failed or EstimateStatus.Cancelled)
                {
                    return status;
                }

                var moved = Fit.Columns.Shared.Select((parameter, i) => Math.Abs(Fit.Point.Parameters.Slot(parameter)[0] - before[i]) / (Math.Abs(before[i]) + 1e-12)).DefaultIfEmpty(0).Max();
                Linearise();
                _mixed = new LinearMixedModel(_linear, _effects, _given, Fit.Columns.Shared.Length);
                var start = _numbers.Take(_effects.Numbers).Concat(_mixed.Free.Select(k => Math.Log(_noise[k]))).ToArray();
                var last = _value;
                (_numbers, _value, _curvature, var isAtRest) = DampedNewton.Minimise(_mixed.Evaluate, start, Widest);
                if (!double.IsFinite(_value))
                {
                    return EstimateStatus.Failed;
                }

                _mixed.Noise(_numbers).CopyTo(_noise, 0);
                _prior.Take(_effects.Root(_numbers));
                if (isAtRest && moved <= _options.Tolerance && Math.Abs(_value - last) <= _options.Tolerance)
                {
                    return EstimateStatus.Converged;
                }
            }

            return EstimateStatus.IterationLimit;
        }

        public PopulationReport Report(EstimateStatus ended, ModelTrajectories trajectories)
        {
            var isKnown = _mixed is not null && ended is not (EstimateStatus.Failed or EstimateStatus.NoData);
            var shared = Fit.Columns.Shared;
            var root = Root();
            var covariance = root * root.Transpose();
            var lost = new List<string>();
            var fixedEffects = FixedEffects(isKnown, ended, lost);
            var status = ended == EstimateStatus.Converged && lost.Count > 0 ? EstimateStatus.NotIdentifiable : ended;
            var withData = Enumerable.Range(0, _problem.Trajectories).Count(b => isKnown && _linear[b].Rows.Count > 0);
            return new PopulationReport
            {
                Model = _problem.Model.Name,
                Status = status,
                Message = Message(status, lost, withData, root, trajectories),
                FixedEffects = fixedEffects,
                RandomEffects = [.. Enumerable.Range(0, _effects.Count).Select(i => Effect(i, isKnown ? Math.Sqrt(covariance[i, i]) : double.NaN, isKnown))],
                Correlation = [.. Enumerable.Range(0, _effects.Count).Select(i => (IReadOnlyList<double>)[.. Enumerable.Range(0, _effects.Count).Select(j =>
                    i == j ? 1 : covariance[i, i] > 0 && covariance[j, j] > 0 ? covariance[i, j] / Math.Sqrt(covariance[i, i] * covariance[j, j]) : 0)])],
                Observables = [.. _problem.Rows.Observables.Select((observable, k) => new ObservableEstimate(
                    observable.Row.Name, (int)_counts[k], isKnown ? _linear.Sum(of => of.Rows.Where(row => row.Observable == k).Sum(row => Math.Pow(row.Measured - row.Fitted, 2))) : double.NaN, isKnown ? _noise[k] : double.NaN, !double.IsNaN(_given[k])))],
                Residuals = isKnown ? Residuals(trajectories, root) : [],
                LogLikelihood = isKnown ? -0.5 * _value : double.NaN,
                Trajectories = withData,
                Measurements = Measured,
                Estimated = shared.Length + _effects.Numbers + (_mixed?.Free.Length ?? 0),
                Iterations = _iterations,
                Confidence = _options.Confidence,
                Units = _problem.Model.Units,
            };
        }

        public EffectDistribution Distribution() => new(_effects.Parameters, Root());

        public PopulationSimulation Simulate(PopulationReport report, EffectDistribution distribution, int studies, int seed)
        {
            // All that is chance is drawn in one order, so that it is the same on any number of threads.
            var random = new Random(seed);
            var drawn = new (ModelValues Parameters, double[] Values)[studies];
            var observables = _problem.Rows.Observables.Select(static (observable, k) => (observable.Row.Name, k)).ToDictionary(static pair => pair.Name, static pair => pair.k);
            for (var study = 0; study < studies; study++)
            {
                var parameters = Fit.Point.Parameters.Copy();
                distribution.Draw(parameters, random);
                drawn[study] = (parameters, [.. report.Residuals.Select(measured => Normal.Sample(random, 0, 1) * _noise[observables[measured.Observable]])]);
            }

            // Replicates are one beside the other.
            var places = report.Residuals.Select((measured, i) => (Key: (measured.Trajectory, measured.Point, observables[measured.Observable]), i)).ToLookup(static pair => pair.Key, static pair => pair.i);
            Parallel.For(0, studies, new ParallelOptions { MaxDegreeOfParallelism = _options.MaxDegreeOfParallelism }, study =>
            {
                var (parameters, noise) = drawn[study];
                var values = Enumerable.Repeat(double.NaN, noise.Length).ToArray();
                new ShootingRun<TModel>(_problem, new ShootingPoint(parameters, Fit.Point.Inputs.Copy()), _noise, Fit.Options, []).EachFitted((b, point, k, fitted) =>
                {
                    foreach (var i in places[(b, point, k)])
                    {
                        values[i] = fitted + noise[i];
                    }
                });
                drawn[study].Values = values;
            });
            return new PopulationSimulation(report.Model, report.Residuals, Array.ConvertAll(drawn, static study => study.Values));
        }

        /// <summary>L of the effects as they stand; zero before anything is known of them.</summary>
        private Matrix<double> Root() => _numbers.Length == 0 ? Matrix<double>.Build.Dense(_effects.Count, _effects.Count) : _effects.Root(_numbers);

        private List<ParameterEstimate> FixedEffects(bool isKnown, EstimateStatus ended, List<string> lost)
        {
            var shared = Fit.Columns.Shared;
            var quantile = Normal.InvCDF(0, 1, 0.5 + (_options.Confidence / 2));
            var errors = new double[shared.Length];
            Array.Fill(errors, double.NaN);
            if (isKnown && shared.Length > 0 && ended == EstimateStatus.Converged)
            {
                // In units in which every parameter has information one: a direction without any is lost.
                const double Lost = 1e-9;
                var information = _mixed!.Information(_numbers);
                var sizes = information.Diagonal().Map(static value => value > 0 ? Math.Sqrt(value) : 1);
                var scaled = Matrix<double>.Build.Dense(shared.Length, shared.Length, (i, j) => information[i, j] / (sizes[i] * sizes[j]));
                var eigen = scaled.Evd(Symmetricity.Symmetric);
                for (var i = 0; i < shared.Length; i++)
                {
                    var variance = 0.0;
                    for (var j = 0; j < shared.Length; j++)
                    {
                        var part = eigen.EigenVectors[i, j] * eigen.EigenVectors[i, j];
                        if (eigen.EigenValues[j].Real <= Lost && part > 1e-2)
                        {
                            lost.Add(_problem.Model.Parameters[shared[i]].Name);
                            variance = double.NaN;
                            break;
                        }

                        variance += eigen.EigenValues[j].Real > Lost ? part / eigen.EigenValues[j].Real : 0;
                    }

                    errors[i] = Math.Sqrt(variance) / sizes[i];
                }
            }

            return [.. shared.Select((parameter, i) =>
            {
                var slot = _problem.Model.Parameters[parameter];
                return ParameterEstimate.Of(slot.Name, null, Fit.Point.Parameters.Slot(parameter)[0], slot.Lower, slot.Upper, lost.Contains(slot.Name), errors[i], quantile);
            })];
        }

        private RandomEffectEstimate Effect(int i, double deviation, bool isKnown)
        {
            var name = _problem.Model.Parameters[_effects.Parameters[i]].Name;
            if (!isKnown || !(deviation > 0))
            {
                return new RandomEffectEstimate(name, deviation, double.NaN, double.NaN);
            }

            // Minus twice the log likelihood has twice the information as its second derivative; the deviation of an effect that is correlated with none is the exponential of its number.
            var place = _effects.DiagonalOf(i);
            var isAlone = Enumerable.Range(0, _effects.Count).All(j => j == i || !_effects.AreLinked(i, j));
            var error = double.NaN;
            if (isAlone && _curvature is not null)
            {
                var variance = (_curvature / 2).PseudoInverse()[place, place];
                error = variance > 0 ? deviation * Math.Sqrt(variance) : double.NaN;
            }

            var modes = Enumerable.Range(0, _problem.Trajectories).Where(b => _linear[b].Rows.Count > 0).Select(b => Fit.Point.Parameters.Slot(_effects.Parameters[i])[b]).ToArray();
            var mean = modes.Average();
            var spread = modes.Length > 1 ? Math.Sqrt(modes.Sum(mode => (mode - mean) * (mode - mean)) / (modes.Length - 1)) : double.NaN;
            return new RandomEffectEstimate(name, deviation, error, 1 - (spread / deviation));
        }

        private List<PopulationResidual> Residuals(ModelTrajectories trajectories, Matrix<double> root)
        {
            // Without random effects.
            var typical = Fit.Point.Parameters.Copy();
            foreach (var parameter in _effects.Parameters)
            {
                typical.Slot(parameter).Clear();
            }

            var population = new Dictionary<(int, int, int), double>();
            var none = new ShootingRun<TModel>(_problem, new ShootingPoint(typical, Fit.Point.Inputs.Copy()), _noise, Fit.Options, []);
            none.EachFitted((b, point, k, fitted) => population[(b, point, k)] = fitted);
            var residuals = new List<PopulationResidual>(Measured);
            for (var b = 0; b < _linear.Length; b++)
            {
                var rows = _linear[b].Rows;
                if (rows.Count == 0)
                {
                    continue;
                }

                var z = Matrix<double>.Build.DenseOfRowArrays(rows.Select(static row => row.Z)) * root;
                var covariance = (z * z.Transpose()) + Matrix<double>.Build.Diagonal(rows.Count, rows.Count, i => _noise[rows[i].Observable] * _noise[rows[i].Observable]);
                var weighted = covariance.Cholesky().Factor.Solve(Vector<double>.Build.Dense(rows.Count, i => rows[i].W));
                var times = trajectories.Times(b);
                for (var i = 0; i < rows.Count; i++)
                {
                    var row = rows[i];
                    residuals.Add(new PopulationResidual(
                        _problem.Rows.Observables[row.Observable].Row.Name, b, row.Point, times[row.Point], row.Measured, row.Fitted, population.GetValueOrDefault((b, row.Point, row.Observable), double.NaN), weighted[i]));
                }
            }

            return residuals;
        }

        private void Linearise()
        {
            var shared = Fit.Columns.Shared.Length;
            _linear = [.. Enumerable.Range(0, _problem.Trajectories).Select(_ => new LinearisedTrajectory(_given.Length, shared, _effects.Count))];
            var places = _effects.Parameters.Select(parameter => Array.IndexOf(Fit.Columns.Parameters, parameter)).ToArray();
            Fit.EachRow((b, point, k, measured, fitted, derivatives) =>
            {
                var x = derivatives.AsSpan(Fit.Columns.Local, shared).ToArray();
                var z = Array.ConvertAll(places, place => derivatives[place]);
                _linear[b].Add(k, point, measured, fitted, x, z, _prior.Of(Fit.Point.Parameters, b));
            });
        }

        private string Message(EstimateStatus status, List<string> lost, int withData, Matrix<double> root, ModelTrajectories trajectories)
        {
            var parts = new List<string>();
            switch (status)
            {
                case EstimateStatus.Converged:
                    parts.Add("The estimation has converged.");
                    break;
                case EstimateStatus.NoData:
                    return $"There are no measured values: {string.Join(", ", _problem.Rows.Observables.Select(observable => "Inputs." + _problem.Model.Inputs[observable.Input].Name))} hold nothing but NaN. Set the values that were measured.";
                case EstimateStatus.IterationLimit:
                    parts.Add($"The estimation has not converged in {_options.MaxIterations.ToString(CultureInfo.InvariantCulture)} iterations. Allow more with PopulationOptions.MaxIterations, or start nearer to the data. Standard errors are not known, as this is not a maximum.");
                    break;
                case EstimateStatus.Cancelled:
                    parts.Add("The estimation was cancelled; this is the best so far.");
                    break;
                case EstimateStatus.Failed:
                    parts.Add(Fit.Failure is { } failure
                        ? $"The estimation cannot go on: trajectory {failure.Trajectory.ToString(CultureInfo.InvariantCulture)} has no solution, or no finite derivatives, with the parameters that it has come to ({failure.Report.Status}). Give other parameters to start from."
                        : "The estimation cannot go on: the likelihood has no finite value. Give other parameters to start from.");
                    break;
            }

            if (lost.Count > 0)
            {
                parts.Add($"{string.Join(", ", lost)} {(lost.Count == 1 ? "is" : "are")} not determined by these data{(lost.Count == 1 ? string.Empty : ", or cannot be told apart")}. Hold one at a value that is known, or measure something else.");
            }

            if (withData == 1)
            {
                parts.Add("Only one trajectory has data, which say nothing of how trajectories vary.");
            }

            var still = Enumerable.Range(0, _effects.Count).Where(i => status == EstimateStatus.Converged && root[i, i] == 0).Select(i => _problem.Model.Parameters[_effects.Parameters[i]].Name).ToList();
            if (still.Count > 0)
            {
                parts.Add($"{string.Join(", ", still)} {(still.Count == 1 ? "does" : "do")} not vary from trajectory to trajectory, as far as these data say: the deviation is 0.");
            }

            var without = _problem.Trajectories - withData;
            if (without > 0 && status == EstimateStatus.Converged)
            {
                parts.Add($"{without.ToString(CultureInfo.InvariantCulture)} of {_problem.Trajectories.ToString(CultureInfo.InvariantCulture)} trajectories have no data, and no part in this.");
            }

            if (status == EstimateStatus.Converged && !trajectories.IsComplete)
            {
                parts.Add(SolveException.For(trajectories).Message);
            }

            return string.Join(" ", parts);
        }
    }
}
