using System;
using System.Linq;
using ScalableMNN.Generators.Emission;
using ScalableMNN.Generators.Parsing;

namespace ScalableMNN.Generators.Symbolics;

/// <summary>Equations as C# in the language of models: <c>Mass * X.D(2) + Damping * X.D(1) == Force</c>.</summary>
internal static class EquationCode
{
    /// <summary>Writes an equation.</summary>
    public static string Of(EquationSpec equation) => $"{Of(equation.Left)} == {Of(equation.Right)}";

    /// <summary>Writes an expression. A library stands as its name in double braces, so that a sum can take its place.</summary>
    public static string Of(Expression expression) => expression switch
    {
        Number number => SourceWriter.Literal(number.Value),

        // A model may well have a state T of its own.
        Time => "Symbols.T",
        CoefficientSymbol coefficient => Identifier.Of(coefficient.Name),
        StateSymbol { Order: 0 } state => Identifier.Of(state.Name),
        StateSymbol state => $"{Identifier.Of(state.Name)}.D({state.Order})",
        LibrarySymbol library => $"{{{{{library.Name}}}}}",
        Negative negative => "-" + RightOperand(negative.Operand, Binding.Unary),
        Call call => $"{call.Function}({Of(call.Argument)})",
        Binary binary => OfBinary(binary),
        _ => throw new ArgumentOutOfRangeException(nameof(expression)),
    };

    private static string OfBinary(Binary binary) => binary.Operator switch
    {
        BinaryOperator.Add => $"{Operand(binary.Left, Binding.Sum)} + {RightOperand(binary.Right, Binding.Sum)}",
        BinaryOperator.Subtract => $"{Operand(binary.Left, Binding.Sum)} - {RightOperand(binary.Right, Binding.Product)}",
        BinaryOperator.Multiply => $"{Operand(binary.Left, Binding.Product)} * {RightOperand(binary.Right, Binding.Unary)}",
        BinaryOperator.Divide => $"{Operand(binary.Left, Binding.Product)} / {RightOperand(binary.Right, Binding.Unary)}",
        BinaryOperator.Min => $"Min({Of(binary.Left)}, {Of(binary.Right)})",
        BinaryOperator.Max => $"Max({Of(binary.Left)}, {Of(binary.Right)})",
        BinaryOperator.Choose when binary.Right is Binary pieces => $"If({Truth.Text(binary.Left, Of, (">=", "<", "&", "|", "!"))}, {Of(pieces.Left)}, {Of(pieces.Right)})",
        BinaryOperator.Power => OfPower(binary),
        _ => throw new ArgumentOutOfRangeException(nameof(binary)),
    };

    private static string OfPower(Binary power) => power switch
    {
        { Left: StateSymbol or CoefficientSymbol, Right: Number { Value: 2 or 3 } exponent } => string.Join(" * ", Enumerable.Repeat(Of(power.Left), (int)exponent.Value)),
        _ => $"Pow({Of(power.Left)}, {Of(power.Right)})",
    };

    private static string Operand(Expression expression, Binding outer) => BindingOf(expression) < outer ? $"({Of(expression)})" : Of(expression);

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
        Binary { Operator: BinaryOperator.Multiply or BinaryOperator.Divide } => Binding.Product,
        Binary { Left: StateSymbol or CoefficientSymbol, Right: Number { Value: 2 or 3 } } => Binding.Product,
        Negative or Number { Value: < 0 } => Binding.Unary,
        _ => Binding.Atom,
    };

    /// <summary>How tightly an expression holds together, loosest first.</summary>
    private enum Binding
    {
        Sum,
        Product,
        Unary,
        Atom,
    }
}
