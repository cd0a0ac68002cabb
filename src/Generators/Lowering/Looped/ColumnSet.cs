using System.Collections.Generic;
using System.Linq;

namespace ScalableMNN.Generators.Lowering.Looped;

/// <summary>The columns in which a row may differ from zero, a bit for each: what a generator that runs while its user types can afford for blocks of hundreds of unknowns.</summary>
internal sealed class ColumnSet
{
    private const int Bits = 64;

    private readonly ulong[] _words;

    /// <param name="columns">How many columns there are.</param>
    /// <param name="members">Those that are in it.</param>
    public ColumnSet(int columns, IEnumerable<int> members)
    {
        _words = new ulong[(columns + Bits - 1) / Bits];
        foreach (var member in members)
        {
            Add(member);
        }
    }

    private ColumnSet(ulong[] words) => _words = words;

    public bool IsEmpty => _words.All(static word => word == 0);

    /// <summary>The columns in it, in their order.</summary>
    public IEnumerable<int> Members => Enumerable.Range(0, _words.Length * Bits).Where(Contains);

    public ColumnSet Copy() => new((ulong[])_words.Clone());

    public bool Contains(int column) => (_words[column / Bits] & (1UL << (column % Bits))) != 0;

    public void Add(int column) => _words[column / Bits] |= 1UL << (column % Bits);

    public void Remove(int column) => _words[column / Bits] &= ~(1UL << (column % Bits));

    /// <summary>Adds what is in another set; says whether there is anything new.</summary>
    public bool UnionWith(ColumnSet other)
    {
        var isNew = false;
        for (var i = 0; i < _words.Length; i++)
        {
            isNew |= (other._words[i] & ~_words[i]) != 0;
            _words[i] |= other._words[i];
        }

        return isNew;
    }
}
