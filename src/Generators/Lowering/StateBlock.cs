using ScalableMNN.Generators.Parsing;

namespace ScalableMNN.Generators.Lowering;

/// <summary>A state and its unknowns at a grid point.</summary>
/// <param name="Order">R, the highest derivative that is carried.</param>
/// <param name="Offset">Index of the first unknown.</param>
/// <param name="Initial">Its given values, or null.</param>
/// <param name="Rows">Its smoothness rows.</param>
internal sealed record StateBlock(string Name, int Order, int Offset, InitialSpec? Initial, SmoothnessRows Rows)
{
    public int Size => Order + 1;
}
