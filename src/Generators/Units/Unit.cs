using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ScalableMNN.Generators.Units;

/// <summary>
/// A product of powers of symbols. It keeps the symbols as they were written, so that messages speak of mg/L/h and not of grams, metres and seconds; equal symbols cancel. Two units are compared by
/// their dimensions and factor.
/// </summary>
internal sealed class Unit
{
    private const double Tolerance = 1e-9;

    // In the order in which they were first written.
    private readonly IReadOnlyList<(UnitSymbol Symbol, double Power)> _symbols;

    private Unit(IReadOnlyList<(UnitSymbol Symbol, double Power)> symbols) => _symbols = symbols;

    /// <summary>The unit of a plain number.</summary>
    public static Unit One { get; } = new([]);

    /// <summary>A symbol by itself.</summary>
    public static Unit Of(UnitSymbol symbol) => new([(symbol, 1)]);

    /// <summary>How many of the units of its dimensions it is.</summary>
    public double Factor => _symbols.Aggregate(1.0, static (factor, part) => factor * Math.Pow(part.Symbol.Factor, part.Power));

    /// <summary>Whether it is the unit of a plain number, of factor 1.</summary>
    public bool IsOne => IsSameAs(One);

    /// <summary>A product.</summary>
    public static Unit operator *(Unit left, Unit right)
    {
        var symbols = left._symbols.ToList();
        foreach (var (symbol, power) in right._symbols)
        {
            var index = symbols.FindIndex(part => part.Symbol.Text == symbol.Text);
            if (index < 0)
            {
                symbols.Add((symbol, power));
            }
            else
            {
                symbols[index] = (symbol, symbols[index].Power + power);
            }
        }

        symbols.RemoveAll(static part => Math.Abs(part.Power) < Tolerance);
        return new Unit(symbols);
    }

    /// <summary>A quotient.</summary>
    public static Unit operator /(Unit left, Unit right) => left * right.Power(-1);

    /// <summary>A power.</summary>
    public Unit Power(double exponent) =>
        Math.Abs(exponent) < Tolerance ? One : new([.. _symbols.Select(part => (part.Symbol, part.Power * exponent))]);

    /// <summary>Says whether two units measure the same kind of thing, in whatever steps.</summary>
    public bool HasDimensionsOf(Unit other) => (this / other).Dimensions().All(static dimension => Math.Abs(dimension.Value) < Tolerance);

    /// <summary>Says whether two units are the same, however they are written.</summary>
    public bool IsSameAs(Unit other) => HasDimensionsOf(other) && Math.Abs((Factor / other.Factor) - 1) < Tolerance;

    private Dictionary<string, double> Dimensions()
    {
        var dimensions = new Dictionary<string, double>();
        foreach (var (symbol, power) in _symbols)
        {
            foreach (var dimension in symbol.Dimensions)
            {
                dimensions.TryGetValue(dimension.Key, out var sum);
                dimensions[dimension.Key] = sum + (power * dimension.Value);
            }
        }

        return dimensions;
    }

    /// <summary>The unit as text, reduced: mg/L/h, kg·m/s^2, 1/h, and 1 for a plain number.</summary>
    public override string ToString()
    {
        var above = _symbols.Where(static part => part.Power > 0).ToList();

        // Time last, as in mg/L/h: it comes in front where a rate is multiplied by what it is the rate of.
        var below = _symbols.Where(static part => part.Power < 0).OrderBy(static part => part.Symbol.Dimensions.Count == 1 && part.Symbol.Dimensions.ContainsKey("s") ? 1 : 0).ToList();
        return (above.Count == 0 ? "1" : string.Join("·", above.Select(static part => Text(part.Symbol, part.Power))))
            + string.Concat(below.Select(static part => "/" + Text(part.Symbol, -part.Power)));

        static string Text(UnitSymbol symbol, double power) =>
            Math.Abs(power - 1) < Tolerance ? symbol.Text : $"{symbol.Text}^{power.ToString("G6", CultureInfo.InvariantCulture)}";
    }
}
