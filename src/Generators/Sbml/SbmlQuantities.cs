using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using ScalableMNN.Generators.Diagnostics;

namespace ScalableMNN.Generators.Sbml;

/// <summary>Everything in a model that has an identifier, and what determines it. Identifiers are checked here: each is there once, and each that is referred to is there.</summary>
internal sealed class SbmlQuantities
{
    private readonly Dictionary<string, XElement> _all = [];

    public SbmlQuantities(SbmlDocument document)
    {
        Document = document;
        Functions = document.Functions.ToDictionary(function => Declared(function.Id, function.Element));
        Compartments = document.Compartments.ToDictionary(compartment => Declared(compartment.Id, compartment.Element));
        Species = document.Species.ToDictionary(species => Declared(species.Id, species.Element));
        Parameters = document.Parameters.ToDictionary(parameter => Declared(parameter.Id, parameter.Element));
        Reactions = document.Reactions.ToDictionary(reaction => Declared(reaction.Id, reaction.Element));
        References = document.Reactions
            .SelectMany(static reaction => reaction.Reactants.Concat(reaction.Products))
            .Where(static reference => reference.Id is not null)
            .ToDictionary(reference => Declared(reference.Id!, reference.Element));
        foreach (var occurrence in document.Events.Where(static occurrence => occurrence.Id is not null))
        {
            Declared(occurrence.Id!, occurrence.Element);
        }

        foreach (var species in document.Species)
        {
            if (!Compartments.ContainsKey(species.Compartment))
            {
                throw new SbmlFault(Descriptors.SbmlBadReference, species.Element, $"there is no compartment '{species.Compartment}'");
            }
        }

        foreach (var reference in document.Reactions.SelectMany(static reaction => reaction.Reactants.Concat(reaction.Products)).Where(reference => !Species.ContainsKey(reference.Species)))
        {
            throw new SbmlFault(Descriptors.SbmlBadReference, reference.Element, $"there is no species '{reference.Species}'");
        }

        foreach (var (factor, element) in document.Species.Select(static species => (species.ConversionFactor, species.Element)).Append((document.ConversionFactor, document.Element)))
        {
            if (factor is not null && !Parameters.ContainsKey(factor))
            {
                throw new SbmlFault(Descriptors.SbmlBadReference, element, $"the conversion factor '{factor}' is no parameter");
            }
        }

        Assigned = Rules(document.AssignmentRules);
        Rated = Rules(document.RateRules);
        foreach (var rule in document.RateRules.Where(rule => Assigned.ContainsKey(rule.Variable)))
        {
            throw new SbmlFault(Descriptors.SbmlContradiction, rule.Element, $"'{rule.Variable}' has two rules");
        }

        Initial = document.InitialAssignments.ToDictionary(assignment => Initialised(assignment));
        foreach (var assignment in document.Events.SelectMany(static occurrence => occurrence.Assignments))
        {
            RequireVariable(assignment);
            if (Assigned.ContainsKey(assignment.Variable))
            {
                throw new SbmlFault(Descriptors.SbmlContradiction, assignment.Element, $"'{assignment.Variable}' has an assignment rule, so that no event can set it");
            }

            SetByEvents.Add(assignment.Variable);
        }

        foreach (var reference in document.Reactions.SelectMany(static reaction => reaction.Reactants.Concat(reaction.Products)))
        {
            if (Species[reference.Species] is { Boundary: false, Constant: false } && !Assigned.ContainsKey(reference.Species) && !Rated.ContainsKey(reference.Species))
            {
                SetByReactions.Add(reference.Species);
            }
        }
    }

    public SbmlDocument Document { get; }

    public Dictionary<string, SbmlFunction> Functions { get; }

    public Dictionary<string, SbmlCompartment> Compartments { get; }

    public Dictionary<string, SbmlSpecies> Species { get; }

    public Dictionary<string, SbmlParameter> Parameters { get; }

    public Dictionary<string, SbmlReaction> Reactions { get; }

    public Dictionary<string, SbmlReference> References { get; }

    /// <summary>What has an assignment rule.</summary>
    public Dictionary<string, SbmlFormula> Assigned { get; }

    /// <summary>What has a rate rule.</summary>
    public Dictionary<string, SbmlFormula> Rated { get; }

    /// <summary>What has an initial assignment.</summary>
    public Dictionary<string, SbmlFormula> Initial { get; } = [];

    public HashSet<string> SetByEvents { get; } = [];

    public HashSet<string> SetByReactions { get; } = [];

    /// <summary>What has a value and may be wanted, in the order of the file.</summary>
    public IEnumerable<string> Variables => Compartments.Keys.Concat(Species.Keys).Concat(Parameters.Keys).Concat(References.Keys);

    /// <summary>Whether it never changes.</summary>
    public bool IsConstant(string id) =>
        Compartments.TryGetValue(id, out var compartment) ? compartment.Constant
        : Species.TryGetValue(id, out var species) ? species.Constant
        : Parameters.TryGetValue(id, out var parameter) ? parameter.Constant
        : !References.TryGetValue(id, out var reference) || (reference.Constant && Document.Level > 2);

    /// <summary>Whether the file says what it is at the beginning.</summary>
    public bool HasValue(string id) =>
        Initial.ContainsKey(id)
        || (Compartments.TryGetValue(id, out var compartment) && compartment.Size is not null)
        || (Parameters.TryGetValue(id, out var parameter) && parameter.Value is not null)
        || (Species.TryGetValue(id, out var species) && (species.Amount ?? species.Concentration) is not null)
        || (References.TryGetValue(id, out var reference) && reference.Stoichiometry is not null);

    /// <summary>Whether formulas take a species as an amount.</summary>
    public bool IsAmount(SbmlSpecies species) => species.OnlySubstance || Compartments[species.Compartment].Dimensions == 0;

    private string Declared(string id, XElement element)
    {
        if (_all.ContainsKey(id))
        {
            throw new SbmlFault(Descriptors.SbmlBadReference, element, $"there are two elements with the id '{id}'");
        }

        _all.Add(id, element);
        return id;
    }

    private Dictionary<string, SbmlFormula> Rules(IEnumerable<SbmlFormula> rules)
    {
        var found = new Dictionary<string, SbmlFormula>();
        foreach (var rule in rules)
        {
            RequireVariable(rule);
            if (found.ContainsKey(rule.Variable))
            {
                throw new SbmlFault(Descriptors.SbmlContradiction, rule.Element, $"'{rule.Variable}' has two rules");
            }

            found.Add(rule.Variable, rule);
        }

        return found;
    }

    private void RequireVariable(SbmlFormula formula)
    {
        RequireQuantity(formula);
        if (IsConstant(formula.Variable))
        {
            throw new SbmlFault(Descriptors.SbmlContradiction, formula.Element, $"'{formula.Variable}' is constant, so that nothing can set it");
        }
    }

    private void RequireQuantity(SbmlFormula formula)
    {
        if (!Variables.Contains(formula.Variable))
        {
            throw new SbmlFault(Descriptors.SbmlBadReference, formula.Element, $"there is no compartment, species, parameter or stoichiometry '{formula.Variable}'");
        }
    }

    private string Initialised(SbmlFormula assignment)
    {
        RequireQuantity(assignment);
        return Initial.ContainsKey(assignment.Variable)
            ? throw new SbmlFault(Descriptors.SbmlContradiction, assignment.Element, $"'{assignment.Variable}' has two initial assignments")
            : assignment.Variable;
    }
}
