using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Parsing;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Problem.Sources;

/// <summary>The rows of what may be observed. They vanish where nothing is given; there the given value reads zero.</summary>
internal sealed class ObservedRows(ModelSpec spec, Unknowns unknowns, EquationRows equations, Prolongation prolongation, RowNames names)
{
    private readonly HashSet<string> _perPoint =
        [.. spec.Coefficients.Where(static coefficient => coefficient.Per == Variation.Step).Select(static coefficient => coefficient.Name)];

    /// <summary>The rows of a state and its derivatives.</summary>
    public IEnumerable<Row> Of(StateSpec state) => state.Observed.Select(observed =>
    {
        var name = SlotTable.ObservedName(state.Name, observed.Order);
        var symbol = new StateSymbol(state.Name, observed.Order);
        var entry = new RowEntry(unknowns.Of(symbol), observed.Order, new CoefficientSymbol(SlotTable.PresenceOf(name)));
        var text = $"{EquationText.Of(symbol)} where it is observed";
        return new Row(names.Free(name), text, observed.Weight, Extent.EveryPoint, [entry], new CoefficientSymbol(name)) { IsMeasured = true };
    });

    /// <summary>The row of an expression.</summary>
    public Row Of(ObservableSpec observable)
    {
        var name = SlotTable.ObservedName(observable.Name, 0);
        var equation = new EquationSpec(name, prolongation.Inline(observable.Body), new CoefficientSymbol(name), observable.Weight);
        var form = LinearForm.TryCreate(equation, out _)
            ?? Linearisation.Of(new TimeDerivatives(prolongation, Simplifier.Sum((equation.Left, 1), (equation.Right, -1))), 0);
        var row = equations.Row(names.Free(name), $"{observable.Name} = {EquationText.Of(observable.Body)} where it is observed", observable.Weight, form);
        var absent = new AbsentObservation(new CoefficientSymbol(SlotTable.PresenceOf(name)), Varies);
        return row with
        {
            Entries = [.. row.Entries.Select(entry => entry with { Coefficient = prolongation.Share(absent.Silence(entry.Coefficient)) })],
            RightHandSide = prolongation.Share(absent.Silence(row.RightHandSide)),
            IsMeasured = true,
        };
    }

    private bool Varies(Expression expression) =>
        (expression.Symbols & (SymbolKinds.State | SymbolKinds.Time)) != 0
        || ((expression.Symbols & SymbolKinds.Coefficient) != 0
            && expression.DescendantsAndSelf().OfType<CoefficientSymbol>().Any(symbol => _perPoint.Contains(symbol.Name)));
}
