using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Lowering.Ir;

namespace ScalableMNN.Generators.Lowering.Reflections;

/// <summary>A row of the stack that is triangularised at a grid point: its coefficients on the point's unknowns and the next point's, then its right-hand side.</summary>
internal sealed class StackedRow(int unknowns)
{
    private readonly Operand[] _entries = Enumerable.Repeat(Operand.Zero, (2 * unknowns) + 1).ToArray();

    public Operand this[int column]
    {
        get => _entries[column];
        set => _entries[column] = value;
    }

    /// <summary>The row as it is now.</summary>
    public StackedRow Copy()
    {
        var copy = new StackedRow(unknowns);
        _entries.CopyTo(copy._entries, 0);
        return copy;
    }

    /// <summary>The column of the right-hand side.</summary>
    public int RightHandSide => 2 * unknowns;

    /// <summary>The columns that are not known to be zero.</summary>
    public IEnumerable<int> Columns => Enumerable.Range(0, _entries.Length).Where(column => !_entries[column].IsZero);
}
