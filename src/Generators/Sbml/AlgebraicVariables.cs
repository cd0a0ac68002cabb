using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Diagnostics;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Sbml;

/// <summary>Finds which quantities the algebraic rules of a model determine: a maximum matching of rules and of what may change and nothing else determines. Source: SBML Level 3 Version 2 Core, section 4.9.2.</summary>
internal static class AlgebraicVariables
{
    public static HashSet<string> Of(SbmlQuantities quantities, SbmlNaming naming)
    {
        var rules = quantities.Document.AlgebraicRules;
        if (rules.Count == 0)
        {
            return [];
        }

        var free = quantities.Variables
            .Where(id => !quantities.IsConstant(id) && !quantities.Assigned.ContainsKey(id) && !quantities.Rated.ContainsKey(id) && !quantities.SetByReactions.Contains(id) && !quantities.SetByEvents.Contains(id))
            .ToDictionary(naming.Of);
        var meaning = new SbmlMeaning(quantities, naming, [.. free.Values]);
        var contained = rules
            .Select(rule => meaning.Number(rule.Math).DescendantsAndSelf().OfType<StateSymbol>().Where(state => free.ContainsKey(state.Name)).Select(state => free[state.Name]).Distinct().ToList())
            .ToList();
        var owners = new Dictionary<string, int>();
        for (var rule = 0; rule < rules.Count; rule++)
        {
            if (!TryGive(rule, []))
            {
                throw new SbmlFault(Descriptors.SbmlContradiction, rules[rule].Element, "this algebraic rule determines nothing: what it contains is constant, or determined otherwise");
            }
        }

        return [.. owners.Keys];

        bool TryGive(int rule, HashSet<string> tried)
        {
            foreach (var id in contained[rule])
            {
                if (tried.Add(id) && (!owners.TryGetValue(id, out var other) || TryGive(other, tried)))
                {
                    owners[id] = rule;
                    return true;
                }
            }

            return false;
        }
    }
}
