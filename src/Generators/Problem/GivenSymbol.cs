using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Problem;

/// <summary>A value that the caller gives for a derivative of a state at a first point.</summary>
internal sealed record GivenSymbol(string State, int Order) : Expression;
