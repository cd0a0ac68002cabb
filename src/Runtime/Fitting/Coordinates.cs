using System;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Fitting;

/// <summary>
/// The coordinates in which a minimiser moves, without bounds: the logarithm of the distance from a single bound, the logit between two, and otherwise the value in units of its
/// start.
/// </summary>
internal sealed class Coordinates
{
    // Beyond these the exponential function is of no use to anybody, and overflows or vanishes soon after.
    private const double Farthest = 300;

    private readonly double[] _lower;
    private readonly double[] _upper;
    private readonly double[] _scale;

    public Coordinates(ModelValues start)
    {
        var values = start.Values;
        _lower = new double[values.Length];
        _upper = new double[values.Length];
        _scale = new double[values.Length];
        var at = 0;
        for (var slot = 0; slot < start.Slots.Count; slot++)
        {
            for (var i = start.Slot(slot).Length; i > 0; i--)
            {
                _lower[at] = start.Slots[slot].Lower;
                _upper[at] = start.Slots[slot].Upper;
                _scale[at] = values[at] == 0 || !double.IsFinite(values[at]) ? 1 : Math.Abs(values[at]);
                at++;
            }
        }
    }

    public int Count => _scale.Length;

    /// <summary>From values to coordinates; a value on a bound, or beyond it, is moved inside a little.</summary>
    public void FromValues(ReadOnlySpan<double> values, Span<double> x)
    {
        for (var i = 0; i < x.Length; i++)
        {
            double value = values[i], lower = _lower[i], upper = _upper[i];
            var (below, above) = (double.IsNegativeInfinity(lower), double.IsPositiveInfinity(upper));
            x[i] = (below, above) switch
            {
                (true, true) => value / _scale[i],
                (false, true) => Math.Log(Inside(value - lower, Math.Max(Math.Abs(lower), 1))),
                (true, false) => Math.Log(Inside(upper - value, Math.Max(Math.Abs(upper), 1))),
                _ => Logit(Math.Clamp((value - lower) / (upper - lower), 1e-6, 1 - 1e-6)),
            };
        }

        static double Inside(double distance, double scale) => Math.Max(distance, 1e-6 * scale);

        static double Logit(double part) => Math.Log(part / (1 - part));
    }

    /// <summary>From coordinates to values.</summary>
    public void ToValues(ReadOnlySpan<double> x, Span<double> values)
    {
        for (var i = 0; i < x.Length; i++)
        {
            double lower = _lower[i], upper = _upper[i];
            var at = Math.Clamp(x[i], -Farthest, Farthest);
            values[i] = (double.IsNegativeInfinity(lower), double.IsPositiveInfinity(upper)) switch
            {
                (true, true) => x[i] * _scale[i],
                (false, true) => lower + Math.Exp(at),
                (true, false) => upper - Math.Exp(at),
                _ => lower + ((upper - lower) * Part(at)),
            };
        }
    }

    /// <summary>From a gradient with respect to values to one with respect to coordinates, in place.</summary>
    public void ChainRule(ReadOnlySpan<double> x, Span<double> gradient)
    {
        for (var i = 0; i < x.Length; i++)
        {
            double lower = _lower[i], upper = _upper[i];
            var at = Math.Clamp(x[i], -Farthest, Farthest);
            gradient[i] *= (double.IsNegativeInfinity(lower), double.IsPositiveInfinity(upper)) switch
            {
                (true, true) => _scale[i],
                (false, true) => Math.Exp(at),
                (true, false) => -Math.Exp(at),
                _ => (upper - lower) * Part(at) * Part(-at),
            };
        }
    }

    private static double Part(double x) => 1 / (1 + Math.Exp(-x));
}
