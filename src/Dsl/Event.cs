using System.Diagnostics.CodeAnalysis;

namespace ScalableMNN.Dsl;

/// <summary>
/// Something that happens at a time: when a condition becomes true, at a time that parameters say, or when a schedule says so; and what states become then. It describes, and is never evaluated.
/// </summary>
[SuppressMessage("Naming", "CA1716:Identifiers should not match keywords", Justification = "It is the field's word, and models are declared in C#, where it is no keyword.")]
public sealed class Event
{
    private Event()
    {
    }

    /// <summary>Describes what a state becomes. All values are those of just before.</summary>
    /// <param name="state">A state, or one of its derivatives below the highest in the equations.</param>
    /// <param name="value">What it becomes.</param>
    /// <returns>The event, with this added.</returns>
    public Event Set(Term state, Term value) => throw Marker.Evaluated("Event.Set");
}
