using System;
using System.Runtime.InteropServices;
using ScalableMNN.Runtime.Lanes;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Marching;

/// <summary>
/// Solves for the stages of a step. Where the step is short beside everything that the equations do, by fixed-point iteration, Z = h A Y'(y + Z), which needs no matrix; elsewhere by simplified Newton
/// iterations. Source: Hairer and Wanner, Solving Ordinary Differential Equations II, section IV.8; fixed-point iteration: Hairer, Norsett and Wanner I, section II.7.
/// </summary>
internal sealed class StageIteration<TModel>
    where TModel : IMechanisticModel<TModel>
{
    // Newton's iterations that converge as fast as this keep their matrix.
    public const double FastContraction = 1e-3;

    // An iteration leaves about h |largest eigenvalue of J| |largest eigenvalue of A| of what is still to come.
    private const double LargestContraction = 0.25;
    private const double LargestMeasuredContraction = 0.4;
    private const int LeastRest = 4;
    private const int MostRest = 256;

    private readonly RadauMethod _method;
    private readonly MarchEquations<TModel> _equations;
    private readonly FirstOrderSystem _system;
    private readonly StepStages _stages;
    private readonly NewtonMatrices _matrices;
    private readonly SolvedEquations _solved;
    private readonly StageMatrix _integral;
    private readonly int _lanes;
    private readonly double[] _values;
    private readonly double[] _residuals;
    private readonly double[] _sums;
    private readonly double[] _direction;
    private int _rest;
    private int _nextRest;

    public StageIteration(RadauMethod method, MarchEquations<TModel> equations, FirstOrderSystem system, StepStages stages)
    {
        _method = method;
        _equations = equations;
        _system = system;
        _stages = stages;
        _lanes = equations.Lanes;
        _matrices = new NewtonMatrices(method, system.Count, _lanes);
        _solved = new SolvedEquations(system);
        _integral = new StageMatrix(method.Matrix, method.Stages, _lanes);
        _values = new double[system.Count * _lanes];
        _residuals = new double[system.Count * _lanes];
        _direction = new double[system.Count];
        _sums = new double[_lanes];
    }

    /// <summary>How many iterations there are at most.</summary>
    public int Most => IsFixedPoint ? 12 : 7 + _method.Stages - 3;

    /// <summary>Whether iterations need no matrix now.</summary>
    public bool IsFixedPoint { get; private set; }

    /// <summary>Begins a trajectory.</summary>
    public void Forget()
    {
        (IsFixedPoint, _rest, _nextRest) = (false, 0, LeastRest);
        Array.Clear(_direction);
    }

    /// <summary>Takes the derivatives of the first lane, and chooses the iteration.</summary>
    /// <param name="size">How long the step is.</param>
    /// <param name="tolerances">The tolerance of each component, which says how components compare.</param>
    public void Take(double size, ReadOnlySpan<double> tolerances)
    {
        _matrices.Take(_system, _equations);
        IsFixedPoint = _rest == 0 && _solved.TryTake(_matrices) && size * LargestEigenvalue(tolerances) * _method.Radius <= LargestContraction;
    }

    /// <summary>Makes ready for a step size; false where a matrix is singular.</summary>
    public bool TryPrepare(double size, ref int factorisations)
    {
        if (IsFixedPoint || _matrices.IsFor(size))
        {
            return true;
        }

        factorisations++;
        return _matrices.TryFactorise(size);
    }

    /// <summary>Gives fixed-point iteration up for a while, where it fails.</summary>
    public void GiveUp()
    {
        IsFixedPoint = false;
        _rest = _nextRest;
        _nextRest = Math.Min(2 * _nextRest, MostRest);
    }

    /// <summary>Says that a step was accepted, and what the next will be.</summary>
    /// <param name="contraction">How fast the iterations converged.</param>
    /// <param name="change">The next step in units of this one.</param>
    /// <param name="hasKinks">Whether derivatives are other ones in the next step.</param>
    /// <returns>Whether the derivatives at hand do for the next step.</returns>
    public bool Keeps(double contraction, double change, bool hasKinks)
    {
        if (IsFixedPoint)
        {
            IsFixedPoint = contraction * change <= LargestMeasuredContraction;
            return IsFixedPoint;
        }

        _rest = Math.Max(0, _rest - 1);
        return contraction <= FastContraction && !hasKinks;
    }

    /// <summary>Damps what a stiff component has of an error, as the method itself would: in place.</summary>
    public void Filter(double size, Span<double> error)
    {
        if (!IsFixedPoint)
        {
            _matrices.Filter(size, error);
        }
    }

    /// <summary>Iterates.</summary>
    /// <param name="size">How long the step is.</param>
    /// <param name="relative">The relative tolerance.</param>
    /// <param name="inverses">One over the tolerance of each component.</param>
    /// <param name="rate">How much is left to come, in units of the last change: of the last step, then of this one.</param>
    /// <returns>Whether the stages are solved for, after how many iterations, and what each left of the change before it.</returns>
    public (bool Converged, int Iterations, double Contraction) Run(double size, double relative, ReadOnlySpan<double> inverses, ref double rate)
    {
        var target = Math.Max(10 * 2.2e-16 / relative, Math.Min(0.03, Math.Sqrt(relative)));

        // How fast these iterations converge is not known before the second: the rate of the last step says too much where equations are nonlinear.
        rate = Math.Max(Math.Pow(Math.Max(rate, 2.2e-16), 0.8), 0.1);
        double before = 0, contraction = FastContraction / 10, beforeContraction = 0;
        var most = Most;
        for (var iteration = 1; iteration <= most; iteration++)
        {
            var norm = _lanes == 4 ? Change<Lane4>(size, inverses, iteration == 1) : Change<Lane8>(size, inverses, iteration == 1);
            if (!double.IsFinite(norm))
            {
                return (false, iteration, double.NaN);
            }

            if (iteration > 1)
            {
                var quotient = norm / before;
                contraction = iteration == 2 ? quotient : Math.Sqrt(quotient * beforeContraction);
                beforeContraction = quotient;
                if (contraction >= 0.99)
                {
                    return (norm <= 1e-3 * target, iteration, contraction);
                }

                rate = contraction / (1 - contraction);
                if (rate * norm * Math.Pow(contraction, most - iteration) > target)
                {
                    return (false, iteration, contraction);
                }
            }

            before = Math.Max(norm, 1e-300);
            Move();
            if (rate * norm <= target || norm == 0)
            {
                return (true, iteration, iteration == 1 ? FastContraction / 10 : contraction);
            }
        }

        return (false, most, contraction);
    }

    /// <summary>Computes by how much the stages change, in units of the tolerance.</summary>
    private double Change<TLane>(double size, ReadOnlySpan<double> inverses, bool isFirst)
        where TLane : unmanaged, ILane<TLane>
    {
        if (!IsFixedPoint || isFirst)
        {
            _stages.Differentiate(size);
        }

        _stages.Values(_values);
        _system.Spread(_values, _stages.Slopes, _equations.Unknowns, _lanes);
        _equations.Evaluate();
        if (IsFixedPoint)
        {
            Integrate<TLane>(size);
        }
        else
        {
            _system.Residual(_values, _stages.Slopes, _equations.Values, _lanes, _residuals);
            _matrices.Solve(_residuals);
        }

        var changes = MemoryMarshal.Cast<double, TLane>(_residuals.AsSpan());
        var sum = TLane.Zero;
        for (var i = 0; i < changes.Length; i++)
        {
            var scaled = changes[i] * TLane.Create(inverses[i]);
            sum = TLane.MultiplyAdd(scaled, scaled, sum);
        }

        MemoryMarshal.Cast<double, TLane>(_sums.AsSpan())[0] = sum;
        var norm = 0.0;
        for (var stage = 0; stage < _method.Stages; stage++)
        {
            norm += _sums[stage];
        }

        return Math.Sqrt(norm / (_method.Stages * inverses.Length));
    }

    private double LargestEigenvalue(ReadOnlySpan<double> tolerances)
    {
        for (var i = 0; i < _direction.Length; i++)
        {
            // Nothing of what a direction may grow into is missing at the start, and later what had no part in the last one comes back.
            _direction[i] += (i % 2 == 0 ? 0.01 : -0.007) * tolerances[i];
        }

        return _matrices.LargestEigenvalue(_direction, tolerances, _solved);
    }

    private void Move()
    {
        var differences = _stages.Differences;
        for (var i = 0; i < differences.Length; i++)
        {
            differences[i] -= _residuals[i];
        }
    }

    /// <summary>
    /// Puts the slopes that the equations say into the place of those at hand, and integrates them; lower derivatives are the integrals of the higher ones, which are known by then. Leaves the old stages
    /// less the new ones.
    /// </summary>
    private void Integrate<TLane>(double size)
        where TLane : unmanaged, ILane<TLane>
    {
        var slopes = MemoryMarshal.Cast<double, TLane>(_stages.Slopes.AsSpan());
        var values = MemoryMarshal.Cast<double, TLane>(_values.AsSpan());
        var differences = MemoryMarshal.Cast<double, TLane>(_stages.Differences.AsSpan());
        var changes = MemoryMarshal.Cast<double, TLane>(_residuals.AsSpan());
        var left = MemoryMarshal.Cast<double, TLane>(_equations.Values);
        foreach (var (equation, component, inverse, order) in _solved.Equations)
        {
            slopes[component] -= TLane.Create(inverse) * left[equation];
            for (var i = component; ; i--)
            {
                var integral = TLane.Create(size) * _integral.Of<TLane>(_stages.Slopes.AsSpan(i * _lanes, _lanes));
                changes[i] = differences[i] - integral;
                if (i == component - order + 1)
                {
                    break;
                }

                slopes[i - 1] = values[i] - changes[i];
            }
        }
    }
}
