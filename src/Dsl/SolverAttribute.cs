using System;

namespace ScalableMNN.Dsl;

/// <summary>Chooses how a model is solved.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SolverAttribute : Attribute
{
    /// <summary>How the least-squares problem is eliminated.</summary>
    public Elimination Elimination { get; set; }

    /// <summary>In which floating-point numbers it is eliminated; the default is <see cref="Precision.Double"/>.</summary>
    public Precision Precision { get; set; }
}
