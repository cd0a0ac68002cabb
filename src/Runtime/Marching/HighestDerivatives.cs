using System;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Marching;

/// <summary>
/// The unknowns of one time from the states below their highest derivatives: solves the equations for the highest derivatives and the algebraic states, by Newton's method, and the
/// equations differentiated in time, which are linear in them, for the derivatives beyond.
/// </summary>
internal sealed class HighestDerivatives<TModel>
    where TModel : IMechanisticModel<TModel>
{
    private const int MostIterations = 30;

    private readonly MarchEquations<TModel> _equations;
    private readonly FirstOrderSystem _system;
    private readonly MarchDescription _march;
    private readonly double[] _matrix;
    private readonly double[] _vector;
    private readonly int[] _pivots;

    public HighestDerivatives(MarchEquations<TModel> equations, FirstOrderSystem system, MarchDescription march)
    {
        _equations = equations;
        _system = system;
        _march = march;
        var count = march.Equations.Count;
        Unknowns = new double[march.Unknowns];
        _matrix = new double[count * count];
        _vector = new double[count];
        _pivots = new int[count];
    }

    /// <summary>The unknowns.</summary>
    public double[] Unknowns { get; }

    /// <summary>Whether the last equations could not be solved because their matrix is singular.</summary>
    public bool IsSingular { get; private set; }

    /// <summary>Forgets the last time, so that a trajectory does not depend on the one before.</summary>
    public void Forget() => Array.Clear(Unknowns);

    /// <summary>Solves at a time, starting from the highest derivatives of the last one.</summary>
    /// <param name="time">The time.</param>
    /// <param name="y">The components; of algebraic states, where to start.</param>
    /// <returns>Whether there is a finite solution.</returns>
    public bool Solve(double time, ReadOnlySpan<double> y)
    {
        _equations.SetTime(0, time);
        for (var n = 0; n < Unknowns.Length; n++)
        {
            var (ahead, component) = _system.Places[n];
            if (component >= 0 && !ahead)
            {
                Unknowns[n] = y[component];
            }
            else if (component < 0 || !double.IsFinite(Unknowns[n]))
            {
                Unknowns[n] = 0;
            }
        }

        IsSingular = false;
        var (before, isFresh) = (double.PositiveInfinity, false);
        for (var iteration = 0; iteration < MostIterations; iteration++)
        {
            _equations.SetUnknowns(Unknowns);
            if (!isFresh)
            {
                if (!TryFactorise())
                {
                    IsSingular = true;
                    return false;
                }

                isFresh = true;
            }

            _equations.Evaluate();
            for (var e = 0; e < _vector.Length; e++)
            {
                _vector[e] = _equations.Values[e * _equations.Lanes];
            }

            if (iteration > 0 && IsRounding())
            {
                return true;
            }

            DenseFactor.Solve(_matrix, _pivots, _vector);
            double moved = 0, size = 0;
            for (var i = 0; i < _vector.Length; i++)
            {
                ref var unknown = ref Unknowns[_system.Highest[i]];
                unknown -= _vector[i];
                moved = Math.Max(moved, Math.Abs(_vector[i]));
                size = Math.Max(size, Math.Abs(unknown));
            }

            if (!double.IsFinite(moved))
            {
                return false;
            }

            // Rounding is reached where nothing moves, or where little moves and the iterations gain nothing more.
            if (moved <= 1e-15 * size || (moved <= 1e-9 * size && moved >= 0.1 * before))
            {
                return true;
            }

            // The matrix of the last iterate is good as long as they converge fast.
            isFresh = moved < 0.1 * before && !double.IsInfinity(before);
            before = moved;
        }

        return false;
    }

    /// <summary>Adds the derivatives beyond the highest.</summary>
    /// <returns>Whether the equations determine them.</returns>
    public bool Differentiate()
    {
        if (_march.Beyond == 0)
        {
            return true;
        }

        _equations.SetUnknowns(Unknowns);
        if (!TryFactorise())
        {
            IsSingular = true;
            return false;
        }

        var count = _vector.Length;
        for (var level = 1; level <= _march.Beyond; level++)
        {
            _equations.SetUnknowns(Unknowns);
            _equations.Prolong();
            for (var e = 0; e < count; e++)
            {
                _vector[e] = _equations.Prolonged[(((level - 1) * count) + e) * _equations.Lanes];
            }

            DenseFactor.Solve(_matrix, _pivots, _vector);
            for (var i = 0; i < count; i++)
            {
                Unknowns[_system.Highest[i] + level] = -_vector[i];
            }
        }

        return true;
    }

    /// <summary>Gives the components and their slopes.</summary>
    public void CopyTo(Span<double> y, Span<double> slopes)
    {
        slopes.Clear();
        for (var n = 0; n < Unknowns.Length; n++)
        {
            var (ahead, component) = _system.Places[n];
            if (component >= 0)
            {
                (ahead ? slopes : y)[component] = Unknowns[n];
            }
        }

        foreach (var component in _system.Chains)
        {
            slopes[component] = y[component + 1];
        }
    }

    /// <summary>
    /// Whether what the equations leave is the rounding of their parts: the derivatives say how large these are. Where large parts cancel, as in reactions near their equilibrium, the highest derivatives are
    /// not known any better.
    /// </summary>
    private bool IsRounding()
    {
        const double Rounding = 1e-14;
        for (var e = 0; e < _vector.Length; e++)
        {
            var equation = _march.Equations[e];
            var parts = 0.0;
            for (var i = 0; i < equation.Unknowns.Count; i++)
            {
                parts += Math.Abs(_equations.Derivatives[(equation.First + i) * _equations.Lanes] * Unknowns[equation.Unknowns[i]]);
            }

            if (!(Math.Abs(_vector[e]) <= Rounding * parts))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryFactorise()
    {
        _equations.Differentiate();
        _system.HighestMatrix(_equations.Derivatives, _equations.Lanes, 0, _matrix);
        var largest = 0.0;
        foreach (var entry in _matrix)
        {
            largest = Math.Max(largest, Math.Abs(entry));
        }

        return double.IsFinite(largest) && DenseFactor.TryFactorise(_matrix, _pivots);
    }
}
