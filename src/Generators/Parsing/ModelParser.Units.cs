using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ScalableMNN.Generators.Diagnostics;
using ScalableMNN.Generators.Symbolics;
using ScalableMNN.Generators.Units;

namespace ScalableMNN.Generators.Parsing;

/// <content>Units.</content>
internal sealed partial class ModelParser
{
    /// <summary>Reads the units that attributes declare, and says which cannot be read.</summary>
    private UnitsSpec ReadUnits()
    {
        var time = ReadUnit(_model.Attribute("MechanisticModel"), "TimeUnit", $"of the time of '{_model.Name}'");
        var units = new List<UnitSpec>();
        foreach (var property in _states.Values.Select(static state => state.Property))
        {
            Add(UnitOwner.Member, property, property.Attribute("State"), 0, $"of '{property.Name}'");
            foreach (var observed in property.GetAttributes().Where(static attribute => attribute.AttributeClass.Is("ObservedAttribute")))
            {
                Add(UnitOwner.Observed, property, observed, Arguments(observed).Whole("Order", 0), $"of what is measured of '{property.Name}'");
            }

            Add(UnitOwner.Dosed, property, property.Attribute("Dosed"), 0, $"of doses of '{property.Name}'");
        }

        foreach (var (property, attribute) in _coefficients.Concat(_observables))
        {
            Add(UnitOwner.Member, property, attribute, 0, $"of '{property.Name}'");
        }

        return time is null && units.Count == 0 ? UnitsSpec.None : new UnitsSpec(time, new EquatableArray<UnitSpec>([.. units]));

        void Add(UnitOwner owner, IPropertySymbol property, AttributeData? attribute, int order, string subject)
        {
            if (ReadUnit(attribute, "Unit", subject) is { } text)
            {
                units.Add(new UnitSpec(owner, property.Name, order, text));
            }
        }
    }

    private string? ReadUnit(AttributeData? attribute, string argument, string subject)
    {
        var arguments = Arguments(attribute);
        if (arguments.Name(argument) is not { } text)
        {
            return null;
        }

        if (UnitText.Read(text, out var unknown) is null)
        {
            _problems.Add(Descriptors.UnitNotRead, arguments.LocationOf(argument), text, subject);
            return null;
        }

        foreach (var symbol in unknown.Distinct())
        {
            var nearest = UnitSymbols.Nearest(symbol);
            _problems.Add(Descriptors.UnknownUnit, arguments.LocationOf(argument), symbol, subject, nearest is null ? string.Empty : $"; did you mean '{nearest}'?");
        }

        return text.Trim();
    }

    /// <summary>Warns of units that do not fit each other.</summary>
    private void ReportUnits(ModelSpec spec)
    {
        // A named term that stands in several places is checked in each, and said once.
        var said = new HashSet<(Location?, string)>();
        UnitCheck.Run(spec, (member, part, what) =>
        {
            var location = (part is null ? null : Expressions.LocationOf(part)) ?? (_model.GetMembers(member).FirstOrDefault() is { } declared ? LocationOf(declared) : ModelLocation);
            if (said.Add((location, what)))
            {
                _problems.Add(Descriptors.UnitMismatch, location, member, what);
            }
        });

        if (spec.Units.Time is null && spec.States.FirstOrDefault(state => spec.Units.Of(state.Name) is not null && spec.Equations.SelectMany(SymbolsOf).Any(part => part is StateSymbol { Order: > 0 } derivative && derivative.Name == state.Name)) is { } moving)
        {
            _problems.Add(Descriptors.TimeWithoutUnit, ModelLocation, _model.Name, moving.Name);
        }
    }
}
