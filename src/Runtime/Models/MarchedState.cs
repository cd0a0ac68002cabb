namespace ScalableMNN.Runtime.Models;

/// <summary>A state of a march.</summary>
/// <param name="Order">Its highest derivative in the equations; zero for an algebraic state.</param>
/// <param name="Offset">Where it stands among the unknowns of a time; its derivatives follow.</param>
public sealed record MarchedState(int Order, int Offset);
