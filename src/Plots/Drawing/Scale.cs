using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ScalableMNN.Dsl.Plots;

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
            // Wide enough to be told apart from the value, whatever its size.
            var half = Math.Max(1, 0.1 * Math.Abs(low));
            (low, high) = (low - half, high + half);
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
        var isPlain = step >= 1e-6 && Math.Max(Math.Abs(_low), Math.Abs(_high)) < 1e6;
        for (var i = (long)Math.Ceiling((_low / step) - 1e-9); i * step <= _high + (1e-9 * step); i++)
        {
            // 2.5 needs one digit more than its magnitude says.
            var value = Math.Round(i * step, digits + 1);
            ticks.Add((((i * step) - _low) / (_high - _low), Minus(isPlain ? value.ToString("0.############", CultureInfo.InvariantCulture) : Scientific(i * step, step))));
        }

        return ticks;
    }

    private List<(double, string)> Decades(int count)
    {
        var first = (int)Math.Ceiling(_low - 1e-9);
        var last = (int)Math.Floor(_high + 1e-9);
        if (last - first < 2)
        {
            return WithinDecades(count);
        }

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

    /// <summary>The ticks of an axis that is too short for powers of ten: 1, 2 and 5 times them; where even those are fewer than two, round numbers.</summary>
    private List<(double, string)> WithinDecades(int count)
    {
        var ticks = new List<(double, string)>();
        for (var exponent = (int)Math.Floor(_low); exponent <= _high; exponent++)
        {
            foreach (var factor in (ReadOnlySpan<int>)[1, 2, 5])
            {
                Add(factor * Math.Pow(10, exponent));
            }
        }

        if (ticks.Count < 2)
        {
            ticks.Clear();
            var (from, to) = (Math.Pow(10, _low), Math.Pow(10, _high));
            var step = RoundStep((to - from) / count);
            for (var i = Math.Ceiling(from / step); i * step <= to; i++)
            {
                Add(i * step);
            }
        }

        return ticks;

        void Add(double value)
        {
            var part = (Math.Log10(value) - _low) / (_high - _low);
            if (part is >= -1e-9 and <= 1 + 1e-9)
            {
                ticks.Add((part, Minus(value.ToString("G3", CultureInfo.InvariantCulture))));
            }
        }
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

    /// <summary>As many digits as tell a tick from the next.</summary>
    private static string Scientific(double value, double step)
    {
        var digits = value == 0 ? 0 : Math.Clamp((int)Math.Ceiling(Math.Log10(Math.Abs(value) / step)) + 1, 0, 14);
        return value == 0 ? "0" : value.ToString("0." + new string('#', digits) + "e0", CultureInfo.InvariantCulture);
    }

    private static string Minus(string number) => number.Replace('-', '\u2212');
}
