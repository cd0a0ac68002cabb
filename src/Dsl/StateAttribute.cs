using System;

namespace ScalableMNN.Dsl;

/// <summary>Declares a state u of the model: an unknown function of time, represented at every grid point by u and its derivatives up to <see cref="Order"/>.</summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class StateAttribute : Attribute
{
    /// <summary>
    /// The order of the state: that of the highest derivative that an equation uses, 0 for an algebraic variable, at most 16. A higher order than the equations' asks for Taylor rows that carry
    /// derivatives up to it, which makes them more accurate.
    /// </summary>
    public int Order { get; set; }

    /// <summary>
    /// The unit of the state, such as "mg/L". Where units are declared the compiler checks that they fit; they change no number.
    /// </summary>
    public string? Unit { get; set; }
}
