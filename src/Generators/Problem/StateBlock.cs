using ScalableMNN.Generators.Parsing;

namespace ScalableMNN.Generators.Problem;

/// <summary>A state and its unknowns at a grid point.</summary>
/// <param name="Order">R, the highest derivative that is carried.</param>
/// <param name="Offset">Index of the first unknown.</param>
/// <param name="Initial">Its given values, or null.</param>
internal sealed record StateBlock(string Name, int Order, int Offset, InitialSpec? Initial)
{
    public int Size => Order + 1;

    /// <summary>Whether a row concerns the state.</summary>
    public bool IsIn(Row row) => row.Entries.Count > 0 && row.Entries[0].Unknown >= Offset && row.Entries[0].Unknown < Offset + Size;
}
