using System;
using System.Collections.Generic;
using System.Linq;

namespace ScalableMNN.Generators.Symbolics;

/// <summary>Products of powers of states, in one form of each.</summary>
internal static class Monomials
{
    /// <summary>How many monomials of some variables there are up to a degree, the constant included.</summary>
    public static double Count(int variables, int degree)
    {
        // (n + d)! / (n! d!)
        var count = 1.0;
        for (var i = 1; i <= degree; i++)
        {
            count = count * (variables + i) / i;
        }

        return Math.Round(count);
    }

    /// <summary>All monomials up to a degree, by degree and then in the order of the states: X, Y, XX, XY, YY.</summary>
    /// <returns>The states of each, repeated by their power; none for the constant, which comes first.</returns>
    public static IEnumerable<IReadOnlyList<string>> UpTo(IReadOnlyList<string> states, int degree)
    {
        var last = new List<(int From, IReadOnlyList<string> States)> { (0, []) };
        yield return [];
        for (var d = 1; d <= degree; d++)
        {
            var next = new List<(int From, IReadOnlyList<string> States)>();
            foreach (var (from, shorter) in last)
            {
                for (var i = from; i < states.Count; i++)
                {
                    IReadOnlyList<string> longer = [.. shorter, states[i]];
                    next.Add((i, longer));
                    yield return longer;
                }
            }

            last = next;
        }
    }

    /// <summary>A monomial as an expression: 1, X, X^2 Y.</summary>
    /// <param name="states">Its states, equal ones side by side.</param>
    public static Expression ToExpression(IReadOnlyList<string> states)
    {
        Expression? product = null;
        for (var i = 0; i < states.Count;)
        {
            var power = 1;
            while (i + power < states.Count && states[i + power] == states[i])
            {
                power++;
            }

            Expression factor = new StateSymbol(states[i], 0);
            factor = power == 1 ? factor : new Binary(BinaryOperator.Power, factor, new Number(power));
            product = product is null ? factor : new Binary(BinaryOperator.Multiply, product, factor);
            i += power;
        }

        return product ?? Simplifier.One;
    }

    /// <summary>An expression in a form that equal monomials share, however they are written; what is no monomial is simplified.</summary>
    /// <param name="order">The names of the states in their order.</param>
    public static Expression Canonical(Expression expression, IReadOnlyList<string> order)
    {
        expression = Simplifier.Simplify(expression);
        var states = new List<string>();
        return Collect(expression, 1, states) ? ToExpression([.. states.OrderBy(name => order.ToList().IndexOf(name))]) : expression;
    }

    private static bool Collect(Expression expression, int power, List<string> states)
    {
        switch (expression)
        {
            case Number { Value: 1 }:
                return true;
            case StateSymbol { Order: 0 } state:
                states.AddRange(Enumerable.Repeat(state.Name, power));
                return true;
            case Binary { Operator: BinaryOperator.Multiply } product:
                return Collect(product.Left, power, states) && Collect(product.Right, power, states);
            case Binary { Operator: BinaryOperator.Power, Right: Number { Value: >= 1 and <= 8 } exponent } raised when exponent.Value == Math.Floor(exponent.Value) && power * exponent.Value <= 64:
                return Collect(raised.Left, power * (int)exponent.Value, states);
            default:
                return false;
        }
    }
}
