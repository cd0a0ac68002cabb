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
        // A maximum matching that takes what is most likely meant: first what has no value in the file, last the species at the boundary.
        var candidates = free.Values.Where(id => contained.Exists(ids => ids.Contains(id))).OrderBy(Rank).ToList();
        var determined = new Dictionary<int, string>();
        foreach (var id in candidates)
        {
            TryTake(id, []);
        }

        for (var rule = 0; rule < rules.Count; rule++)
        {
            if (!determined.ContainsKey(rule))
            {
                throw new SbmlFault(Descriptors.SbmlContradiction, rules[rule].Element, "this algebraic rule determines nothing: what it contains is constant, or determined otherwise");
            }
        }

        RequireOneWay();
        return [.. determined.Values];

        int Rank(string id) => !quantities.HasValue(id) ? 0 : quantities.Species.TryGetValue(id, out var species) && species.Boundary ? 2 : 1;

        bool TryTake(string id, HashSet<int> tried)
        {
            for (var rule = 0; rule < rules.Count; rule++)
            {
                if (contained[rule].Contains(id) && tried.Add(rule) && (!determined.TryGetValue(rule, out var other) || TryTake(other, tried)))
                {
                    determined[rule] = id;
                    return true;
                }
            }

            return false;
        }

        // Where something left over could as well take the place of what is determined, the solution would depend on the order of the file.
        void RequireOneWay()
        {
            foreach (var left in candidates.Except(determined.Values).ToList())
            {
                var reached = new List<string> { left };
                for (var i = 0; i < reached.Count; i++)
                {
                    for (var rule = 0; rule < rules.Count; rule++)
                    {
                        if (!contained[rule].Contains(reached[i]) || reached.Contains(determined[rule]))
                        {
                            continue;
                        }

                        reached.Add(determined[rule]);
                        if (Rank(determined[rule]) == Rank(left))
                        {
                            throw new SbmlFault(
                                Descriptors.SbmlContradiction,
                                rules[rule].Element,
                                $"an algebraic rule may determine '{determined[rule]}' or '{left}', and nothing says which; declare the one that stays as constant");
                        }
                    }
                }
            }
        }
    }
}
