using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace ScalableMNN.Generators.Symbolics;

/// <summary>Walks over an expression.</summary>
internal static class Traversal
{
    /// <summary>Lists the expression and everything in it, from left to right, each parent before its parts; an object that stands in several places once.</summary>
    public static IEnumerable<Expression> DescendantsAndSelf(this Expression expression)
    {
        var seen = new HashSet<Expression>(SameObject.Comparer);
        var pending = new Stack<Expression>();
        pending.Push(expression);
        while (pending.Count > 0)
        {
            var current = pending.Pop();
            if (!seen.Add(current))
            {
                continue;
            }

            yield return current;
            switch (current)
            {
                case Negative negative:
                    pending.Push(negative.Operand);
                    break;
                case Call call:
                    pending.Push(call.Argument);
                    break;
                case Binary binary:
                    pending.Push(binary.Right);
                    pending.Push(binary.Left);
                    break;
            }
        }
    }

    /// <summary>Says whether the expression is, or contains, a state or one of its derivatives.</summary>
    public static bool ContainsState(this Expression expression) => (expression.Symbols & SymbolKinds.State) != 0;

    /// <summary>Replaces symbols; what the function maps to null stays.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="replacement">Maps a number, time, coefficient or state to what takes its place, or to null.</param>
    /// <returns>The expression with the replacements; the very same object where there were none.</returns>
    public static Expression Replace(this Expression expression, Func<Expression, Expression?> replacement)
    {
        var known = new Dictionary<Expression, Expression>(SameObject.Comparer);
        return Replaced(expression);

        Expression Replaced(Expression part)
        {
            if (part is not (Negative or Call or Binary))
            {
                return replacement(part) ?? part;
            }

            if (!known.TryGetValue(part, out var replaced))
            {
                replaced = Rebuilt(part);
                known.Add(part, replaced);
            }

            return replaced;
        }

        Expression Rebuilt(Expression part)
        {
            switch (part)
            {
                case Negative negative:
                    var operand = Replaced(negative.Operand);
                    return ReferenceEquals(operand, negative.Operand) ? negative : new Negative(operand);
                case Call call:
                    var argument = Replaced(call.Argument);
                    return ReferenceEquals(argument, call.Argument) ? call : new Call(call.Function, argument);
                default:
                    var binary = (Binary)part;
                    var left = Replaced(binary.Left);
                    var right = Replaced(binary.Right);
                    return ReferenceEquals(left, binary.Left) && ReferenceEquals(right, binary.Right)
                        ? binary
                        : new Binary(binary.Operator, left, right);
            }
        }
    }

    /// <summary>Tells expressions apart as objects, not as values.</summary>
    internal sealed class SameObject : IEqualityComparer<Expression>
    {
        public static SameObject Comparer { get; } = new();

        public bool Equals(Expression? x, Expression? y) => ReferenceEquals(x, y);

        public int GetHashCode(Expression obj) => RuntimeHelpers.GetHashCode(obj);
    }
}
