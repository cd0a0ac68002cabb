using System;
using System.Linq;
using System.Xml.Linq;
using ScalableMNN.Generators.Diagnostics;
using ScalableMNN.Generators.Parsing;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Sbml;

/// <summary>Terms with pieces, and functions that the symbols have beside the smooth ones.</summary>
internal static class PiecewiseTerms
{
    /// <summary>The largest number whose factorial is finite.</summary>
    private const int LargestFactorial = 170;

    public static Expression Choose(TriggerCondition condition, Expression then, Expression otherwise) =>
        condition == TriggerCondition.True ? then
        : condition == TriggerCondition.False ? otherwise
        : Truth.Choose(TruthOf(condition), then, otherwise);

    /// <summary>A condition as a term that is 1 where it is true and 0 where it is not.</summary>
    private static Expression TruthOf(TriggerCondition condition) => condition.Kind switch
    {
        TriggerKind.AtLeast => Truth.IsNotLess(condition.Term!, Simplifier.Zero),
        TriggerKind.Above => Truth.Not(Truth.IsNotLess(Simplifier.Zero, condition.Term!)),
        TriggerKind.All => condition.Parts.Select(TruthOf).DefaultIfEmpty(Simplifier.One).Aggregate(static (left, right) => new Binary(BinaryOperator.Min, left, right)),
        _ => condition.Parts.Select(TruthOf).DefaultIfEmpty(Simplifier.Zero).Aggregate(static (left, right) => new Binary(BinaryOperator.Max, left, right)),
    };

    public static Expression Extreme(bool isLargest, Expression left, Expression right) => new Binary(isLargest ? BinaryOperator.Max : BinaryOperator.Min, left, right);

    public static Call Asin(Expression x) => new(Function.Asin, x);

    public static Call Acos(Expression x) => new(Function.Acos, x);

    public static Call Atan(Expression x) => new(Function.Atan, x);

    public static Call Floor(Expression x) => new(Function.Floor, x);

    /// <summary>Without its fraction, towards zero.</summary>
    public static Expression Truncated(Expression x) => new Binary(BinaryOperator.Multiply, new Call(Function.Sign, x), Floor(new Call(Function.Abs, x)));

    public static Expression Factorial(Expression x, XElement place)
    {
        if (Simplifier.Simplify(x) is not Number { Value: >= 0 and <= LargestFactorial } number || number.Value != Math.Floor(number.Value))
        {
            throw new SbmlFault(Descriptors.SbmlNotSupported, place, $"'factorial' of anything but a whole number from 0 to {LargestFactorial}");
        }

        var product = 1.0;
        for (var i = 2; i <= number.Value; i++)
        {
            product *= i;
        }

        return new Number(product);
    }
}
