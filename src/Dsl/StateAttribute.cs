using System;

namespace ScalableMNN.Dsl;

/// <summary>Declares a state u of the model: an unknown function of time, represented at every grid point by u and its derivatives up to <see cref="Order"/>.</summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class StateAttribute : Attribute
{
    /// <summary>
    /// Highest time derivative carried by the solver, from 1 to 16 and no smaller than the highest derivative that an equation uses. A higher order than the
    /// equations need makes the Taylor scheme more accurate.
    /// </summary>
    public int Order { get; set; }
}
