using ScalableMNN.Generators.Parsing;

namespace ScalableMNN.Generators.Lowering;

/// <summary>A state and its unknowns at a grid point.</summary>
/// <param name="Offset">Index of the first of them.</param>
/// <param name="Initial">Its given values, or null.</param>
/// <param name="Scheme">Its smoothness rows.</param>
internal sealed record StateBlock(string Name, int Order, int Offset, InitialSpec? Initial, TaylorScheme Scheme)
{
    public int Size => Order + 1;
}
