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

    /// <summary>Of a model that can be estimated: see <c>IEstimableModel</c> in the runtime.</summary>
    Linearise,

    /// <summary>Of a model that can be marched, as the three after it: see <c>IMechanisticModel</c> in the runtime.</summary>
    Evaluate,
    Differentiate,
    Prolong,
    Express,
}

/// <summary>The body of one phase.</summary>
/// <param name="Summary">What it does, in a sentence.</param>
/// <param name="Body">What is done before the sweep over the grid points, the sweep, and what follows it.</param>
/// <param name="Workspace">How many lanes of workspace it uses.</param>
internal sealed record Kernel(Phase Phase, string Summary, IReadOnlyList<Statement> Body, int Workspace = 0);

/// <summary>A table of constants that indices are read from.</summary>
internal sealed record Table(string Name, IReadOnlyList<int> Values);
