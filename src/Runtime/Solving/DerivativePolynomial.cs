using System;
using System.Runtime.CompilerServices;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Lanes;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Solving;

/// <summary>
/// A polynomial in the time from the middle of a step, in units of the step, through the highest derivative of a state at neighbouring points, or through the one before it together
/// with its slopes.
/// </summary>
internal readonly ref struct DerivativePolynomial<TLane>
    where TLane : unmanaged, ILane<TLane>
{
    private readonly int _depth;
    private readonly Span<TLane> _nodes;
    private readonly Span<TLane> _inverses;
    private readonly Span<TLane> _values;
    private readonly Span<TLane> _slopes;

    /// <summary>Makes room.</summary>
    /// <param name="depth">How many derivatives are read, 1 or 2.</param>
    /// <param name="width">At how many points.</param>
    /// <param name="memory">Room for <see cref="Room"/> lanes.</param>
    public DerivativePolynomial(int depth, int width, Span<TLane> memory)
    {
        _depth = depth;
        _nodes = memory[..width];
        _slopes = memory.Slice(width, width);
        _values = memory.Slice(2 * width, width * depth);
        _inverses = memory.Slice((2 + depth) * width, width * width);

        // On a uniform grid the distance of two nodes is how many places they are apart.
        for (var apart = 1; apart < width; apart++)
        {
            _inverses.Slice(apart * width, width).Fill(TLane.Create(1.0 / apart));
        }
    }

    /// <summary>The coefficients of the polynomial for the highest derivative.</summary>
    public ReadOnlySpan<TLane> Coefficients => _values[..(_values.Length + 1 - _depth)];

    /// <summary>How many lanes a polynomial needs.</summary>
    public static int Room(int depth, int width) => width * (2 + depth + width);

    /// <summary>Takes the polynomial about a step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(Problem problem, in LaneBlock<TLane> block, ReadOnlySpan<TLane> z, StateDescription state, int point)
    {
        var width = _nodes.Length;
        var first = Math.Clamp(point + 1 - (width / 2), 0, block.Points - width);
        var unknowns = problem.Model.Layout.Unknowns;
        var lowest = state.Order + 1 - _depth;
        for (var i = 0; i < width; i++)
        {
            var at = ((first + i) * unknowns) + state.Offset + lowest;
            _nodes[i] = TLane.Create(first + i - point - 0.5);
            _slopes[i] = z[at + _depth - 1];
            _values.Slice(i * _depth, _depth).Fill(z[at]);
        }

        if (problem.StepsPer == Per.Step)
        {
            Stretch(problem, block, point, first, lowest);
        }

        Interpolate();
    }

    /// <summary>Takes account of steps that differ: moves the nodes, and brings values and slopes to the unit of the step at hand.</summary>
    private void Stretch(Problem problem, in LaneBlock<TLane> block, int point, int first, int lowest)
    {
        var width = _nodes.Length;
        var step = problem.StepAt(block, point);
        var inverse = TLane.One / step;
        for (var i = point - first - 1; i >= 0; i--)
        {
            _nodes[i] = _nodes[i + 1] - (problem.StepAt(block, first + i) * inverse);
        }

        for (var i = point - first + 2; i < width; i++)
        {
            _nodes[i] = _nodes[i - 1] + (problem.StepAt(block, first + i - 1) * inverse);
        }

        for (var i = 0; i < width; i++)
        {
            var ratio = step / problem.StepAt(block, first + i);
            var power = TLane.One;
            for (var r = 0; r < lowest; r++)
            {
                power *= ratio;
            }

            _slopes[i] *= power * ratio;
            foreach (ref var value in _values.Slice(i * _depth, _depth))
            {
                value *= power;
            }

            for (var apart = 1; apart <= i; apart++)
            {
                _inverses[(apart * width) + i] = TLane.One / (_nodes[i] - _nodes[i - apart]);
            }
        }
    }

    /// <summary>
    /// Turns values and slopes into coefficients by Newton's divided differences, with nodes that stand twice where there are slopes.
    /// Source: Stoer and Bulirsch, Introduction to Numerical Analysis, section 2.1.5.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Interpolate()
    {
        for (var k = 1; k < _values.Length; k++)
        {
            for (var i = _values.Length - 1; i >= k; i--)
            {
                int last = i / _depth, apart = last - ((i - k) / _depth);
                _values[i] = apart == 0 ? _slopes[last] : (_values[i] - _values[i - 1]) * _inverses[(apart * _nodes.Length) + last];
            }
        }

        for (var k = _values.Length - 2; k >= 0; k--)
        {
            for (var i = k; i < _values.Length - 1; i++)
            {
                _values[i] = TLane.MultiplySubtract(_nodes[k / _depth], _values[i + 1], _values[i]);
            }
        }

        // From the polynomial for the derivative before the highest to that for the highest.
        for (var i = 1; i < _values.Length && _depth == 2; i++)
        {
            _values[i - 1] = _values[i] * TLane.Create(i);
        }
    }
}
