using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Schedules;

namespace ScalableMNN.Runtime.Estimation.Likelihood;

/// <summary>
/// The likelihood of all measured values, given predictions and noise. Where all scatter additively and none is censored, it keeps to sums of squares, without the constants of the likelihood.
/// </summary>
internal sealed class ResidualErrors
{
    /// <summary>The noise below which it is none: a part of the data's size, or of the prediction.</summary>
    private const double Smallest = 1e-9;

    private readonly EstimationProblem _problem;
    private readonly double[] _numbers;
    private readonly ErrorLaw[] _laws;
    private readonly double[] _sizes;

    /// <param name="problem">The problem.</param>
    /// <param name="numbers">The noise a of each observable, then, where any has it, the noise b in proportion of each; what changes there changes here.</param>
    public ResidualErrors(EstimationProblem problem, double[] numbers)
    {
        _problem = problem;
        _numbers = numbers;
        var observables = problem.Rows.Observables;
        _laws = [.. observables.Select(static observable => new ErrorLaw(observable.Error))];
        _sizes = [.. problem.Measured.Select(NoiseModel.Size)];
        IsPlain = observables.Select((observable, k) => problem.Measured[k].Length == 0 || (observable.Error.Model == ErrorModel.Additive && !problem.HasLimits(k))).All(static plain => plain);
    }

    /// <summary>Whether everything is additive, and nothing censored: least squares.</summary>
    public bool IsPlain { get; }

    /// <summary>Whether predictions are to be brought near to the data at first, whatever the error model: each observable's values weigh the same.</summary>
    public bool IsRough { get; set; }

    /// <summary>The noise a of an observable.</summary>
    public double NoiseOf(int observable) => _numbers[observable];

    /// <summary>The noise b of an observable in proportion to its prediction.</summary>
    public double ProportionalOf(int observable) => _numbers.Length > _laws.Length ? _numbers[_laws.Length + observable] : 0;

    /// <summary>The information on the logarithms of the noise of each observable of which it was estimated, by <see cref="Maximise"/>.</summary>
    public Dictionary<int, Matrix<double>> Curvatures { get; } = [];

    /// <summary>What a value says of its prediction; where everything is plain without the constants.</summary>
    public ValueLikelihood At(int observable, double value, CensoringLimits? limits, double? own, double fitted)
    {
        if (IsPlain || IsRough)
        {
            // Roughly, a value above or below its limit is no misfit.
            var deviation = IsRough ? _sizes[observable] : own ?? _numbers[observable];
            var residual = limits is { } of ? Math.Max(of.Lower - fitted, 0) + Math.Min(of.Upper - fitted, 0) : value - fitted;
            residual /= deviation;
            return new ValueLikelihood(residual * residual, -residual / deviation, 1 / (deviation * deviation));
        }

        return _laws[observable].At(value, limits, fitted, own ?? _numbers[observable], ProportionalOf(observable));
    }

    /// <summary>The same with all constants, whatever the errors are.</summary>
    public ValueLikelihood WholeAt(int observable, double value, CensoringLimits? limits, double? own, double fitted) =>
        _laws[observable].At(value, limits, fitted, own ?? _numbers[observable], ProportionalOf(observable));

    /// <summary>The residual of a value in units of its noise.</summary>
    public double Standardised(int observable, double value, double? own, double fitted) => _laws[observable].Standardised(value, fitted, own ?? _numbers[observable], ProportionalOf(observable));

    /// <summary>The standard deviation of a value whose prediction is given.</summary>
    public double DeviationAt(int observable, double? own, double fitted) => _laws[observable].DeviationAt(fitted, own ?? _numbers[observable], ProportionalOf(observable));

    /// <summary>Draws what is chance in a value: standard normal, or Student's t.</summary>
    public double DrawStandard(int observable, Random random) => _laws[observable].DrawStandard(random);

    /// <summary>A value as the model would have it, of its prediction and what is chance.</summary>
    public double Simulated(int observable, double fitted, double standard) => _laws[observable].Simulated(fitted, standard, _numbers[observable], ProportionalOf(observable));

    /// <summary>The numbers of the noise that are estimated, as places among all of them: of what was measured, and is not given.</summary>
    public int[] Free()
    {
        var free = new List<int>();
        for (var k = 0; k < _laws.Length; k++)
        {
            var observable = _problem.Rows.Observables[k];
            if (_problem.Measured[k].Length == 0)
            {
                continue;
            }

            if (observable.Error.HasNoise && double.IsNaN(observable.Noise) && !_problem.HasDeviations(k))
            {
                free.Add(k);
            }

            if (observable.Error.HasProportional && double.IsNaN(observable.Error.Proportional))
            {
                free.Add(_laws.Length + k);
            }
        }

        return [.. free];
    }

    /// <summary>The observable that a number of the noise belongs to.</summary>
    public int ObservableOf(int number) => number % _laws.Length;

    /// <summary>The name of a number of the noise.</summary>
    public string NameOf(int number) => number < _laws.Length ? "noise" : "proportional noise";

    /// <summary>Observables whose noise is to be estimated, and of which every value is censored: nothing is known of how they scatter.</summary>
    public IEnumerable<string> WithoutValues() => Free().Select(ObservableOf).Distinct().Where(_problem.IsAllCensored).Select(k => _problem.Rows.Observables[k].Row.Name);

    /// <summary>Sets the noise that is not given to what is most likely, predictions held.</summary>
    /// <param name="values">The measured values and what is fitted to them.</param>
    /// <returns>The largest relative change.</returns>
    public double Maximise(IReadOnlyList<FittedValue> values)
    {
        const double Widest = 1.5;
        var change = 0.0;
        foreach (var group in Free().GroupBy(ObservableOf))
        {
            if (_problem.IsAllCensored(group.Key))
            {
                continue;
            }

            var (places, own) = (group.ToArray(), values.Where(value => value.Observable == group.Key).ToArray());
            var (found, _, curvature, _) = DampedNewton.Minimise(logarithms => own.Sum(value => At(value, logarithms)), [.. places.Select(place => Math.Log(_numbers[place]))], Widest);
            Curvatures[group.Key] = curvature / 2;
            for (var i = 0; i < places.Length; i++)
            {
                var least = Smallest * (places[i] < _laws.Length && _problem.Rows.Observables[group.Key].Error.Model != ErrorModel.LogNormal ? _sizes[group.Key] : 1);
                var to = Math.Max(Math.Exp(found[i]), least);
                change = Math.Max(change, Math.Abs(to - _numbers[places[i]]) / Math.Max(to, _numbers[places[i]]));
                _numbers[places[i]] = to;
            }

            double At(FittedValue value, double[] logarithms)
            {
                var (a, b) = (value.Own ?? _numbers[group.Key], ProportionalOf(group.Key));
                for (var i = 0; i < places.Length; i++)
                {
                    (a, b) = places[i] < _laws.Length ? (Math.Exp(logarithms[i]), b) : (a, Math.Exp(logarithms[i]));
                }

                return _laws[group.Key].At(value.Value, value.Limits, value.Fitted, a, b).MinusTwoLog;
            }
        }

        return change;
    }

    /// <summary>The information that a value has on its prediction and on the logarithm of a number of the noise together: where these are not independent.</summary>
    public double Cross(FittedValue value, int number)
    {
        const double Step = 1e-4;
        var k = value.Observable;
        var (a, b, f) = (value.Own ?? _numbers[k], ProportionalOf(k), value.Fitted);
        var model = _problem.Rows.Observables[k].Error.Model;
        if (ObservableOf(number) != k)
        {
            return 0;
        }

        if (value.Limits is not null)
        {
            return (Slope(Math.Exp(Step)) - Slope(Math.Exp(-Step))) / (2 * Step);
        }

        // Of a value that was read only its variance says something of both: v_f v_n / (2 v^2).
        var variance = (model == ErrorModel.Combined ? a * a : 0) + (b * b * f * f);
        var ofNumber = number < _laws.Length ? a * a : b * b * f * f;
        return _problem.Rows.Observables[k].Error.HasProportional ? 2 * b * b * f * ofNumber / (variance * variance) : 0;

        double Slope(double factor) => (number < _laws.Length
            ? _laws[k].At(value.Value, value.Limits, f, a * factor, b)
            : _laws[k].At(value.Value, value.Limits, f, a, b * factor)).Slope;
    }

    /// <summary>What is in the way of a likelihood where there is none, as a sentence; null where there is nothing.</summary>
    public string? Obstacle(IEnumerable<FittedValue> values)
    {
        foreach (var value in values)
        {
            if (!double.IsFinite(value.Fitted) || double.IsFinite(WholeAt(value.Observable, value.Value, value.Limits, value.Own, value.Fitted).MinusTwoLog))
            {
                continue;
            }

            var observable = _problem.Rows.Observables[value.Observable];
            var place = string.Create(CultureInfo.InvariantCulture, $"The prediction of {observable.Row.Name} is {value.Fitted:G5} on trajectory {value.Trajectory}, where {value.Value:G5} was measured, ");
            return place + observable.Error.Model switch
            {
                ErrorModel.LogNormal => "and its error model is log-normal: predictions have to be positive wherever something was measured. Leave such measurements out, or take ErrorModel.Combined.",
                ErrorModel.Poisson => "and its error model is Poisson: predictions are positive, but where nothing was counted. Leave such measurements out, or change the start.",
                ErrorModel.Proportional => "and its error is proportional: such a prediction would have no error at all. Leave such measurements out, or take ErrorModel.Combined, which has an additive error too.",
                _ => "and the likelihood of that is zero. Give other parameters to start from.",
            };
        }

        return null;
    }

    /// <summary>Throws where a measured value is none that the error model can have.</summary>
    public void Check()
    {
        for (var k = 0; k < _laws.Length; k++)
        {
            var model = _problem.Rows.Observables[k].Error.Model;
            var name = $"{_problem.Model.Name}.{_problem.Rows.Observables[k].Row.Name}";
            if (model is ErrorModel.Proportional or ErrorModel.Poisson && _problem.HasDeviations(k))
            {
                throw new InvalidOperationException($"{name} has values with deviations of their own, and its error model is {model}, which has no place for them. Take ErrorModel.Additive.");
            }

            foreach (var value in _problem.Measured[k])
            {
                if (model == ErrorModel.LogNormal && !(value > 0))
                {
                    throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{name} has the value {value}, and its error model is log-normal: values are positive. Leave it out, say that it is below quantification, or take ErrorModel.Combined."));
                }

                if (model == ErrorModel.Poisson && !_problem.HasLimits(k) && (value < 0 || value != Math.Floor(value)))
                {
                    throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{name} has the value {value}, and its error model is Poisson: values are counts, 0, 1, 2 and so on. Take ErrorModel.Proportional or ErrorModel.Combined for what is no count."));
                }
            }
        }
    }
}
