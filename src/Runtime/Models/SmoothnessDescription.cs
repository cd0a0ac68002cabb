using ScalableMNN.Dsl;

namespace ScalableMNN.Runtime.Models;

/// <summary>The rows that tie neighbouring grid points together.</summary>
/// <param name="Scheme">Their scheme.</param>
/// <param name="Weight">Weight of every row.</param>
/// <param name="Central">Whether a central row stands in the place of the two of the highest derivative.</param>
public sealed record SmoothnessDescription(Scheme Scheme, double Weight, bool Central);
