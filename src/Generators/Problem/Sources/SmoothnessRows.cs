using System.Collections.Generic;
using ScalableMNN.Generators.Parsing;

namespace ScalableMNN.Generators.Problem.Sources;

/// <summary>The rows that tie the unknowns of neighbouring points together, by the scheme of the model.</summary>
internal static class SmoothnessRows
{
    /// <summary>The rows over each step.</summary>
    public static IEnumerable<Row> Of(StateBlock state, SmoothnessSpec smoothness) => smoothness.Scheme switch
    {
        SmoothnessScheme.Hermite => HermiteRows.Of(state, state.Order - smoothness.Prolongation, smoothness.Weight),
        _ => TaylorRows.Of(state, smoothness.Central ? state.Order - 1 : state.Order, smoothness.Weight),
    };

    /// <summary>
    /// Rows that hold together with the equations, as parameters need them that are estimated: Taylor rows are more than the unknowns can satisfy, so that their misfit depends on the
    /// parameters and would draw them to where the solution is straight. In their place stand Hermite rows of the same unknowns.
    /// </summary>
    public static IEnumerable<Row> ForEstimation(StateBlock state, SmoothnessSpec smoothness) =>
        smoothness.Scheme == SmoothnessScheme.Taylor ? HermiteRows.Of(state, state.Order, 1) : Of(state, smoothness);
}
