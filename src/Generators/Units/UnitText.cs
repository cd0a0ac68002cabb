using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ScalableMNN.Generators.Units;

/// <summary>
/// Reads a unit: products and quotients of symbols with powers, such as <c>mg/L</c>, <c>mL/min/kg</c>, <c>mg·L⁻¹</c>, <c>kg m^2 s^-2</c>, <c>1/(h kg)</c>. A slash divides by what follows it, up to the
/// next sign of multiplication or division.
/// </summary>
internal sealed class UnitText
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private const string Between = "*·⋅×. ";

    private readonly string _text;
    private readonly List<string> _unknown = [];
    private int _at;

    private UnitText(string text) => _text = text;

    /// <summary>Reads a unit.</summary>
    /// <param name="text">The text.</param>
    /// <param name="unknown">The symbols in it that are not known, and are taken for units of their own.</param>
    /// <returns>The unit, or null where the text is none.</returns>
    public static Unit? Read(string text, out IReadOnlyList<string> unknown)
    {
        var reader = new UnitText(text.Trim());
        unknown = reader._unknown;
        return reader._text.Length > 0 && reader.Product() is { } unit && reader._at == reader._text.Length ? unit : null;
    }

    private bool AtEnd => _at >= _text.Length;

    private Unit? Product()
    {
        var product = Power();
        while (product is not null && !AtEnd && _text[_at] != ')')
        {
            var divides = false;
            var signs = 0;
            while (!AtEnd && (_text[_at] == '/' || Between.IndexOf(_text[_at]) >= 0))
            {
                divides |= _text[_at] == '/';
                signs += _text[_at++] == ' ' ? 0 : 1;
            }

            product = signs > 1 || Power() is not { } next ? null : divides ? product / next : product * next;
        }

        return product;
    }

    private Unit? Power()
    {
        if (AtEnd)
        {
            return null;
        }

        Unit? unit;
        if (_text[_at] == '(')
        {
            _at++;
            unit = Product();
            if (unit is null || AtEnd || _text[_at++] != ')')
            {
                return null;
            }
        }
        else
        {
            unit = char.IsDigit(_text[_at]) ? Number() : Symbol();
        }

        return unit is not null && Exponent() is { } exponent ? unit.Power(exponent) : null;
    }

    /// <summary>A number as a factor: 1/h, 10^6 cells.</summary>
    private Unit? Number()
    {
        var start = _at;
        while (!AtEnd && (char.IsDigit(_text[_at]) || (_text[_at] == '.' && _at + 1 < _text.Length && char.IsDigit(_text[_at + 1]))))
        {
            _at++;
        }

        var text = _text.Substring(start, _at - start);
        return !double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number <= 0 || double.IsInfinity(number) ? null
            : number == 1 ? Unit.One
            : Unit.Of(new UnitSymbol(text, number, new Dictionary<string, double>()));
    }

    private Unit? Symbol()
    {
        var start = _at;
        while (!AtEnd && (char.IsLetter(_text[_at]) || _text[_at] is '%' or '_' or '°'))
        {
            _at++;
        }

        if (_at == start)
        {
            return null;
        }

        var text = _text.Substring(start, _at - start);
        if (UnitSymbols.Find(text) is { } known)
        {
            return Unit.Of(known);
        }

        // The digits of a symbol that is not known belong to it, as in CO2.
        while (!AtEnd && _text[_at] is >= '0' and <= '9')
        {
            _at++;
        }

        text = _text.Substring(start, _at - start);
        _unknown.Add(text);
        return Unit.Of(UnitSymbol.Base(text));
    }

    /// <summary>The power behind a symbol: ^-1, ⁻¹, or digits at once, as in m2; 1 where there is none.</summary>
    private double? Exponent()
    {
        if (AtEnd)
        {
            return 1;
        }

        if (_text[_at] == '⁻' || Superscripts.IndexOf(_text[_at]) >= 0)
        {
            var sign = _text[_at] == '⁻' ? -1 : 1;
            _at += sign < 0 ? 1 : 0;
            var digits = new string([.. _text.Skip(_at).TakeWhile(static letter => Superscripts.IndexOf(letter) >= 0).Select(static letter => (char)('0' + Superscripts.IndexOf(letter)))]);
            _at += digits.Length;
            return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var power) ? sign * power : null;
        }

        var isMarked = _text[_at] == '^';
        if (!isMarked && !char.IsDigit(_text[_at]) && _text[_at] is not ('-' or '−'))
        {
            return 1;
        }

        _at += isMarked ? 1 : 0;
        var isBracketed = isMarked && !AtEnd && _text[_at] == '(';
        _at += isBracketed ? 1 : 0;
        var start = _at;
        while (!AtEnd && (char.IsDigit(_text[_at]) || (_at == start && _text[_at] is '-' or '−' or '+') || (isMarked && _text[_at] == '.' && _at + 1 < _text.Length && char.IsDigit(_text[_at + 1]))))
        {
            _at++;
        }

        var text = _text.Substring(start, _at - start).Replace('−', '-');
        if (isBracketed && (AtEnd || _text[_at++] != ')'))
        {
            return null;
        }

        return double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var exponent) && Math.Abs(exponent) <= 100 ? exponent : null;
    }
}
