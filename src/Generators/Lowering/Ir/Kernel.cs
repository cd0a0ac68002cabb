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
}

/// <summary>The body of one phase.</summary>
/// <param name="Summary">What it does, in a sentence.</param>
/// <param name="Parts">What was put into methods of their own, in the order in which they run within a step.</param>
/// <param name="Workspace">How many lanes of workspace the phase uses.</param>
internal sealed record Kernel(Phase Phase, string Summary, IReadOnlyList<Statement> Body, IReadOnlyList<Part> Parts, int Workspace);

/// <summary>A part of a phase's work at one grid point, as a method of its own.</summary>
/// <param name="Number">Which part of the phase it is, from 1.</param>
internal sealed record Part(Phase Phase, int Number, IReadOnlyList<Statement> Body)
{
    public string Name => $"{Phase}Part{Number}";
}

/// <summary>A table of constants that indices are read from.</summary>
internal sealed record Table(string Name, IReadOnlyList<int> Values);
