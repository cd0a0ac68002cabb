using System;

namespace ScalableMNN.Dsl;

/// <summary>
/// Declares an equation that holds at every grid point. The member is a property of type <see cref="Equation"/> with an expression body. An equation
/// without derivatives is an algebraic row: conservation laws and differential-algebraic systems need nothing special.
/// </summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class EquationAttribute : Attribute
{
    /// <summary>Weight of these rows in the least-squares problem, greater than 0; the default is 1.</summary>
    public double Weight { get; set; } = 1;
}
