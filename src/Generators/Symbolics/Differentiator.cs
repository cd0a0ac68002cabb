using System;

namespace ScalableMNN.Generators.Symbolics;

/// <summary>Partial derivatives of expressions.</summary>
internal static class Differentiator
{
    /// <summary>Differentiates an expression with respect to one symbol, holding every other symbol fixed.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="symbol">Time, a coefficient, or a state with its order.</param>
    /// <returns>The derivative, simplified.</returns>
    /// <exception cref="ArgumentException"><paramref name="symbol"/> is not a symbol.</exception>
    public static Expression Differentiate(Expression expression, Expression symbol)
    {
        if (symbol is not (Time or CoefficientSymbol or StateSymbol))
        {
            throw new ArgumentException("A derivative is taken with respect to time, a coefficient or a state.", nameof(symbol));
        }

        return new Derivation(other => other.Equals(symbol) ? Simplifier.One : null).Of(Simplifier.Simplify(expression));
    }
}
