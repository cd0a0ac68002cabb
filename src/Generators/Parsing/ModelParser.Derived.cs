using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Diagnostics;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Parsing;

/// <content>Quantities that follow from what is estimated.</content>
internal sealed partial class ModelParser
{
    private DerivedSpec[] ReadDerived(IReadOnlyList<CoefficientSpec> coefficients)
    {
        var derived = new List<DerivedSpec>();
        foreach (var property in _derived)
        {
            if (property.Attribute("Observed") is { } observed)
            {
                Misplaced(property, observed, "Observed", "on a derived quantity, which is not measured");
                continue;
            }

            if (ParseTerm(property, "Derived") is not { } body)
            {
                continue;
            }

            if (ReasonAgainst(body) is { } reason)
            {
                _problems.Add(Descriptors.NotDerived, LocationOf(property), property.Name, reason);
                continue;
            }

            derived.Add(new DerivedSpec(property.Name, body));
        }

        return [.. derived];

        string? ReasonAgainst(Expression body)
        {
            var named = NamedIn(body, coefficients);
            var variable = named.OfType<CoefficientSymbol>().FirstOrDefault(symbol => coefficients.Any(coefficient => coefficient.Name == symbol.Name && coefficient.Per == Variation.Step));
            return named.OfType<StateSymbol>().FirstOrDefault() is { } state ? $"it contains the state '{state.Name}', which has a value at each time; derive it from learned and given values"
                : named.Any(static symbol => symbol is Time) ? "it contains the time T; derive it from learned and given values"
                : variable is not null ? $"'{variable.Name}' has a value at each grid point; derive it from values of the model or of trajectories"
                : !named.OfType<CoefficientSymbol>().Any(symbol => coefficients.Any(coefficient => coefficient.Name == symbol.Name && coefficient.Source == CoefficientSource.Learned))
                    ? "nothing in it is learned, so that there is nothing to be estimated; write it as a coefficient with Source.Function"
                : _observables.Count == 0 && _states.Values.All(static state => state.Property.Attribute("Observed") is null) ? $"'{_model.Name}' has no [Observed], so that nothing is estimated"
                : null;
        }
    }

    /// <summary>What an expression names, itself or through functions.</summary>
    private static List<Expression> NamedIn(Expression body, IReadOnlyList<CoefficientSpec> coefficients)
    {
        var named = new List<Expression>();
        var seen = new HashSet<string>();
        Visit(body);
        return named;

        void Visit(Expression expression)
        {
            foreach (var part in expression.DescendantsAndSelf())
            {
                if (part is StateSymbol or Time)
                {
                    named.Add(part);
                }
                else if (part is CoefficientSymbol symbol && seen.Add(symbol.Name))
                {
                    named.Add(part);
                    if (coefficients.FirstOrDefault(coefficient => coefficient.Name == symbol.Name)?.Body is { } inner)
                    {
                        Visit(inner);
                    }
                }
            }
        }
    }
}
