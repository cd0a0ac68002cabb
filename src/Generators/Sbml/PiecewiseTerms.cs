using System;
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

    public static Expression Choose(TriggerCondition condition, Expression then, Expression otherwise, XElement place) =>
        condition == TriggerCondition.True ? then
        : condition == TriggerCondition.False ? otherwise
        : throw new SbmlFault(Descriptors.SbmlNotSupported, place, "a piecewise function");

    public static Expression Extreme(bool isLargest, Expression left, Expression right, XElement place) =>
        throw new SbmlFault(Descriptors.SbmlNotSupported, place, isLargest ? "'max'" : "'min'");

    public static Expression Asin(Expression x, XElement place) => Apply("Asin", x, place);

    public static Expression Acos(Expression x, XElement place) => Apply("Acos", x, place);

    public static Expression Atan(Expression x, XElement place) => Apply("Atan", x, place);

    public static Expression Floor(Expression x, XElement place) => Apply("Floor", x, place);

    /// <summary>Without its fraction, towards zero.</summary>
    public static Expression Truncated(Expression x, XElement place) => new Binary(BinaryOperator.Multiply, new Call(Function.Sign, x), Floor(new Call(Function.Abs, x), place));

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

    private static Call Apply(string name, Expression x, XElement place) =>
        Enum.TryParse<Function>(name, out var function) ? new Call(function, x) : throw new SbmlFault(Descriptors.SbmlNotSupported, place, $"'{place.Name.LocalName}'");
}
