using System;

namespace ScalableMNN.Dsl;

/// <summary>
/// Declares a quantity that follows from learned and given values, such as a half-life from a clearance and a volume: a property of type <see cref="Term"/> with an expression body. An estimate gives it with its standard
/// error and its interval. Where the expression names a value of each trajectory, there is one for each trajectory. It says nothing about the solution, and contains neither states nor time.
/// </summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class DerivedAttribute : Attribute;
