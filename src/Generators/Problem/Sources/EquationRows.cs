using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Parsing;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Problem.Sources;

/// <summary>The rows of the equations and of their time derivatives, linearised where they are not linear.</summary>
internal sealed class EquationRows(Unknowns unknowns, Prolongation prolongation, RowNames names)
{
    /// <summary>The rows of an equation: itself, and as many derivatives as the scheme asks for.</summary>
    public IEnumerable<Row> Of(EquationSpec written) => prolongation.Equations(written)
        .Zip(prolongation.Forms(written), static (derived, form) => (derived, form))
        .Select((row, k) => Row(names.Of(written, k), Prolongation.TextOf(written, row.derived, k), written.Weight, row.form));

    /// <summary>A row of a linear form in the unknowns of a grid point.</summary>
    public Row Row(string name, string text, double weight, LinearForm form) => new(
        name,
        text,
        weight,
        Extent.EveryPoint,
        [.. form.Terms.Select(term => new RowEntry(unknowns.Of(term.State), term.State.Order, term.Coefficient)).OrderBy(static entry => entry.Unknown)],
        form.RightHandSide);
}
