using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Parsing;

namespace ScalableMNN.Generators.Emission;

internal sealed partial class SurfacePrinter
{
    /// <summary>Units as data, for reports; nothing for a model without.</summary>
    private void PrintUnits()
    {
        var units = _spec.Units;
        var members = new List<(string Name, string Unit)>();
        foreach (var state in _spec.States)
        {
            if ((units.Of(state.Name) ?? units.OfMeasured(state.Name)) is { } unit)
            {
                members.Add((state.Name, unit));
                if (state.Initial is not null)
                {
                    members.Add(("Initial" + state.Name, unit));
                }
            }
        }

        members.AddRange(_spec.Coefficients.Select(static coefficient => coefficient.Name)
            .Concat(_spec.Observables.Select(static observable => observable.Name))
            .Select(name => (name, units.Of(name)!))
            .Where(static member => member.Item2 is not null));
        if (units.Time is null && members.Count == 0)
        {
            return;
        }

        _writer.Line($"Units = new({(units.Time is null ? "null" : SourceWriter.Literal(units.Time))}, new global::System.Collections.Generic.Dictionary<string, string>");
        using (_writer.Block(string.Empty, "),"))
        {
            foreach (var (name, unit) in members)
            {
                _writer.Line($"[{SourceWriter.Literal(name)}] = {SourceWriter.Literal(unit)},");
            }
        }
    }

    /// <summary>The unit as a part of a sentence of documentation; empty where none is declared.</summary>
    private string InUnit(string member) => InUnit(_spec.Units.Of(member), true);

    private string InUnitOfDoses(string state) => InUnit(_spec.Units.OfDoses(state) ?? _spec.Units.Of(state), false);

    private string InUnitOfMeasured(string name) => InUnit(_spec.Units.OfMeasured(name) ?? _spec.Units.Of(name), false);

    private string InUnitOfTime => InUnit(_spec.Units.Time, false);

    private static string InUnit(string? unit, bool apart) => unit is null ? string.Empty : $"{(apart ? "," : string.Empty)} in {unit}";
}
