using System.Collections.Generic;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Lowering;

/// <summary>An equation as a row of the least-squares problem: the sum over its entries of coefficient times unknown equals the right-hand side.</summary>
/// <param name="Text">The equation as text, for the reader of the kernel.</param>
internal sealed record EquationRow(string Name, string Text, double Weight, IReadOnlyList<RowEntry> Entries, Expression RightHandSide)
{
    /// <summary>Whether the row gives a value, where there is one, rather than an equation.</summary>
    public bool Observes { get; init; }
}

/// <summary>The coefficient of an unknown in a row.</summary>
/// <param name="Unknown">Index of the unknown among those of a grid point.</param>
/// <param name="Order">Which derivative of its state it is.</param>
internal sealed record RowEntry(int Unknown, int Order, Expression Coefficient);
