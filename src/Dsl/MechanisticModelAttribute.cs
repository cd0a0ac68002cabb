using System;

namespace ScalableMNN.Dsl;

/// <summary>
/// Declares a partial class as a mechanistic model: its states, coefficients and equations are partial properties and private members that carry
/// the attributes of this namespace, and the source generator writes the solver into the same class.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class MechanisticModelAttribute : Attribute
{
    /// <summary>The unit of time, such as "h": of the times of a schedule or grid, and of what a derivative is per. The compiler checks with it; it changes no number.</summary>
    public string? TimeUnit { get; set; }
}
