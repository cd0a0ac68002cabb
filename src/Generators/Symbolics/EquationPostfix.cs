using System;
using System.Collections.Generic;
using System.Globalization;
using ScalableMNN.Generators.Parsing;

namespace ScalableMNN.Generators.Symbolics;

/// <summary>
/// Equations as data: operands and operations in postfix order, as <c>ScalableMNN.Runtime.Formulas.Formula</c> reads them. They are those that the user wrote, nothing is put in or simplified.
/// </summary>
internal static class EquationPostfix
{
    /// <summary>Writes an equation.</summary>
    public static string Of(EquationSpec equation) => $"{Of(equation.Left)} {Of(equation.Right)} =";

    /// <summary>Writes an expression.</summary>
    public static string Of(Expression expression)
    {
        var tokens = new List<string>();
        Write(expression, tokens);
        return string.Join(" ", tokens);
    }

    private static void Write(Expression expression, List<string> tokens)
    {
        switch (expression)
        {
            case Negative negative:
                Write(negative.Operand, tokens);
                break;
            case Call call:
                Write(call.Argument, tokens);
                break;
            case Binary binary:
                Write(binary.Left, tokens);
                Write(binary.Right, tokens);
                break;
        }

        tokens.Add(Token(expression));
    }

    private static string Token(Expression expression) => expression switch
    {
        Number number => number.Value.ToString("R", CultureInfo.InvariantCulture),
        Time => "T()",
        CoefficientSymbol coefficient => coefficient.Name,
        StateSymbol { Order: 0 } state => state.Name,
        StateSymbol state => $"{state.Name}.{state.Order.ToString(CultureInfo.InvariantCulture)}",
        Negative => "Negate()",
        Call call => $"{call.Function}()",
        Binary { Operator: BinaryOperator.Add } => "+",
        Binary { Operator: BinaryOperator.Subtract } => "-",
        Binary { Operator: BinaryOperator.Multiply } => "*",
        Binary { Operator: BinaryOperator.Divide } => "/",
        Binary { Operator: BinaryOperator.Power } => "^",
        Binary { Operator: BinaryOperator.Min } => "Min",
        Binary { Operator: BinaryOperator.Max } => "Max",
        Binary { Operator: BinaryOperator.Choose } => "?",
        Binary { Operator: BinaryOperator.Alternatives } => ":",
        _ => throw new ArgumentOutOfRangeException(nameof(expression)),
    };
}
