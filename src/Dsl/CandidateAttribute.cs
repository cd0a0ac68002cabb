using System;

namespace ScalableMNN.Dsl;

/// <summary>
/// Declares a candidate term of your own: a property of type <see cref="Term"/> with an expression body. It is added to the libraries of the model, with a learned
/// coefficient that bears the names of library and candidate: <c>RateDrag</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class CandidateAttribute : Attribute
{
    /// <summary>Declares a candidate term.</summary>
    /// <param name="libraries">The names of the libraries that it is added to; none stands for all of the model.</param>
    public CandidateAttribute(params string[] libraries) => Libraries = libraries;

    /// <summary>The names of the libraries that it is added to; none stands for all of the model.</summary>
    public string[] Libraries { get; }
}
