using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using ScalableMNN.Generators.Parsing;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Sbml;

/// <summary>
/// An SBML model as a specification, the same as a declaration in C# makes. What changes is a state: a species as its amount; what an assignment rule gives is an algebraic state; what never changes is a learned
/// coefficient that starts at the file's value. Initial values are an event at the beginning, so that they follow the coefficients that they are made of.
/// </summary>
/// <param name="Spec">The specification.</param>
/// <param name="Outputs">What each compartment, species (amount and, with brackets, concentration), parameter, stoichiometry and reaction is, as a term of states, coefficients and time.</param>
internal sealed record SbmlModel(ModelSpec Spec, IReadOnlyDictionary<string, Expression> Outputs)
{
    public static SbmlModel Of(SbmlDocument document, string name, string space)
    {
        var quantities = new SbmlQuantities(document);
        var naming = new SbmlNaming(name);
        var meaning = new SbmlMeaning(quantities, naming, AlgebraicVariables.Of(quantities, naming));
        var states = new List<StateSpec>();
        var equations = new List<EquationSpec>();
        var initial = new List<ResetSpec>();
        foreach (var id in quantities.Variables)
        {
            var element = ElementOf(quantities, id);
            if (quantities.Assigned.TryGetValue(id, out var rule))
            {
                states.Add(new StateSpec(naming.Of(id), "public", 0, null));
                equations.Add(new EquationSpec($"OfRule{naming.Of(id)}", meaning.State(id), Simplifier.Simplify(meaning.Content(id, rule.Element)), 1));
            }
            else if (meaning.IsState(id))
            {
                var isAlgebraic = !quantities.Rated.ContainsKey(id) && !quantities.SetByEvents.Contains(id) && !quantities.SetByReactions.Contains(id);
                states.Add(new StateSpec(naming.Of(id), "public", isAlgebraic ? 0 : 1, null));
                if (!isAlgebraic)
                {
                    equations.Add(new EquationSpec($"Of{naming.Of(id)}", new StateSymbol(naming.Of(id), 1), meaning.RateOfContent(id, element), 1));
                }

                // Where an algebraic rule determines it without a first guess in the file, 1 is one that may be divided by.
                initial.Add(new ResetSpec(meaning.State(id), isAlgebraic && !quantities.HasValue(id) ? Simplifier.One : Simplifier.Simplify(meaning.InitialContent(id, element))));
            }
        }

        foreach (var (rule, i) in document.AlgebraicRules.Select(static (rule, i) => (rule, i)))
        {
            equations.Add(new EquationSpec($"Algebraic{Text(i + 1)}", Simplifier.Simplify(meaning.Number(rule.Math)), Simplifier.Zero, 1));
        }

        if (states.Count == 0)
        {
            // A model in which nothing changes has no equation; the time that passes gives it one.
            var clock = naming.Of("Clock");
            states.Add(new StateSpec(clock, "public", 1, null));
            equations.Add(new EquationSpec("OfClock", new StateSymbol(clock, 1), Simplifier.One, 1));
            initial.Add(new ResetSpec(new StateSymbol(clock, 0), Simplifier.Zero));
        }

        var events = new List<EventSpec> { new(naming.Of("Beginning"), EventKind.Initial, null, new EquatableArray<ResetSpec>([.. initial]), false) };
        events.AddRange(document.Events.Where(static occurrence => occurrence.Trigger is not null).Select((occurrence, i) => Event(occurrence, quantities, meaning, naming, i)));
        var outputs = OutputsOf(quantities, meaning);
        var spec = new ModelSpec(
            space,
            EquatableArray<string>.Empty,
            name,
            "public partial class",
            space.Length == 0 ? name : $"{space}.{name}",
            document.Name ?? document.Id ?? string.Empty,
            false,
            new EquatableArray<StateSpec>([.. states]),
            new EquatableArray<CoefficientSpec>([.. meaning.Coefficients]),
            new EquatableArray<EquationSpec>([.. equations]),
            new GridSpec(0, CoefficientSource.Input, Variation.Step, 0, 0, double.PositiveInfinity, 0),
            new SmoothnessSpec(SmoothnessScheme.Hermite, Central: false, 1) { Reason = "a model of SBML is solved with a tolerance" })
        {
            Events = new EquatableArray<EventSpec>([.. events]),
            IsMarchedOnly = true,
        };
        return new SbmlModel(spec, outputs);
    }

    private static EventSpec Event(SbmlEvent occurrence, SbmlQuantities quantities, SbmlMeaning meaning, SbmlNaming naming, int index)
    {
        var resets = new List<ResetSpec>();
        foreach (var assignment in occurrence.Assignments)
        {
            var value = meaning.Number(assignment.Math);
            Expression? factor = null;
            if (quantities.Species.TryGetValue(assignment.Variable, out var species) && !quantities.IsAmount(species))
            {
                // The concentration that is set is in the volume before: where the event changes that too, the amount stays what it has become.
                var volume = meaning.Value(species.Compartment, assignment.Element);
                if (occurrence.ValuesFromTrigger && (volume.ContainsState() || (volume.Symbols & SymbolKinds.Time) != 0))
                {
                    // The concentration is that of the trigger; the volume is that of when the event happens, which another event may have changed.
                    factor = volume;
                }
                else
                {
                    value = new Binary(BinaryOperator.Multiply, value, volume);
                }
            }

            resets.Add(new ResetSpec(meaning.State(assignment.Variable), Simplifier.Simplify(value)) { Factor = factor });
        }

        return new EventSpec(naming.Of(occurrence.Id ?? $"Event{Text(index + 1)}"), EventKind.Triggered, null, new EquatableArray<ResetSpec>([.. resets]), false)
        {
            Triggered = new TriggeredSpec(
                meaning.Condition(occurrence.Trigger!),
                occurrence.InitialValue,
                occurrence.Persistent,
                occurrence.ValuesFromTrigger,
                occurrence.Delay is { } delay ? Simplifier.Simplify(meaning.Number(delay)) : null,
                occurrence.Priority is { } priority ? Simplifier.Simplify(meaning.Number(priority)) : null),
        };
    }

    private static Dictionary<string, Expression> OutputsOf(SbmlQuantities quantities, SbmlMeaning meaning)
    {
        var outputs = new Dictionary<string, Expression>();
        foreach (var id in quantities.Variables.Concat(quantities.Reactions.Keys))
        {
            Add(id, () => quantities.Reactions.TryGetValue(id, out var reaction) ? meaning.Value(id, reaction.Element) : meaning.Content(id, ElementOf(quantities, id)));
            if (quantities.Species.TryGetValue(id, out var species))
            {
                Add($"[{id}]", () => quantities.IsAmount(species)
                    ? new Binary(BinaryOperator.Divide, meaning.Value(id, species.Element), meaning.Value(species.Compartment, species.Element))
                    : meaning.Value(id, species.Element));
            }
        }

        return outputs;

        void Add(string id, Func<Expression> find)
        {
            try
            {
                outputs.Add(id, find());
            }
            catch (SbmlFault fault) when (fault.Descriptor == Diagnostics.Descriptors.SbmlNoValue)
            {
                // What has no value and is needed for nothing is no fault.
            }
        }
    }

    private static XElement ElementOf(SbmlQuantities quantities, string id) =>
        quantities.Compartments.TryGetValue(id, out var compartment) ? compartment.Element
        : quantities.Species.TryGetValue(id, out var species) ? species.Element
        : quantities.Parameters.TryGetValue(id, out var parameter) ? parameter.Element
        : quantities.References[id].Element;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
