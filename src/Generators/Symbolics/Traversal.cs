using System;
using System.Collections.Generic;

namespace ScalableMNN.Generators.Symbolics;

/// <summary>Walks over an expression.</summary>
internal static class Traversal
{
    /// <summary>Lists the expression and everything in it, from left to right, each parent before its parts.</summary>
    public static IEnumerable<Expression> DescendantsAndSelf(this Expression expression)
    {
        var pending = new Stack<Expression>();
        pending.Push(expression);
        while (pending.Count > 0)
        {
            var current = pending.Pop();
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
    public static bool ContainsState(this Expression expression)
    {
        foreach (var part in expression.DescendantsAndSelf())
        {
            if (part is StateSymbol)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Replaces symbols; what the function maps to null stays.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="replacement">Maps a number, time, coefficient or state to what takes its place, or to null.</param>
    /// <returns>The expression with the replacements; the very same object where there were none.</returns>
    public static Expression Replace(this Expression expression, Func<Expression, Expression?> replacement)
    {
        switch (expression)
        {
            case Negative negative:
                var operand = negative.Operand.Replace(replacement);
                return ReferenceEquals(operand, negative.Operand) ? negative : new Negative(operand);
            case Call call:
                var argument = call.Argument.Replace(replacement);
                return ReferenceEquals(argument, call.Argument) ? call : new Call(call.Function, argument);
            case Binary binary:
                var left = binary.Left.Replace(replacement);
                var right = binary.Right.Replace(replacement);
                return ReferenceEquals(left, binary.Left) && ReferenceEquals(right, binary.Right)
                    ? binary
                    : new Binary(binary.Operator, left, right);
            default:
                return replacement(expression) ?? expression;
        }
    }
}
