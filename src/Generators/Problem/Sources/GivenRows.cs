using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Problem.Sources;

/// <summary>The rows of a state's given values at the first points.</summary>
internal static class GivenRows
{
    public static IEnumerable<Row> Of(StateBlock state) => state.Initial is not { } initial
        ? []
        : Enumerable.Range(0, initial.Orders).Select(order => new Row(
            $"{state.Name}Given{order}",
            $"Given values of {state.Name}.",
            initial.Weight,
            Extent.First(initial.Points),
            [new RowEntry(state.Offset + order, order, Simplifier.One)],
            new GivenSymbol(state.Name, order)));
}
