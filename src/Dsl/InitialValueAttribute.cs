using System;

namespace ScalableMNN.Dsl;

/// <summary>Declares that the caller gives the values of a state at the first grid points. A state without this attribute has no initial rows.</summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class InitialValueAttribute : Attribute
{
    /// <summary>How many derivatives are given, counted from the state itself: 1 (the default) gives u, 2 gives u and u'.</summary>
    public int Orders { get; set; } = 1;

    /// <summary>At how many grid points they are given, counted from the first; the default is 1.</summary>
    public int Points { get; set; } = 1;

    /// <summary>Weight of these rows in the least-squares problem, greater than 0; the default is 1.</summary>
    public double Weight { get; set; } = 1;
}
