using System.Collections.Generic;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Lowering.Marching;

/// <summary>An equation of a march, as left side minus right side, and its derivatives, as <c>MarchedEquation</c> in the runtime says where they stand.</summary>
/// <param name="Name">The name of the equation.</param>
/// <param name="Text">It as text.</param>
/// <param name="Value">Left side minus right side.</param>
/// <param name="First">Where the first of its derivatives stands among those of all equations.</param>
/// <param name="Unknowns">Its derivatives with respect to the unknowns of a point; those that vanish are left out.</param>
/// <param name="Header">Its derivatives with respect to values of the header.</param>
/// <param name="Steps">Its derivatives with respect to values of a grid point.</param>
internal sealed record MarchRow(
    string Name,
    string Text,
    Expression Value,
    int First,
    IReadOnlyList<(int Index, Expression Derivative)> Unknowns,
    IReadOnlyList<(int Index, Expression Derivative)> Header,
    IReadOnlyList<(int Index, Expression Derivative)> Steps)
{
    /// <summary>How many derivatives it has.</summary>
    public int Width => Unknowns.Count + Header.Count + Steps.Count;
}
