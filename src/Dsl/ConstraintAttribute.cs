using System;

namespace ScalableMNN.Dsl;

/// <summary>
/// Declares a linear equation between learned coefficients, which estimation and discovery keep exactly. The member is a property of type <see cref="Equation"/> with an
/// expression body; <c>Rate[X * Y]</c> names the coefficient of a term of a library.
/// </summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class ConstraintAttribute : Attribute;
