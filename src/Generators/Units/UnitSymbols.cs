using System;
using System.Collections.Generic;
using System.Linq;

namespace ScalableMNN.Generators.Units;

/// <summary>
/// The symbols that are known: those of the International System of Units (BIPM, The International System of Units, 9th edition, tables 2, 4, 7 and 8), and what pharmacology and biology use beside them.
/// </summary>
internal static class UnitSymbols
{
    private static readonly (string Text, double Factor)[] _prefixes =
    [
        ("T", 1e12), ("G", 1e9), ("M", 1e6), ("k", 1e3), ("h", 1e2), ("da", 1e1), ("d", 1e-1), ("c", 1e-2), ("m", 1e-3), ("u", 1e-6), ("n", 1e-9), ("p", 1e-12), ("f", 1e-15), ("a", 1e-18),
    ];

    private static readonly Dictionary<string, UnitSymbol> _plain = [];
    private static readonly Dictionary<string, UnitSymbol> _prefixed = [];

    static UnitSymbols()
    {
        // Base units of the dimensions; a gram, because a kilogram has a prefix already.
        foreach (var text in new[] { "g", "m", "s", "mol", "A", "K", "cd" })
        {
            Add(_prefixed, text, 1, (text, 1));
        }

        // What is counted: each is a kind of its own, because a cell is no patient.
        foreach (var text in new[] { "IU", "U", "Eq", "osmol", "CFU", "PFU", "bit" })
        {
            Add(_prefixed, text, 1, (text, 1));
        }

        foreach (var names in new[] { "cells cell", "counts count", "copies copy", "people person persons", "individuals individual", "animals animal", "events event", "particles particle", "AU", "OD" })
        {
            var spellings = names.Split(' ');
            Add(_plain, spellings[0], 1, (spellings[0], 1));
            foreach (var spelling in spellings.Skip(1))
            {
                _plain.Add(spelling, _plain[spellings[0]]);
            }
        }

        Add(_prefixed, "L", 1e-3, ("m", 3));
        Add(_prefixed, "M", 1e3, ("mol", 1), ("m", -3));
        Add(_prefixed, "Da", 1.66053906892e-24, ("g", 1));
        Add(_prefixed, "Hz", 1, ("s", -1));
        Add(_prefixed, "Bq", 1, ("s", -1));
        Add(_prefixed, "Ci", 3.7e10, ("s", -1));
        Add(_prefixed, "kat", 1, ("mol", 1), ("s", -1));
        Add(_prefixed, "N", 1e3, ("g", 1), ("m", 1), ("s", -2));
        Add(_prefixed, "Pa", 1e3, ("g", 1), ("m", -1), ("s", -2));
        Add(_prefixed, "bar", 1e8, ("g", 1), ("m", -1), ("s", -2));
        Add(_prefixed, "J", 1e3, ("g", 1), ("m", 2), ("s", -2));
        Add(_prefixed, "cal", 4184, ("g", 1), ("m", 2), ("s", -2));
        Add(_prefixed, "eV", 1.602176634e-16, ("g", 1), ("m", 2), ("s", -2));
        Add(_prefixed, "W", 1e3, ("g", 1), ("m", 2), ("s", -3));
        Add(_prefixed, "Gy", 1, ("m", 2), ("s", -2));
        Add(_prefixed, "Sv", 1, ("m", 2), ("s", -2));
        Add(_prefixed, "C", 1, ("A", 1), ("s", 1));
        Add(_prefixed, "V", 1e3, ("g", 1), ("m", 2), ("s", -3), ("A", -1));
        Add(_prefixed, "ohm", 1e3, ("g", 1), ("m", 2), ("s", -3), ("A", -2));
        Add(_prefixed, "S", 1e-3, ("g", -1), ("m", -2), ("s", 3), ("A", 2));
        Add(_prefixed, "F", 1e-3, ("g", -1), ("m", -2), ("s", 4), ("A", 2));
        Add(_prefixed, "T", 1e3, ("g", 1), ("s", -2), ("A", -1));
        Add(_plain, "mmHg", 133322.387415, ("g", 1), ("m", -1), ("s", -2));
        Add(_plain, "atm", 101325e3, ("g", 1), ("m", -1), ("s", -2));
        Add(_plain, "min", 60, ("s", 1));
        Add(_plain, "h", 3600, ("s", 1));
        Add(_plain, "d", 86400, ("s", 1));
        Add(_plain, "week", 7 * 86400.0, ("s", 1));
        Add(_plain, "month", 365.25 / 12 * 86400, ("s", 1));
        Add(_plain, "year", 365.25 * 86400, ("s", 1));
        Add(_plain, "%", 0.01);
        Add(_plain, "ppm", 1e-6);
        Add(_plain, "rad", 1);
        Add(_plain, "deg", Math.PI / 180);

        // A temperature in an equation is a difference, or a scale whose zero the equation knows.
        Add(_plain, "degC", 1, ("K", 1));
        Spell(_prefixed, "L", "l", "liter", "litre", "liters", "litres");
        Spell(_prefixed, "M", "molar");
        Spell(_prefixed, "mol", "mole", "moles");
        Spell(_prefixed, "g", "gram", "grams");
        Spell(_prefixed, "ohm", "\u03A9", "\u2126");
        Spell(_prefixed, "osmol", "Osm", "Osmol", "osm");
        Spell(_prefixed, "Eq", "eq");
        Spell(_plain, "min", "mins", "minute", "minutes");
        Spell(_plain, "h", "hr", "hrs", "hour", "hours");
        Spell(_plain, "d", "day", "days");
        Spell(_plain, "week", "weeks", "wk");
        Spell(_plain, "month", "months");
        Spell(_plain, "year", "years", "yr");
        Spell(_plain, "deg", "°");
        Spell(_plain, "degC", "°C", "℃");
        Spell(_plain, "%", "percent");
        foreach (var spelling in new[] { "sec", "second", "seconds" })
        {
            _plain.Add(spelling, _prefixed["s"]);
        }
    }

    /// <summary>Finds a symbol: a whole one first, such as min, and then a prefix with one, such as mg.</summary>
    /// <returns>The symbol, or null where it is not known.</returns>
    public static UnitSymbol? Find(string text)
    {
        // Both signs that Unicode has for micro are the u of ASCII.
        text = text.Replace('\u00B5', 'u').Replace('\u03BC', 'u');
        if (_plain.TryGetValue(text, out var symbol) || _prefixed.TryGetValue(text, out symbol))
        {
            return symbol;
        }

        foreach (var (prefix, factor) in _prefixes)
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal) && _prefixed.TryGetValue(text.Substring(prefix.Length), out symbol))
            {
                return new UnitSymbol(prefix + symbol.Text, factor * symbol.Factor, symbol.Dimensions);
            }
        }

        return null;
    }

    /// <summary>The known symbol that is written most like a text, or null where none is.</summary>
    public static string? Nearest(string text)
    {
        var allowed = text.Length <= 3 ? 1 : 2;
        return _plain.Keys
            .Concat(_prefixed.Keys)
            .Concat(_prefixed.Keys.Where(static name => name.Length <= 3).SelectMany(static name => _prefixes.Select(prefix => prefix.Text + name)))
            .Where(name => name.Length > 1 || string.Equals(name, text, StringComparison.OrdinalIgnoreCase))
            .Select(name => (Name: name, Distance: Distance(name, text)))
            .Where(candidate => candidate.Distance <= allowed)
            .OrderBy(static candidate => candidate.Distance)
            .Select(static candidate => candidate.Name)
            .FirstOrDefault();
    }

    /// <summary>The number of letters that are to be changed, added or left out; another case counts half.</summary>
    private static double Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).Select(static index => (double)index).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var change = left[i - 1] == right[j - 1] ? 0 : char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]) ? 0.5 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(diagonal + change, 1 + Math.Min(row[j], row[j - 1])));
            }
        }

        return row[right.Length];
    }

    private static void Add(Dictionary<string, UnitSymbol> symbols, string text, double factor, params (string Base, double Power)[] dimensions) =>
        symbols.Add(text, new UnitSymbol(text, factor, dimensions.ToDictionary(static dimension => dimension.Base, static dimension => dimension.Power)));

    private static void Spell(Dictionary<string, UnitSymbol> symbols, string text, params string[] spellings)
    {
        foreach (var spelling in spellings)
        {
            symbols.Add(spelling, symbols[text]);
        }
    }
}
