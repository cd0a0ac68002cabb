using System;
using System.Collections.Generic;
using System.Globalization;

namespace ScalableMNN.Runtime.Formulas;

/// <summary>A part of a formula: a number, a symbol, or an operation on one or two parts.</summary>
/// <param name="Operation">What is done, as in the code of a <see cref="Formula"/>; "number" and "symbol" for what has no parts.</param>
internal sealed record FormulaNode(string Operation)
{
    public const string NumberOperation = "number";

    public const string SymbolOperation = "symbol";

    public const string TimeOperation = "T()";

    /// <summary>The value of a number.</summary>
    public double Value { get; init; }

    /// <summary>The name of a symbol.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>Which derivative of a state.</summary>
    public int Order { get; init; }

    public FormulaNode? Left { get; init; }

    public FormulaNode? Right { get; init; }

    /// <summary>The parts.</summary>
    public IEnumerable<FormulaNode> Parts
    {
        get
        {
            if (Left is not null)
            {
                yield return Left;
            }

            if (Right is not null)
            {
                yield return Right;
            }
        }
    }

    /// <summary>Reads the code of a <see cref="Formula"/>.</summary>
    public static FormulaNode Read(string code)
    {
        var stack = new Stack<FormulaNode>();
        foreach (var token in code.Split(' '))
        {
            FormulaNode node;
            if (token is "+" or "-" or "*" or "/" or "^" or "=" or "Min" or "Max" or "?" or ":")
            {
                var right = stack.Pop();
                node = new FormulaNode(token) { Left = stack.Pop(), Right = right };
            }
            else if (token == TimeOperation)
            {
                node = new FormulaNode(token);
            }
            else if (token.EndsWith("()", StringComparison.Ordinal))
            {
                node = new FormulaNode(token) { Left = stack.Pop() };
            }
            else if (token[0] == '-' || char.IsAsciiDigit(token[0]))
            {
                node = new FormulaNode(NumberOperation) { Value = double.Parse(token, CultureInfo.InvariantCulture) };
            }
            else
            {
                var dot = token.IndexOf('.', StringComparison.Ordinal);
                node = new FormulaNode(SymbolOperation)
                {
                    Name = dot < 0 ? token : token[..dot],
                    Order = dot < 0 ? 0 : int.Parse(token.AsSpan(dot + 1), CultureInfo.InvariantCulture),
                };
            }

            stack.Push(node);
        }

        return stack.Pop();
    }

    /// <summary>The part in the language of models.</summary>
    public override string ToString() => Operation switch
    {
        NumberOperation => Value.ToString("R", CultureInfo.InvariantCulture),
        SymbolOperation => Order == 0 ? Name : $"{Name}.D({Order.ToString(CultureInfo.InvariantCulture)})",
        TimeOperation => "T",
        "=" => $"{Left} == {Right}",
        "+" => $"{Left} + {Behind(Right!, Binding.Sum)}",
        "-" => $"{Left} - {Behind(Right!, Binding.Product)}",
        "*" or "/" => $"{Within(Left!, Binding.Product)} {Operation} {Behind(Right!, Binding.Unary)}",
        "^" => $"Pow({Left}, {Right})",
        "Min" or "Max" => $"{Operation}({Left}, {Right})",
        "?" => $"If({Condition(Left!)}, {Right!.Left}, {Right.Right})",
        "Negate()" => $"-{Behind(Left!, Binding.Unary)}",
        _ => $"{Operation[..^2]}({Left})",
    };

    /// <summary>A condition, which is a number that is 1 where it is true: a step of a difference, the smaller (and), the larger (or), one less another (not).</summary>
    private static string Condition(FormulaNode part) => part switch
    {
        { Operation: "Heaviside()", Left: { Operation: "-" } difference } => $"{difference.Left} >= {difference.Right}",
        { Operation: "Heaviside()" } => $"{part.Left} >= 0",
        { Operation: "-", Right: { Operation: "Heaviside()", Left: { Operation: "-" } difference } } => $"{difference.Left} < {difference.Right}",
        { Operation: "-" } => $"!({Condition(part.Right!)})",
        { Operation: "Min" } => $"({Condition(part.Left!)}) & ({Condition(part.Right!)})",
        { Operation: "Max" } => $"({Condition(part.Left!)}) | ({Condition(part.Right!)})",
        _ => part.ToString(),
    };

    private static string Within(FormulaNode part, Binding outer) => BindingOf(part) < outer ? $"({part})" : part.ToString();

    /// <summary>A part behind an operator: there, a leading minus needs parentheses as well.</summary>
    private static string Behind(FormulaNode part, Binding outer)
    {
        var text = Within(part, outer);
        return text[0] == '-' ? $"({text})" : text;
    }

    private static Binding BindingOf(FormulaNode part) => part.Operation switch
    {
        "+" or "-" or "=" => Binding.Sum,
        "*" or "/" => Binding.Product,
        "Negate()" => Binding.Product,
        NumberOperation when part.Value < 0 => Binding.Product,
        _ => Binding.Unary,
    };

    /// <summary>How tightly a part holds together, loosest first.</summary>
    private enum Binding
    {
        Sum,
        Product,
        Unary,
    }
}
