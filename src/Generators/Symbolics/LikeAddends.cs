using System.Collections.Generic;

namespace ScalableMNN.Generators.Symbolics;

/// <summary>Compares addends without their numbers: products of the same factors are alike in whatever order the factors stand.</summary>
internal sealed class LikeAddends : IEqualityComparer<Expression>
{
    public static LikeAddends Comparer { get; } = new();

    public bool Equals(Expression? x, Expression? y)
    {
        if (x is null || y is null || x.Equals(y))
        {
            return ReferenceEquals(x, y) || x is not null;
        }

        if (x.Size != y.Size || x is not Binary { Operator: BinaryOperator.Multiply } || y is not Binary { Operator: BinaryOperator.Multiply })
        {
            return false;
        }

        var (left, right) = (FactorsOf(x), FactorsOf(y));
        return left.Count == right.Count && left.TrueForAll(right.Remove);
    }

    public int GetHashCode(Expression obj)
    {
        // A sum, for it does not depend on the order.
        var hash = 0;
        foreach (var factor in FactorsOf(obj))
        {
            hash = unchecked(hash + factor.GetHashCode());
        }

        return hash;
    }

    private static List<Expression> FactorsOf(Expression expression)
    {
        var factors = new List<Expression>();
        while (expression is Binary { Operator: BinaryOperator.Multiply } product)
        {
            factors.Add(product.Right);
            expression = product.Left;
        }

        factors.Add(expression);
        return factors;
    }
}
