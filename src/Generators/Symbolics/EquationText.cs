using System;
using System.Globalization;
using ScalableMNN.Generators.Parsing;

namespace ScalableMNN.Generators.Symbolics;

/// <summary>Equations as plain text for documentation and messages: <c>Mass X'' + Damping X' + Stiffness X = Force</c>.</summary>
internal static class EquationText
{
    /// <summary>Writes an equation.</summary>
    public static string Of(EquationSpec equation) => $"{Of(equation.Left)} = {Of(equation.Right)}";

    /// <summary>Writes an expression; a library stands as its name in double braces. The text is not escaped for XML.</summary>
    public static string Of(Expression expression) => expression switch
    {
        Number number => OfNumber(number.Value),
        Time => "t",
        CoefficientSymbol coefficient => coefficient.Name,
        StateSymbol { Order: <= 3 } state => state.Name + new string('\'', state.Order),
        StateSymbol state => $"{state.Name}^({state.Order.ToString(CultureInfo.InvariantCulture)})",
        LibrarySymbol library => $"{{{{{library.Name}}}}}",
        Negative negative => "-" + Operand(negative.Operand, Binding.Product),
        Call call => $"{OfFunction(call.Function)}({Of(call.Argument)})",
        Binary binary => OfBinary(binary),
        _ => throw new ArgumentOutOfRangeException(nameof(expression)),
    };

    private static string OfBinary(Binary binary) => binary.Operator switch
    {
        BinaryOperator.Add => $"{Of(binary.Left)} + {RightOperand(binary.Right, Binding.Sum)}",
        BinaryOperator.Subtract => $"{Of(binary.Left)} - {RightOperand(binary.Right, Binding.Product)}",
        BinaryOperator.Multiply => Juxtaposed(Operand(binary.Left, Binding.Product), RightFactor(binary.Right)),
        BinaryOperator.Divide => $"{Operand(binary.Left, Binding.Product)} / {RightOperand(binary.Right, Binding.Power)}",
        BinaryOperator.Min => $"min({Of(binary.Left)}, {Of(binary.Right)})",
        BinaryOperator.Max => $"max({Of(binary.Left)}, {Of(binary.Right)})",
        BinaryOperator.Choose when binary.Right is Binary pieces => $"if({Truth.Text(binary.Left, Of, (">=", "<", "and", "or", "not "))}, {Of(pieces.Left)}, {Of(pieces.Right)})",
        BinaryOperator.Power => $"{Base(binary.Left)}^{RightOperand(binary.Right, Binding.Atom)}",
        _ => throw new ArgumentOutOfRangeException(nameof(binary)),
    };

    private static string Juxtaposed(string left, string right) => char.IsDigit(right[0]) ? $"{left} * {right}" : $"{left} {right}";

    private static string RightFactor(Expression expression) => expression is Binary { Operator: BinaryOperator.Divide }
        ? $"({Of(expression)})"
        : RightOperand(expression, Binding.Product);

    private static string Base(Expression expression) => expression is StateSymbol { Order: > 3 }
        ? $"({Of(expression)})"
        : RightOperand(expression, Binding.Atom);

    private static string Operand(Expression expression, Binding outer) =>
        BindingOf(expression) < outer ? $"({Of(expression)})" : Of(expression);

    /// <summary>An operand after an operator: there, a leading minus needs parentheses as well.</summary>
    private static string RightOperand(Expression expression, Binding outer)
    {
        var text = Operand(expression, outer);
        return text[0] == '-' ? $"({text})" : text;
    }

    private static Binding BindingOf(Expression expression) => expression switch
    {
        // What takes the place of a library is a sum.
        LibrarySymbol => Binding.Sum,
        Binary { Operator: BinaryOperator.Add or BinaryOperator.Subtract } => Binding.Sum,
        Binary { Operator: BinaryOperator.Power } => Binding.Power,
        Binary { Operator: BinaryOperator.Multiply or BinaryOperator.Divide } or Negative => Binding.Product,
        _ => Binding.Atom,
    };

    private static string OfFunction(Function function) => function switch
    {
        Function.Exp => "exp",
        Function.Log => "log",
        Function.Sqrt => "sqrt",
        Function.Sin => "sin",
        Function.Cos => "cos",
        Function.Tan => "tan",
        Function.Tanh => "tanh",
        Function.Sinh => "sinh",
        Function.Cosh => "cosh",
        Function.Abs => "abs",
        Function.Sign => "sign",
        Function.Asin => "asin",
        Function.Acos => "acos",
        Function.Atan => "atan",
        Function.Log10 => "log10",
        Function.Erf => "erf",
        Function.Floor => "floor",
        Function.Heaviside => "step",
        _ => throw new ArgumentOutOfRangeException(nameof(function)),
    };

    private static string OfNumber(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>How tightly an expression holds together, loosest first.</summary>
    private enum Binding
    {
        Sum,
        Product,
        Power,
        Atom,
    }
}
