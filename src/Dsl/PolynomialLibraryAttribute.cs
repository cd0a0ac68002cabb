using System;

namespace ScalableMNN.Dsl;

/// <summary>
/// Declares a library: all monomials of states up to a degree, each with a learned coefficient of its own for the whole model, at first 0. The coefficients of a library
/// <c>Rate</c> are called <c>Rate1</c> (of the constant), <c>RateX</c>, <c>RateXX</c>, <c>RateXY</c> and so on.
/// </summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class PolynomialLibraryAttribute : Attribute
{
    /// <summary>Highest degree of the monomials, from 1 to 8; the default is 2.</summary>
    public int Degree { get; set; } = 2;

    /// <summary>The names of the states that the monomials are made of; the default is all states.</summary>
    public string[]? Of { get; set; }

    /// <summary>Whether the constant 1 is among the terms, as it is by default.</summary>
    public bool Constant { get; set; } = true;
}
