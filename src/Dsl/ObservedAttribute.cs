using System;

namespace ScalableMNN.Dsl;

/// <summary>
/// Declares that the caller may give values of a state, or of a derivative of it, at any grid points, as rows of the least-squares problem: measured data that
/// the solution is to follow, or boundary values. The input <c>ObservedX</c> of a state X is NaN, which stands for no value, until it is set.
/// </summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false, AllowMultiple = true)]
public sealed class ObservedAttribute : Attribute
{
    /// <summary>Which derivative is given: 0 (the default) is the state itself, 1 its first derivative, as the input <c>ObservedXD1</c>.</summary>
    public int Order { get; set; }

    /// <summary>Weight of these rows in the least-squares problem, greater than 0; the default is 1.</summary>
    public double Weight { get; set; } = 1;
}
