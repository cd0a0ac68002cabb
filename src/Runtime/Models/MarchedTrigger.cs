using System.Collections.Generic;

namespace ScalableMNN.Runtime.Models;

/// <summary>When and how an event happens that waits for a condition to become true. The meaning is that of SBML Level 3 Version 2 Core, section 4.11.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="InitialValue">Whether the condition counts as true before the beginning, so that it does not become true there.</param>
/// <param name="Persistent">Whether the event happens even where the condition is no longer true when its delay is over.</param>
/// <param name="ValuesFromTrigger">Whether values are those of when the condition became true, rather than of when the event happens.</param>
/// <param name="Delay">Which expression says how much later it happens; -1 for at once.</param>
/// <param name="Priority">Which expression is the priority: of several events at one moment the one with the highest happens first; -1 for none.</param>
public sealed record MarchedTrigger(MarchedCondition Condition, bool InitialValue, bool Persistent, bool ValuesFromTrigger, int Delay, int Priority);

/// <summary>A condition: an expression compared with zero, or conditions joined.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Expression">The expression that is compared; -1 where parts are joined.</param>
/// <param name="Parts">The parts that are joined.</param>
public sealed record MarchedCondition(ConditionKind Kind, int Expression, IReadOnlyList<MarchedCondition> Parts);
