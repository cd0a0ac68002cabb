using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ScalableMNN.Samples.Plots;

/// <summary>Maps the values of an axis to the part of its length, 0 to 1, and places its ticks.</summary>
internal sealed class Scale
{
    private const double Margin = 0.04;

    private readonly bool _logarithmic;
    private readonly double _low;
    private readonly double _high;

    public Scale(Axis axis, IEnumerable<double> values, int ticks)
    {
        _logarithmic = axis.Logarithmic;
        var drawn = values.Where(value => double.IsFinite(value) && (!_logarithmic || value > 0)).Select(Along).DefaultIfEmpty(0).ToArray();
        var (low, high) = (drawn.Min(), drawn.Max());
        if (low == high)
        {
            (low, high) = (low - 1, high + 1);
        }

        var margin = Margin * (high - low);
        _low = axis.Minimum is { } minimum ? Along(minimum) : low - margin;
        _high = axis.Maximum is { } maximum ? Along(maximum) : high + margin;
        Ticks = _logarithmic ? Decades(ticks) : Multiples(axis.TickStep ?? RoundStep((_high - _low) / ticks));
    }

    /// <summary>The ticks: where on the axis, and their label.</summary>
    public IReadOnlyList<(double Part, string Label)> Ticks { get; }

    /// <summary>Where a value is on the axis; NaN where it has no place.</summary>
    public double Part(double value) => _logarithmic && value <= 0 ? double.NaN : (Along(value) - _low) / (_high - _low);

    private double Along(double value) => _logarithmic ? Math.Log10(value) : value;

    private List<(double, string)> Multiples(double step)
    {
        var ticks = new List<(double, string)>();
        var digits = Math.Clamp((int)Math.Ceiling(-Math.Log10(step) - 1e-9), 0, 12);
        for (var i = (long)Math.Ceiling((_low / step) - 1e-9); i * step <= _high + (1e-9 * step); i++)
        {
            // 2.5 needs one digit more than its magnitude says.
            var value = Math.Round(i * step, digits + 1);
            ticks.Add(((value - _low) / (_high - _low), Minus(value.ToString("0.############", CultureInfo.InvariantCulture))));
        }

        return ticks;
    }

    private List<(double, string)> Decades(int count)
    {
        var first = (int)Math.Ceiling(_low - 1e-9);
        var last = (int)Math.Floor(_high + 1e-9);
        var step = Math.Max(1, (int)Math.Ceiling((last - first) / (double)count));
        var ticks = new List<(double, string)>();
        for (var exponent = first; exponent <= last; exponent++)
        {
            if (exponent % step == 0)
            {
                ticks.Add(((exponent - _low) / (_high - _low), PowerOfTen(exponent)));
            }
        }

        return ticks;
    }

    private static double RoundStep(double least)
    {
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(least)));
        double[] round = [1, 2, 2.5, 5, 10];
        return round.First(factor => factor * magnitude >= least * (1 - 1e-9)) * magnitude;
    }

    private static string PowerOfTen(int exponent) => exponent switch
    {
        0 => "1",
        1 => "10",
        _ => "10" + string.Concat(exponent.ToString(CultureInfo.InvariantCulture).Select(static digit => digit == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0'])),
    };

    private static string Minus(string number) => number.Replace('-', '\u2212');
}
