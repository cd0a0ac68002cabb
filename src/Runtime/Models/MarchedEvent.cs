using System.Collections.Generic;

namespace ScalableMNN.Runtime.Models;

/// <summary>Something that happens at a time. Behind each expression of it stands, as the next expression, the rate at which it changes along the trajectory.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">When it happens.</param>
/// <param name="Trigger">Which of the expressions is its time, or becomes zero from below when it happens; -1 where a schedule says when.</param>
/// <param name="Resets">What states become. All values are those of just before.</param>
/// <param name="Terminates">Whether the trajectory ends with it.</param>
public sealed record MarchedEvent(string Name, EventKind Kind, int Trigger, IReadOnlyList<MarchedReset> Resets, bool Terminates)
{
    /// <summary>How it is triggered, of a triggered event; null for others.</summary>
    public MarchedTrigger? Triggered { get; init; }
}

/// <summary>What a state, or a derivative of one, becomes.</summary>
/// <param name="State">Index of the state.</param>
/// <param name="Order">Which derivative.</param>
/// <param name="Expression">Which of the expressions it becomes.</param>
public sealed record MarchedReset(int State, int Order, int Expression)
{
    /// <summary>Which of the expressions multiplies it, as that is when the event happens, also where the event takes values of its trigger; -1 for none. Only triggered events have one.</summary>
    public int Factor { get; init; } = -1;
}
