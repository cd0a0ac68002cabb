using System;
using System.Collections.Generic;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Tests.Symbolics;

/// <summary>The value of an expression at numbers for its symbols: written apart from the code under test, as its oracle.</summary>
internal static class Evaluation
{
    public static double At(this Expression expression, IReadOnlyDictionary<Expression, double> values) => expression switch
    {
        Number number => number.Value,
        Negative negative => -negative.Operand.At(values),
        Binary { Operator: BinaryOperator.Add } sum => sum.Left.At(values) + sum.Right.At(values),
        Binary { Operator: BinaryOperator.Subtract } difference => difference.Left.At(values) - difference.Right.At(values),
        Binary { Operator: BinaryOperator.Multiply } product => product.Left.At(values) * product.Right.At(values),
        Binary { Operator: BinaryOperator.Divide } quotient => quotient.Left.At(values) / quotient.Right.At(values),
        Binary { Operator: BinaryOperator.Power } power => Math.Pow(power.Left.At(values), power.Right.At(values)),
        Binary { Operator: BinaryOperator.Min } least => Math.Min(least.Left.At(values), least.Right.At(values)),
        Binary { Operator: BinaryOperator.Max } most => Math.Max(most.Left.At(values), most.Right.At(values)),
        Binary { Operator: BinaryOperator.Choose, Right: Binary pieces } choice => choice.Left.At(values) == 1 ? pieces.Left.At(values) : pieces.Right.At(values),
        Call call => Apply(call.Function, call.Argument.At(values)),
        _ => values[expression],
    };

    /// <summary>The largest magnitude met on the way to the value, to which rounding errors are relative.</summary>
    public static double ScaleAt(this Expression expression, IReadOnlyDictionary<Expression, double> values)
    {
        var scale = Math.Abs(expression.At(values));
        return expression switch
        {
            Negative negative => Math.Max(scale, negative.Operand.ScaleAt(values)),
            Call call => Math.Max(scale, call.Argument.ScaleAt(values)),
            Binary { Operator: BinaryOperator.Choose, Right: Binary pieces } => Math.Max(scale, Math.Max(pieces.Left.ScaleAt(values), pieces.Right.ScaleAt(values))),
            Binary binary => Math.Max(scale, Math.Max(binary.Left.ScaleAt(values), binary.Right.ScaleAt(values))),
            _ => scale,
        };
    }

    private static double Apply(Function function, double x) => function switch
    {
        Function.Exp => Math.Exp(x),
        Function.Log => Math.Log(x),
        Function.Sqrt => Math.Sqrt(x),
        Function.Sin => Math.Sin(x),
        Function.Cos => Math.Cos(x),
        Function.Tan => Math.Tan(x),
        Function.Tanh => Math.Tanh(x),
        Function.Sinh => Math.Sinh(x),
        Function.Cosh => Math.Cosh(x),
        Function.Abs => Math.Abs(x),
        Function.Sign => Math.Sign(x),
        Function.Asin => Math.Asin(x),
        Function.Acos => Math.Acos(x),
        Function.Atan => Math.Atan(x),
        Function.Log10 => Math.Log10(x),
        Function.Floor => Math.Floor(x),
        Function.Heaviside => x >= 0 ? 1 : 0,
        _ => throw new ArgumentOutOfRangeException(nameof(function)),
    };
}
