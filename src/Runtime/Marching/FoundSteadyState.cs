using System.Collections.Generic;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Marching;

/// <summary>A steady state, or why there is none.</summary>
/// <param name="Status">Ok, or what the trajectory ends with.</param>
/// <param name="Fault">Why there is none, as a sentence or its beginning; null where there is one.</param>
/// <param name="Components">The components.</param>
/// <param name="Interval">One interval from there to there.</param>
/// <param name="Factor">I - M in L U factors, with M the derivatives of the components at the end of the interval with respect to those at its beginning.</param>
/// <param name="Pivots">The row exchanges of the factors.</param>
internal sealed record FoundSteadyState(SolveStatus Status, string? Fault, double[] Components, IReadOnlyList<MarchedPart> Interval, double[] Factor, int[] Pivots)
{
    /// <summary>There is none.</summary>
    public static FoundSteadyState None(SolveStatus status, string fault) => new(status, fault, [], [], [], []);
}
