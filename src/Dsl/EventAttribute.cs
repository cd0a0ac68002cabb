using System;

namespace ScalableMNN.Dsl;

/// <summary>
/// Declares an event: a property of type <see cref="Event"/> whose body begins with <c>When(left &lt;= right)</c>, <c>At(time)</c>, or, for one that the schedule gives by time, with the first <c>Set(state, value)</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class EventAttribute : Attribute
{
    /// <summary>Whether the trajectory ends with it: what is wanted later is NaN.</summary>
    public bool Terminates { get; set; }
}
