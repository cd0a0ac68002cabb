namespace ScalableMNN.Runtime.Models;

/// <summary>A state of a model.</summary>
/// <param name="Name">The name of its property.</param>
/// <param name="Order">Its order R; it has R + 1 unknowns at a grid point.</param>
/// <param name="Offset">Index of its first unknown among those of a grid point.</param>
public sealed record StateDescription(string Name, int Order, int Offset);
