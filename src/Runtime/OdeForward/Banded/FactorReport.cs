using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Banded;

/// <summary>How the factorisation of a trajectory ended, and where.</summary>
internal readonly record struct FactorReport(SolveStatus Status, int Step);
