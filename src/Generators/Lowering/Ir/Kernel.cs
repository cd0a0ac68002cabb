using System.Collections.Generic;

namespace ScalableMNN.Generators.Lowering.Ir;

/// <summary>The phases of a solve, one kernel each: see <c>IMechanisticModel</c> in the runtime.</summary>
internal enum Phase
{
    Factorise,
    Reduce,
    Substitute,
    Residual,
    Chain,
}

/// <summary>The body of one phase.</summary>
/// <param name="Summary">What it does, in a sentence.</param>
internal sealed record Kernel(Phase Phase, string Summary, IReadOnlyList<Statement> Body);

/// <summary>A table of constants that indices are read from.</summary>
internal sealed record Table(string Name, IReadOnlyList<int> Values);
