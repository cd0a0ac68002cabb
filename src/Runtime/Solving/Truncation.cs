using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Lanes;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Solving;

/// <summary>
/// What the smoothness rows of a model leave of the exact solution. The exact solution satisfies all rows but these, and what it leaves there is a known multiple of
/// derivatives beyond the highest one that is carried; they are read off a polynomial through the highest derivative at neighbouring grid points.
/// </summary>
internal sealed class Truncation
{
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
    public int FewestPoints => _model.States.Where((_, index) => _rows[index].Count > 0).Select(Fewest).DefaultIfEmpty(1).Max();

    private bool Central => _model.Smoothness.Central;

    /// <summary>Adds A^T d to a vector, with d what the weighted rows leave of the exact solution.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="block">Its packed values.</param>
    /// <param name="z">The scaled solution.</param>
    /// <param name="sum">Receives the sum.</param>
    public void Add<TLane>(Problem problem, in LaneBlock<TLane> block, ReadOnlySpan<TLane> z, Span<TLane> sum)
        where TLane : unmanaged, ILane<TLane>
    {
        var widest = Math.Min(block.Points, _model.States.Max(Width));
        Span<TLane> nodes = stackalloc TLane[widest];
        Span<TLane> inverses = stackalloc TLane[widest * widest];
        Span<TLane> polynomial = stackalloc TLane[widest];
        var isUniform = problem.StepsPer != Per.Step;
        if (isUniform)
        {
            for (var k = 1; k < widest; k++)
            {
                inverses.Slice(k * widest, widest).Fill(TLane.Create(1.0 / k));
            }
        }

        for (var point = 0; point < block.Points - 1; point++)
        {
            for (var index = 0; index < _rows.Length; index++)
            {
                if (_rows[index].Count == 0)
                {
                    continue;
                }

                var state = _model.States[index];
                var width = Math.Min(block.Points, Width(state));
                var first = Math.Clamp(point + 1 - (width / 2), 0, block.Points - width);
                Read(problem, block, z, state, point, first, nodes[..width], polynomial[..width]);
                if (!isUniform)
                {
                    Invert(nodes[..width], inverses, widest);
                }

                Interpolate(nodes[..width], inverses, widest, polynomial[..width]);
                Add(problem, block, index, point, polynomial[..width], sum);
            }
        }
    }

    /// <summary>A polynomial in the time from the middle of a step, which has an even number of neighbours on which it can stand balanced.</summary>
    private int Width(StateDescription state) => Fewest(state) + (_model.Smoothness.Scheme == Scheme.Hermite ? Fewest(state) % 2 : 2);

    private int Fewest(StateDescription state) => TruncationRow.Reach(_model.Smoothness.Scheme, state.Order) + 1;

    /// <summary>Reads the highest derivative at neighbouring points, and their times from the middle of the step, both in units of the step.</summary>
    private static void Read<TLane>(
        Problem problem, in LaneBlock<TLane> block, ReadOnlySpan<TLane> z, StateDescription state, int point, int first, Span<TLane> nodes, Span<TLane> values)
        where TLane : unmanaged, ILane<TLane>
    {
        var unknowns = problem.Model.Layout.Unknowns;
        var highest = state.Offset + state.Order;
        for (var i = 0; i < nodes.Length; i++)
        {
            nodes[i] = TLane.Create(first + i - point - 0.5);
            values[i] = z[((first + i) * unknowns) + highest];
        }

        if (problem.StepsPer != Per.Step)
        {
            return;
        }

        var step = problem.StepAt(block, point);
        var inverse = TLane.One / step;
        for (var i = point - first - 1; i >= 0; i--)
        {
            nodes[i] = nodes[i + 1] - (problem.StepAt(block, first + i) * inverse);
        }

        for (var i = point - first + 2; i < nodes.Length; i++)
        {
            nodes[i] = nodes[i - 1] + (problem.StepAt(block, first + i - 1) * inverse);
        }

        for (var i = 0; i < nodes.Length; i++)
        {
            values[i] *= Power(step / problem.StepAt(block, first + i), state.Order);
        }
    }

    /// <summary>The reciprocals of the distances of nodes, by how many places they are apart and the later of the two.</summary>
    private static void Invert<TLane>(ReadOnlySpan<TLane> nodes, Span<TLane> inverses, int stride)
        where TLane : unmanaged, ILane<TLane>
    {
        for (var k = 1; k < nodes.Length; k++)
        {
            for (var i = k; i < nodes.Length; i++)
            {
                inverses[(k * stride) + i] = TLane.One / (nodes[i] - nodes[i - k]);
            }
        }
    }

    /// <summary>Turns values at the nodes into the coefficients of the polynomial through them, by Newton's divided differences.</summary>
    private static void Interpolate<TLane>(ReadOnlySpan<TLane> nodes, ReadOnlySpan<TLane> inverses, int stride, Span<TLane> values)
        where TLane : unmanaged, ILane<TLane>
    {
        for (var k = 1; k < values.Length; k++)
        {
            for (var i = values.Length - 1; i >= k; i--)
            {
                values[i] = (values[i] - values[i - 1]) * inverses[(k * stride) + i];
            }
        }

        for (var k = values.Length - 2; k >= 0; k--)
        {
            for (var i = k; i < values.Length - 1; i++)
            {
                values[i] = TLane.MultiplySubtract(nodes[k], values[i + 1], values[i]);
            }
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
