using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Problem;

/// <summary>
/// An expression f, its derivatives in time, and the partial derivatives of each. No derivative is differentiated again with respect to a state: with D for the derivative in time,
/// <code>d(D^k f) / du^(m) = sum over i of (k choose i) D^(k - i) (df / du^(m - i)),</code>
/// so that the derivatives in time of the partial derivatives of f are all that is needed. For a value p that does not vary in time, d(D^k f) / dp = D^k (df / dp).
/// </summary>
internal sealed class TimeDerivatives
{
    private readonly Prolongation _prolongation;
    private readonly List<Expression> _values;
    private readonly Dictionary<Expression, List<Expression>> _partials = [];

    /// <param name="expression">The expression, simplified, without functions and constants.</param>
    public TimeDerivatives(Prolongation prolongation, Expression expression)
    {
        _prolongation = prolongation;
        _values = [expression];
        States = [.. expression.DescendantsAndSelf().OfType<StateSymbol>().Distinct()];
        Coefficients = [.. expression.DescendantsAndSelf().OfType<CoefficientSymbol>().Distinct()];
    }

    /// <summary>The states and their derivatives in the expression, in the order in which they occur.</summary>
    public IReadOnlyList<StateSymbol> States { get; }

    /// <summary>The values in the expression, in the order in which they occur.</summary>
    public IReadOnlyList<CoefficientSymbol> Coefficients { get; }

    /// <summary>The k-th derivative in time.</summary>
    public Expression Of(int k) => Derivative(_values, k);

    /// <summary>The states and their derivatives in the k-th derivative in time.</summary>
    public IEnumerable<StateSymbol> StatesOf(int k) =>
        States.SelectMany(state => Enumerable.Range(0, k + 1).Select(i => state with { Order = state.Order + i })).Distinct();

    /// <summary>The partial derivative of the k-th derivative in time with respect to a state or one of its derivatives.</summary>
    public Expression By(StateSymbol state, int k)
    {
        var parts = new List<(Expression, double)>();
        var choose = 1.0;
        for (var i = 0; i <= k && i <= state.Order; i++)
        {
            var lower = state with { Order = state.Order - i };
            if (States.Contains(lower))
            {
                parts.Add((Derivative(PartialsBy(lower), k - i), choose));
            }

            choose = choose * (k - i) / (i + 1);
        }

        return _prolongation.Share(Simplifier.Sum(parts));
    }

    /// <summary>The partial derivative of the k-th derivative in time with respect to a value that does not vary in time.</summary>
    public Expression By(CoefficientSymbol constant, int k) => Derivative(PartialsBy(constant), k);

    private List<Expression> PartialsBy(Expression symbol)
    {
        if (!_partials.TryGetValue(symbol, out var partials))
        {
            partials = [_prolongation.Share(Differentiator.Differentiate(_values[0], symbol))];
            _partials.Add(symbol, partials);
        }

        return partials;
    }

    private Expression Derivative(List<Expression> derivatives, int k)
    {
        while (derivatives.Count <= k)
        {
            derivatives.Add(_prolongation.Derivative(derivatives[derivatives.Count - 1]));
        }

        return derivatives[k];
    }
}
