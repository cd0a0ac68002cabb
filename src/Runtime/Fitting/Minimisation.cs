using System;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Fitting;

/// <summary>
/// Minimises the loss of a model from one start with Math.NET's quasi-Newton methods. Their line searches end with an exception where rounding leaves nothing to gain, which is how
/// most fits to data end: the best point seen counts, and the method starts afresh from there as long as that helps.
/// </summary>
internal sealed class Minimisation<TModel>
    where TModel : IMechanisticModel<TModel>
{
    // Up to here a dense approximation of the Hessian matrix pays.
    private const int LargestDense = 60;
    private const int Memory = 12;
    private const int MaxRestarts = 8;

    // Where the residuals vanish the loss has no scale of its own; below this part of the first loss there is nothing but rounding.
    private const double Negligible = 1e-14;

    // Improvements of less than this part of the loss, over so many evaluations, are a line search groping in rounding.
    private const double SmallestProgress = 1e-9;
    private const int Patience = 60;

    // What a line search sees where there is no loss: far too much, but still a number to compare with.
    private const double NoLoss = 1e100;

    private readonly ModelLoss<TModel> _loss;
    private readonly FitClock _clock;
    private readonly Coordinates _coordinates;
    private readonly double[] _best;
    private readonly double[] _bestGradient;
    private double _bestLoss = double.PositiveInfinity;
    private double _scale = 1;
    private double _floor;
    private double _lastLoss = double.PositiveInfinity;
    private int _sinceProgress;
    private int _improvements;
    private FitStatus? _ended;

    public Minimisation(ModelLoss<TModel> loss, FitClock clock)
    {
        _loss = loss;
        _clock = clock;
        _coordinates = new Coordinates(loss.Parameters);
        _best = new double[_coordinates.Count];
        _bestGradient = new double[_coordinates.Count];
        _coordinates.FromValues(loss.Parameters.Values, _best);
    }

    public double BestLoss => _bestLoss;

    public double GradientNorm => Norm(_bestGradient);

    public string? Failure { get; private set; }

    /// <summary>Minimises from the values in the loss's parameters, and leaves the best ones there.</summary>
    public FitStatus Run()
    {
        var start = _loss.Parameters.Values.ToArray();
        var status = Minimise();
        if (double.IsInfinity(_bestLoss))
        {
            start.CopyTo(_loss.Parameters.Values);
        }
        else
        {
            _coordinates.ToValues(_best, _loss.Parameters.Values);
        }

        return status;
    }

    private FitStatus Minimise()
    {
        try
        {
            Evaluate(Vector<double>.Build.DenseOfArray(_best));
        }
        catch (OperationCanceledException)
        {
            return _ended ?? FitStatus.Cancelled;
        }

        if (double.IsInfinity(_bestLoss))
        {
            Failure = _loss.Failure;
            return FitStatus.Failed;
        }

        if (_best.Length == 0)
        {
            return FitStatus.Converged;
        }

        _floor = Negligible * Math.Abs(_bestLoss);
        for (var restart = 0; restart <= MaxRestarts; restart++)
        {
            var before = _bestLoss;

            // In units of the best loss, tolerances mean the same for every loss, however small it gets.
            _scale = before == 0 ? 1 : Math.Max(Math.Abs(before), _floor);
            if (GradientNorm <= _clock.Options.Tolerance * _scale)
            {
                return FitStatus.Converged;
            }

            var status = MinimiseOnce();
            if (status is not FitStatus.Converged)
            {
                return status;
            }

            if (!(before - _bestLoss > SmallestProgress * Math.Max(Math.Abs(_bestLoss), _floor)))
            {
                break;
            }
        }

        return FitStatus.Converged;
    }

    private FitStatus MinimiseOnce()
    {
        var tolerance = _clock.Options.Tolerance;
        const double ParameterTolerance = 1e-12;
        const double ProgressTolerance = 1e-14;
        var objective = ObjectiveFunction.Gradient(Evaluate);
        var start = Vector<double>.Build.DenseOfArray(_best);
        _sinceProgress = 0;
        try
        {
            _ = _best.Length <= LargestDense
                ? new BfgsMinimizer(tolerance, ParameterTolerance, ProgressTolerance, int.MaxValue).FindMinimum(objective, start)
                : new LimitedMemoryBfgsMinimizer(tolerance, ParameterTolerance, ProgressTolerance, Memory, int.MaxValue).FindMinimum(objective, start);
            return FitStatus.Converged;
        }
        catch (OptimizationException)
        {
            // A line search that gives up says so in several ways, one of them that it has reached the largest number of its own iterations.
            return _ended ?? FitStatus.Converged;
        }
        catch (OperationCanceledException)
        {
            return _ended ?? FitStatus.Cancelled;
        }
    }

    private (double Loss, Vector<double> Gradient) Evaluate(Vector<double> x)
    {
        _ended = _clock.Ended
            ?? (_improvements >= _clock.Options.MaxIterations ? FitStatus.IterationLimit : _sinceProgress > Patience ? FitStatus.Converged : null);
        if (_ended is not null)
        {
            throw new OperationCanceledException();
        }

        _clock.CountEvaluation();
        var at = x.ToArray();
        _coordinates.ToValues(at, _loss.Parameters.Values);
        var gradient = new double[at.Length];
        double loss;
        try
        {
            loss = _loss.Evaluate(gradient);
        }
        catch (OperationCanceledException)
        {
            _ended = FitStatus.Cancelled;
            throw;
        }

        if (double.IsInfinity(loss))
        {
            return (NoLoss, Vector<double>.Build.Dense(at.Length));
        }

        _coordinates.ChainRule(at, gradient);
        _sinceProgress++;
        if (_lastLoss - loss > SmallestProgress * Math.Max(Math.Abs(loss), _floor))
        {
            _lastLoss = loss;
            _sinceProgress = 0;
        }

        if (loss < _bestLoss)
        {
            if (double.IsInfinity(_bestLoss))
            {
                _clock.Started(loss);
            }
            else
            {
                _improvements++;
                _clock.Improved(loss - _bestLoss, Norm(gradient));
            }

            _bestLoss = loss;
            at.CopyTo(_best, 0);
            gradient.CopyTo(_bestGradient, 0);
        }

        return (loss / _scale, Vector<double>.Build.Dense(gradient) / _scale);
    }

    private static double Norm(double[] gradient)
    {
        var norm = 0.0;
        foreach (var derivative in gradient)
        {
            norm = Math.Max(norm, Math.Abs(derivative));
        }

        return norm;
    }
}
