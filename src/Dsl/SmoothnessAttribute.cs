using System;

namespace ScalableMNN.Dsl;

/// <summary>Declares the scheme of the smoothness rows, and their weight in the least-squares problem.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SmoothnessAttribute : Attribute
{
    /// <summary>Declares smoothness rows.</summary>
    /// <param name="scheme">The scheme.</param>
    public SmoothnessAttribute(Scheme scheme = Scheme.Automatic) => Scheme = scheme;

    /// <summary>The scheme; the default is <see cref="Scheme.Automatic"/>, which <see cref="Prolongation"/> makes Hermite, and <see cref="Central"/> Taylor.</summary>
    public Scheme Scheme { get; }

    /// <summary>
    /// k: how many times the equations are differentiated in time, by the compiler, to hold for k more derivatives of the states, which are then carried as well.
    /// For <see cref="Scheme.Hermite"/> only; the default is 0 where the scheme is named. Where <see cref="Scheme.Automatic"/> takes Hermite rows, it is 1 where every given value has the derivatives that this
    /// needs and no equation has a root, an absolute value or a power that is not whole, and 0 otherwise.
    /// </summary>
    public int Prolongation { get; set; }

    /// <summary>
    /// Replaces the two Taylor rows of the highest derivative by one central difference over each pair of neighbouring intervals
    /// (the reference implementation's <c>enable_central_smoothness</c>).
    /// </summary>
    public bool Central { get; set; }

    /// <summary>Weight of every smoothness row, greater than 0; the default is 1.</summary>
    public double Weight { get; set; } = 1;
}
