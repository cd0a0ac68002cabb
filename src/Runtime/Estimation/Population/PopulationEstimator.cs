using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using ScalableMNN.Runtime.Estimation.Likelihood;
using ScalableMNN.Runtime.Estimation.Shooting;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Schedules;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Estimation.Population;

/// <summary>
/// Estimates a population by maximum likelihood. The start is as Lindstrom and Bates have it (Biometrics 46, 1990): the modes of the random effects and the parameters, the distribution of the effects held (penalised least squares on marched
/// trajectories); then the distribution and the noise, the model linear in effects and parameters at where they stand (a linear mixed model); in turn until nothing moves. From there the likelihood is
/// maximised with the effects integrated out, as <see cref="PopulationMethod"/> says. The generated members of a model are the convenient way in.
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
        search.Fit.Errors.Check();
        search.CheckMethod();
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
        return new PopulationEstimate<TParameters, TTrajectories>(parameters, trajectories, report, distribution, (studies, seed) => search.Simulate(report, distribution, studies, seed), search.Sample, Typical);

        TTrajectories Typical()
        {
            var typical = (TParameters)parameters.Copy();
            foreach (var effect in problem.Rows.RandomEffects)
            {
                typical.Slot(effect.Parameter).Clear();
            }

            var solution = create(typical, inputs);
            Solver.SolveGiven<TModel>(solution, search.Fit.March with { MaxDegreeOfParallelism = options.MaxDegreeOfParallelism });
            return solution;
        }
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
        private MarginalLikelihood<TModel>? _marginal;
        private double[] _marginalNumbers = [];
        private LinearMixedModel? _mixed;
        private Matrix<double>? _curvature;
        private Matrix<double>? _information;
        private double _value = double.NaN;
        private int _iterations;

        public Search(EstimationProblem problem, ModelValues start, PopulationOptions options)
        {
            _problem = problem;
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
            _options = options.Method != PopulationMethod.Automatic ? options : options with { Method = Fit.Errors.IsPlain ? PopulationMethod.LindstromBates : PopulationMethod.Laplace };
        }

        public ShootingRun<TModel> Fit { get; }

        public int Measured { get; }

        /// <summary>Throws where the method cannot do what is asked of it.</summary>
        public void CheckMethod()
        {
            const double MostNodes = 10_000;
            var name = _problem.Model.Name;
            if (_options.Method == PopulationMethod.LindstromBates && !Fit.Errors.IsPlain)
            {
                throw new InvalidOperationException($"{name} has an error model that is not additive, or censored values, which PopulationMethod.LindstromBates does not know. Take PopulationMethod.Laplace or PopulationMethod.Focei.");
            }

            if (_options.Method == PopulationMethod.Quadrature && Math.Pow(_options.QuadraturePoints, _effects.Count) > MostNodes)
            {
                throw new InvalidOperationException($"{name} has {_effects.Count} random effects, for which PopulationMethod.Quadrature with {_options.QuadraturePoints} points each would solve {Math.Pow(_options.QuadraturePoints, _effects.Count):G3} times for every trajectory. Take PopulationMethod.Laplace, or fewer points.");
            }
        }

        public EstimateStatus Run()
        {
            if (_options.Method == PopulationMethod.LindstromBates)
            {
                return Alternate();
            }

            var begun = Fit.Errors.IsPlain ? Alternate() : Approach();
            return begun is EstimateStatus.Failed or EstimateStatus.Cancelled ? begun : Integrate();
        }

        /// <summary>The likelihood of an estimate by importance sampling.</summary>
        public SampledLikelihood Sample(int samples, int seed)
        {
            if (_marginal is null)
            {
                Begin();
            }

            return _marginal!.Sample(_marginalNumbers, samples, seed, _value);
        }

        /// <summary>The integrals over the effects, from where everything stands.</summary>
        private void Begin()
        {
            var shared = Fit.Columns.Shared;
            var numbers = new PopulationPoint(_problem, _effects, shared, Fit.Point.Parameters, _noise);
            _marginalNumbers = numbers.Start(_numbers);
            var scales = new double[numbers.Count];
            var covariance = shared.Length == 0 ? null : Fit.Shared?.Covariance(new bool[shared.Length]);
            for (var i = 0; i < scales.Length; i++)
            {
                var known = covariance is not null && i < shared.Length ? Math.Sqrt(covariance[i, i]) : double.NaN;
                scales[i] = known is > 0 and < double.PositiveInfinity ? known : 0.1;
            }

            _marginal = new MarginalLikelihood<TModel>(_problem, _effects, Fit.Point, _noise, numbers, scales, Fit.March, _options);
            for (var b = 0; b < _problem.Trajectories; b++)
            {
                _marginal.Modes[b] = _prior.Rows * _prior.Of(Fit.Point.Parameters, b);
            }
        }

        /// <summary>Maximises the likelihood, the effects of each trajectory integrated out.</summary>
        private EstimateStatus Integrate()
        {
            Begin();
            var (at, value, information, status) = _marginal!.Maximise(_marginalNumbers);
            (at, value, information) = WithoutDeviations(at, value, information);
            (_marginalNumbers, _value, _information) = (at, value, information);
            _iterations += _marginal.Iterations;
            var numbers = _marginal.Numbers;
            numbers.Write(at, Fit.Point.Parameters, _noise);
            _numbers = [.. numbers.Covariance(at), .. numbers.FreeNoise.Select(place => Math.Log(_noise[place]))];
            var root = numbers.Root(at);
            _prior.Take(root);
            for (var b = 0; b < _problem.Trajectories; b++)
            {
                var effects = root * _marginal.Modes[b];
                for (var i = 0; i < _effects.Count; i++)
                {
                    Fit.Point.Parameters.Slot(_effects.Parameters[i])[b] = effects[i];
                }
            }

            Linearise();
            return status;
        }

        /// <summary>An effect whose deviation has become small is none, where the likelihood has nothing against it.</summary>
        private (double[] At, double Value, Matrix<double> Information) WithoutDeviations(double[] at, double value, Matrix<double> information)
        {
            const double Small = 0.02;
            const double Loss = 1e-3;
            for (var i = 0; i < _effects.Count; i++)
            {
                var place = _marginal!.Numbers.PlaceOf(i);
                var without = (double[])at.Clone();
                without[place] = -100;
                if (at[place] < Math.Log(Small) + _effects.Start[_effects.DiagonalOf(i)] && _marginal.Evaluate(without) is var reached && reached <= value + Loss)
                {
                    (at, value) = (without, Math.Min(value, reached));
                    information.ClearRow(place);
                    information.ClearColumn(place);
                }
            }

            _ = _marginal!.Evaluate(at);
            return (at, value, information);
        }

        /// <summary>Comes near to the maximum where the model cannot be taken as linear: modes and parameters with the distribution held, then the distribution as the modes and their curvature say it, and the noise, in turn.</summary>
        private EstimateStatus Approach()
        {
            const int First = 30;
            const int Rounds = 12;
            _prior.Take(Matrix<double>.Build.Dense(_effects.Count, _effects.Count));
            Fit.Errors.IsRough = true;
            var status = Fit.Descend(First, 1e-2);
            Fit.Errors.IsRough = false;
            if (status is EstimateStatus.Failed or EstimateStatus.Cancelled || Fit.Errors.Obstacle(Fit.FittedValues()) is not null)
            {
                return status == EstimateStatus.Cancelled ? status : EstimateStatus.Failed;
            }

            _ = Fit.Errors.Maximise(Fit.FittedValues());
            _numbers = [.. _effects.Start];
            _prior.Take(_effects.Root(_numbers));
            for (_iterations = 1; _iterations <= Rounds; _iterations++)
            {
                status = Fit.Descend(4, 1e-4);
                if (status is EstimateStatus.Failed or EstimateStatus.Cancelled)
                {
                    return status;
                }

                _ = Fit.Errors.Maximise(Fit.FittedValues());
                var covariance = Matrix<double>.Build.Dense(_effects.Count, _effects.Count);
                var places = _effects.Parameters.Select(parameter => Array.IndexOf(Fit.Columns.Parameters, parameter)).ToArray();
                for (var b = 0; b < _problem.Trajectories; b++)
                {
                    var mode = _prior.Of(Fit.Point.Parameters, b);
                    var left = Fit.LocalOf(b).Covariance(Fit.HeldLocal[b]);
                    covariance += mode.OuterProduct(mode) + Matrix<double>.Build.Dense(_effects.Count, _effects.Count, (i, j) => left[places[i], places[j]] * Fit.LocalSlope(b, places[i]) * Fit.LocalSlope(b, places[j]));
                }

                _numbers = _effects.NumbersOf(covariance / _problem.Trajectories);
                _prior.Take(_effects.Root(_numbers));
            }

            return EstimateStatus.Converged;
        }

        private EstimateStatus Alternate()
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
            var isKnown = (_mixed is not null || _information is not null) && ended is not (EstimateStatus.Failed or EstimateStatus.NoData);
            var shared = Fit.Columns.Shared;
            var root = Root();
            var covariance = root * root.Transpose();
            var lost = new List<string>();
            var fixedEffects = FixedEffects(isKnown, ended, lost);
            var status = ended == EstimateStatus.Converged && (lost.Count > 0 || Fit.Errors.WithoutValues().Any()) ? EstimateStatus.NotIdentifiable : ended;
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
                Observables = [.. _problem.Rows.Observables.Select((_, k) => ObservableEstimate.Of(
                    _problem,
                    k,
                    isKnown ? _linear.Sum(of => of.Rows.Where(row => row.Value.Observable == k && row.Value.Limits is null).Sum(static row => Math.Pow(row.Value.Value - row.Value.Fitted, 2))) : double.NaN,
                    isKnown ? _noise[k] : double.NaN,
                    isKnown ? Fit.Errors.ProportionalOf(k) : double.NaN))],
                Method = _options.Method,
                Residuals = isKnown ? Residuals(trajectories, root) : [],
                LogLikelihood = isKnown ? -0.5 * _value : double.NaN,
                Trajectories = withData,
                Measurements = Measured,
                Estimated = shared.Length + _effects.Numbers + Fit.Errors.Free().Length,
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
                drawn[study] = (parameters, [.. report.Residuals.Select(measured => Fit.Errors.DrawStandard(observables[measured.Observable], random))]);
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
                        values[i] = Fit.Errors.Simulated(k, fitted, noise[i]);
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
                var information = InformationOnParameters();
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

                    errors[i] = Math.Sqrt(variance) / sizes[i] * (_information is null ? 1 : _marginal!.Numbers.Slope(i, _marginalNumbers));
                }
            }

            return [.. shared.Select((parameter, i) =>
            {
                var slot = _problem.Model.Parameters[parameter];
                return ParameterEstimate.Of(slot.Name, null, Fit.Point.Parameters.Slot(parameter)[0], slot.Lower, slot.Upper, lost.Contains(slot.Name), errors[i], quantile);
            })];
        }

        /// <summary>The information on the parameters of the model: of the linear model, where covariance and noise are independent of them, or what the likelihood leaves when those are maximised too, on the parameters' scales.</summary>
        private Matrix<double> InformationOnParameters()
        {
            var count = Fit.Columns.Shared.Length;
            if (_information is null)
            {
                return _mixed!.Information(_numbers);
            }

            var others = _information.RowCount - count;
            if (others == 0)
            {
                return _information;
            }

            var between = _information.SubMatrix(0, count, count, others);
            return _information.SubMatrix(0, count, 0, count) - (between * _information.SubMatrix(count, others, count, others).PseudoInverse() * between.Transpose());
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
            if (isAlone && (_information ?? _curvature) is not null)
            {
                var variance = _information is null ? (_curvature! / 2).PseudoInverse()[place, place] : Variance(_marginal!.Numbers.PlaceOf(i));
                error = variance > 0 ? deviation * Math.Sqrt(variance) : double.NaN;
            }

            var modes = Enumerable.Range(0, _problem.Trajectories).Where(b => _linear[b].Rows.Count > 0).Select(b => Fit.Point.Parameters.Slot(_effects.Parameters[i])[b]).ToArray();
            var mean = modes.Average();
            var spread = modes.Length > 1 ? Math.Sqrt(modes.Sum(mode => (mode - mean) * (mode - mean)) / (modes.Length - 1)) : double.NaN;
            return new RandomEffectEstimate(name, deviation, error, 1 - (spread / deviation));
        }

        private double Variance(int number) => _information!.RowSums().Any(double.IsNaN) ? double.NaN : _information.PseudoInverse()[number, number];

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

                // What is censored has no residual, and the others are independent of it.
                var read = rows.Where(static row => row.Value.Limits is null).ToList();
                var weighted = read.Count == 0 ? null : Weighted(read, root);
                var times = trajectories.Times(b);
                var next = 0;
                foreach (var (value, _, _) in rows)
                {
                    residuals.Add(new PopulationResidual(
                        _problem.Rows.Observables[value.Observable].Row.Name,
                        b,
                        value.Point,
                        times[value.Point],
                        value.Value,
                        value.Fitted,
                        population.GetValueOrDefault((b, value.Point, value.Observable), double.NaN),
                        value.Limits is null ? weighted![next++] : double.NaN,
                        value.Limits?.Kind ?? Censoring.None));
                }
            }

            return residuals;
        }

        private Vector<double> Weighted(List<(FittedValue Value, double W, double[] Z)> rows, Matrix<double> root)
        {
            var z = Matrix<double>.Build.DenseOfRowArrays(rows.Select(static row => row.Z)) * root;
            var covariance = (z * z.Transpose()) + Matrix<double>.Build.Diagonal(rows.Count, rows.Count, i => Math.Pow(Fit.Errors.DeviationAt(rows[i].Value.Observable, null, rows[i].Value.Fitted), 2));
            return covariance.Cholesky().Factor.Solve(Vector<double>.Build.Dense(rows.Count, i => rows[i].W));
        }

        private void Linearise()
        {
            var shared = Fit.Columns.Shared.Length;
            _linear = [.. Enumerable.Range(0, _problem.Trajectories).Select(_ => new LinearisedTrajectory(_given.Length, shared, _effects.Count))];
            var places = _effects.Parameters.Select(parameter => Array.IndexOf(Fit.Columns.Parameters, parameter)).ToArray();
            Fit.EachRow((value, derivatives) =>
            {
                var x = derivatives.AsSpan(Fit.Columns.Local, shared).ToArray();
                var z = Array.ConvertAll(places, place => derivatives[place]);
                _linear[value.Trajectory].Add(value, x, z, _prior.Of(Fit.Point.Parameters, value.Trajectory));
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
                case EstimateStatus.Stalled:
                    parts.Add("No step improves the likelihood, although it has not converged. Start from other parameters, or take PopulationMethod.Focei. Standard errors are not known, as this is not a maximum.");
                    break;
                case EstimateStatus.Cancelled:
                    parts.Add("The estimation was cancelled; this is the best so far.");
                    break;
                case EstimateStatus.Failed:
                    parts.Add(Fit.Failure is null && Fit.Errors.Obstacle(Fit.FittedValues()) is { } obstacle
                        ? $"The estimation cannot go on. {obstacle}"
                        : Fit.Failure is { } failure
                        ? $"The estimation cannot go on: trajectory {failure.Trajectory.ToString(CultureInfo.InvariantCulture)} has no solution, or no finite derivatives, with the parameters that it has come to ({failure.Report.Status}). Give other parameters to start from."
                        : "The estimation cannot go on: the likelihood has no finite value. Give other parameters to start from.");
                    break;
            }

            if (lost.Count > 0)
            {
                parts.Add($"{string.Join(", ", lost)} {(lost.Count == 1 ? "is" : "are")} not determined by these data{(lost.Count == 1 ? string.Empty : ", or cannot be told apart")}. Hold one at a value that is known, or measure something else.");
            }

            if (Fit.Errors.WithoutValues().ToArray() is { Length: > 0 } censored)
            {
                parts.Add($"Every value of {string.Join(", ", censored)} is censored, which says nothing of how values scatter. Give the noise with [Observed(Noise = ...)].");
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
