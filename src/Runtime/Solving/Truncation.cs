using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Lanes;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Solving;

/// <summary>
/// What the smoothness rows of a model leave of the exact solution. The exact solution satisfies all rows but these, and what it leaves there is a known multiple of
/// derivatives beyond the highest one that is carried; they are read off a polynomial through the highest derivatives at neighbouring grid points.
/// </summary>
internal sealed class Truncation
{
    /// <summary>A step over which the trapezoidal rule misses by so many times the size of a state is not resolved by any scheme.</summary>
    public const double LargestMiss = 4;

    private readonly ModelDescription _model;
    private readonly IReadOnlyList<TruncationRow>[] _rows;

    public Truncation(ModelDescription model)
    {
        _model = model;
        var smoothness = model.Smoothness;
        _rows = [.. model.States.Select(state => smoothness.Scheme == Scheme.Hermite
            ? TruncationRow.Hermite(state.Order - model.Prolongation, state.Order, smoothness.Weight)
            : TruncationRow.Taylor(state.Order, smoothness.Central, smoothness.Weight))];
    }

    /// <summary>How many grid points there must be for the derivatives that are needed; with fewer nothing is known.</summary>
    public int FewestPoints => _model.States.Where((_, index) => _rows[index].Count > 0).Select(state => Fewest(state, 1)).DefaultIfEmpty(1).Max();

    private bool Central => _model.Smoothness.Central;

    /// <summary>Adds A^T d to a vector, with d what the weighted rows leave of the exact solution.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="block">Its packed values.</param>
    /// <param name="z">The scaled solution.</param>
    /// <param name="sum">Receives the sum.</param>
    public void Add<TLane>(Problem problem, in LaneBlock<TLane> block, ReadOnlySpan<TLane> z, Span<TLane> sum)
        where TLane : unmanaged, ILane<TLane>
    {
        var usesSlopes = _model.Smoothness.Scheme == Scheme.Hermite && _model.Prolongation > 0 ? TLane.One : TLane.Zero;
        for (var index = 0; index < _rows.Length && IsAny(usesSlopes); index++)
        {
            usesSlopes = _rows[index].Count > 0 ? Fit(problem, block, _model.States[index], z, usesSlopes) : usesSlopes;
        }

        for (var index = 0; index < _rows.Length; index++)
        {
            if (_rows[index].Count > 0 && block.Points > 1)
            {
                Add(problem, block, index, z, usesSlopes, sum);
            }
        }
    }

    /// <summary>The first grid point after which a state changes by far more or less than its slopes say: its steps are too long for any expansion.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="block">Its packed values.</param>
    /// <param name="z">The scaled solution.</param>
    /// <returns>The point, or infinity where there is none.</returns>
    public TLane FirstUnresolved<TLane>(Problem problem, in LaneBlock<TLane> block, ReadOnlySpan<TLane> z)
        where TLane : unmanaged, ILane<TLane>
    {
        var unresolved = TLane.Infinity;
        var unknowns = _model.Layout.Unknowns;
        for (var index = 0; index < _rows.Length; index++)
        {
            if (_rows[index].Count == 0)
            {
                continue;
            }

            var size = TLane.Zero;
            for (var at = _model.States[index].Offset; at < block.Points * unknowns; at += unknowns)
            {
                size = TLane.Max(size, TLane.Abs(z[at]));
            }

            for (var point = 0; point < block.Points - 1; point++)
            {
                var (missed, _) = Miss(problem, block, z, point, _model.States[index].Offset, 0);
                unresolved = TLane.RecordFailure(unresolved, size * TLane.Create(LargestMiss), missed, TLane.Create(point));
            }
        }

        return unresolved;
    }

    /// <summary>
    /// How many neighbouring points a polynomial stands on: an even number, balanced about the middle of the step. Of Taylor rows the first terms cancel against each
    /// other between neighbouring steps, so that two more are taken.
    /// </summary>
    private int Width(StateDescription state, int depth) => _model.Smoothness.Scheme == Scheme.Hermite ? (Fewest(state, depth) + 1) / 2 * 2 : 4;

    /// <summary>How many points determine the derivatives that the first term of every row needs, when so many derivatives are known at each.</summary>
    private int Fewest(StateDescription state, int depth) => (TruncationRow.Reach(_model.Smoothness.Scheme, state.Order) + (2 * depth) - 1) / depth;

    private static bool IsAny<TLane>(TLane flag)
        where TLane : unmanaged, ILane<TLane> => Packing<TLane>.Numbers(new Span<TLane>(ref flag)).ContainsAnyExcept(0);

    private static bool IsAll<TLane>(TLane flag)
        where TLane : unmanaged, ILane<TLane> => !Packing<TLane>.Numbers(new Span<TLane>(ref flag)).Contains(0);

    /// <summary>
    /// Leaves a flag at one where the two highest derivatives of a state fit each other in every step. The trapezoidal rule misses the differences of a function by a twelfth
    /// of the second differences of its slopes. Those of a stiff state miss them by far more: there each derivative satisfies its own equation, with an error that
    /// grows from one derivative to the next.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TLane Fit<TLane>(Problem problem, in LaneBlock<TLane> block, StateDescription state, ReadOnlySpan<TLane> z, TLane flag)
        where TLane : unmanaged, ILane<TLane>
    {
        TLane lastSlope = TLane.Zero, lastMissed = TLane.Zero, lastBend = TLane.Infinity;
        for (var point = 0; point < block.Points - 1; point++)
        {
            var (missed, slope) = Miss(problem, block, z, point, state.Offset + state.Order - 1, state.Order - 1);
            var bend = point == 0 ? TLane.Infinity : TLane.Abs(slope - lastSlope);
            flag = TLane.RecordFailure(flag, bend + lastBend, missed + lastMissed, TLane.Zero);
            (lastSlope, lastMissed, lastBend) = (slope, missed, bend);
        }

        return flag;
    }

    /// <summary>By how much the trapezoidal rule misses the change of an unknown over a step, and the mean slope that it takes, both in units of the step.</summary>
    private static (TLane Missed, TLane Slope) Miss<TLane>(Problem problem, in LaneBlock<TLane> block, ReadOnlySpan<TLane> z, int point, int offset, int order)
        where TLane : unmanaged, ILane<TLane>
    {
        var unknowns = problem.Model.Layout.Unknowns;
        int here = (point * unknowns) + offset, next = here + unknowns;
        TLane ratio = TLane.One, power = TLane.One;
        if (problem.StepsPer == Per.Step)
        {
            ratio = problem.StepAt(block, point) / problem.StepAt(block, point + 1);
            power = Power(ratio, order);
        }

        var slope = (z[here + 1] + (z[next + 1] * power * ratio)) * TLane.Create(0.5);
        return (TLane.Abs((z[next] * power) - z[here] - slope), slope);
    }

    /// <summary>Adds what the rows of one state contribute.</summary>
    private void Add<TLane>(Problem problem, in LaneBlock<TLane> block, int index, ReadOnlySpan<TLane> z, TLane usesSlopes, Span<TLane> sum)
        where TLane : unmanaged, ILane<TLane>
    {
        // Where equations are differentiated, two derivatives at a few points are far more accurate than one at many.
        var state = _model.States[index];
        int wide = Math.Min(block.Points, Width(state, 1)), narrow = Math.Min(block.Points, Width(state, 2));
        Span<TLane> memory = stackalloc TLane[DerivativePolynomial<TLane>.Room(1, wide) + DerivativePolynomial<TLane>.Room(2, narrow) + wide + (2 * narrow)];
        var plain = new DerivativePolynomial<TLane>(1, wide, memory);
        memory = memory[DerivativePolynomial<TLane>.Room(1, wide)..];
        var sloped = new DerivativePolynomial<TLane>(2, narrow, memory);
        memory = memory[DerivativePolynomial<TLane>.Room(2, narrow)..];
        bool isSloped = IsAll(usesSlopes), isPlain = !IsAny(usesSlopes);
        for (var point = 0; point < block.Points - 1; point++)
        {
            if (!isSloped)
            {
                plain.Read(problem, block, z, state, point);
            }

            if (!isPlain)
            {
                sloped.Read(problem, block, z, state, point);
            }

            var polynomial = isSloped ? sloped.Coefficients : plain.Coefficients;
            if (!isSloped && !isPlain)
            {
                var chosen = memory[..Math.Max(plain.Coefficients.Length, sloped.Coefficients.Length)];
                for (var i = 0; i < chosen.Length; i++)
                {
                    var one = i < plain.Coefficients.Length ? plain.Coefficients[i] : TLane.Zero;
                    chosen[i] = TLane.Choose(usesSlopes, i < sloped.Coefficients.Length ? sloped.Coefficients[i] : TLane.Zero, one);
                }

                polynomial = chosen;
            }

            Add(problem, block, index, point, polynomial, sum);
        }
    }

    private static TLane Power<TLane>(TLane value, int exponent)
        where TLane : unmanaged, ILane<TLane>
    {
        var power = TLane.One;
        for (var i = 0; i < exponent; i++)
        {
            power *= value;
        }

        return power;
    }

    /// <summary>Adds what the rows of one state over one step contribute.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add<TLane>(Problem problem, in LaneBlock<TLane> block, int index, int point, ReadOnlySpan<TLane> polynomial, Span<TLane> sum)
        where TLane : unmanaged, ILane<TLane>
    {
        var state = _model.States[index];
        var unknowns = _model.Layout.Unknowns;
        var here = sum.Slice((point * unknowns) + state.Offset, state.Order + 1);
        var next = sum.Slice(((point + 1) * unknowns) + state.Offset, state.Order + 1);
        var step = problem.StepAt(block, point);
        var ratio = step / problem.StepAt(block, point + 1);
        foreach (var row in _rows[index])
        {
            var left = TLane.Zero;
            var factorial = 1.0;
            for (var j = 1; j < Math.Min(polynomial.Length, row.Remainder.Length); j++)
            {
                factorial *= j;
                left = row.Remainder[j] == 0 ? left : TLane.MultiplyAdd(TLane.Create(factorial * row.Remainder[j]), polynomial[j], left);
            }

            var scale = left;
            for (var o = 0; o <= state.Order; o++)
            {
                here[o] = TLane.MultiplyAdd(TLane.Create(row.Here[o]), left, here[o]);
                next[o] = TLane.MultiplyAdd(TLane.Create(row.Next[o]), scale, next[o]);
                scale *= ratio;
            }
        }

        if (Central && point < block.Points - 2)
        {
            AddCentral(problem, block, state, point, polynomial, sum);
        }
    }

    /// <summary>
    /// The same for the central row. In units of h, with u^(R) = p(s) and H = 1 + h_(t+1) / h, it leaves w H^(R-2) / h times H p(1/2) minus the integral of p from -1/2 to H - 1/2.
    /// </summary>
    private void AddCentral<TLane>(Problem problem, in LaneBlock<TLane> block, StateDescription state, int point, ReadOnlySpan<TLane> polynomial, Span<TLane> sum)
        where TLane : unmanaged, ILane<TLane>
    {
        var unknowns = _model.Layout.Unknowns;
        var order = state.Order;
        TLane step = problem.StepAt(block, point), second = problem.StepAt(block, point + 1), third = problem.StepAt(block, point + 2);
        var span = (step + second) / step;
        var scale = TLane.Create(_model.Smoothness.Weight) / step * (order == 1 ? TLane.One / span : Power(span, order - 2));
        TLane left = TLane.Zero, near = TLane.One, begin = TLane.Create(-0.5), end = span - TLane.Create(0.5);
        TLane low = begin, high = end;
        for (var j = 0; j < polynomial.Length; j++)
        {
            var integral = (high - low) * TLane.Create(1.0 / (j + 1));
            left = TLane.MultiplyAdd((span * near) - integral, polynomial[j], left);
            near *= TLane.Create(0.5);
            low *= begin;
            high *= end;
        }

        left *= scale * scale;
        var at = (point * unknowns) + state.Offset + order;
        sum[at - 1] += left;
        sum[at + unknowns] = TLane.MultiplyAdd(left * span, Power(step / second, order), sum[at + unknowns]);
        sum[at + (2 * unknowns) - 1] = TLane.MultiplySubtract(left, Power(step / third, order - 1), sum[at + (2 * unknowns) - 1]);
    }
}
