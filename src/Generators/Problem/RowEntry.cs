using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Problem;

/// <summary>The coefficient of an unknown in a row: c L^p, with L the length over which the row reaches, one step or the sum of two.</summary>
/// <param name="Unknown">Index of the unknown among those of a grid point.</param>
/// <param name="Order">Which derivative of its state it is.</param>
/// <param name="Coefficient">c.</param>
internal sealed record RowEntry(int Unknown, int Order, Expression Coefficient)
{
    /// <summary>How many points ahead the unknown is: 0, 1 or 2.</summary>
    public int Ahead { get; init; }

    /// <summary>p, the power of the length in the coefficient.</summary>
    public int Power { get; init; }

    /// <summary>c, where it is a number.</summary>
    public double Value => ((Number)Coefficient).Value;
}
