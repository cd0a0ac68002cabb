using System.Collections.Generic;
using ScalableMNN.Generators.Parsing;

namespace ScalableMNN.Generators.Lowering.Marching;

/// <summary>Something that happens at a time. Behind each of its expressions stands the rate at which that changes.</summary>
/// <param name="Trigger">Which expression is its time, or zero or more where its condition is true; -1 where the schedule says when.</param>
/// <param name="Resets">What states, or derivatives of them, become: the state, the derivative, which expression it becomes, and which multiplies it; -1 for none.</param>
/// <param name="Terminates">Whether the trajectory ends with it.</param>
internal sealed record MarchEvent(string Name, EventKind Kind, int Trigger, IReadOnlyList<(int State, int Order, int Expression, int Factor)> Resets, bool Terminates)
{
    /// <summary>How it is triggered; null where it is not of that kind.</summary>
    public TriggeredSpec? Triggered { get; init; }
}
