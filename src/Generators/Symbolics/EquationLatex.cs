using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ScalableMNN.Generators.Parsing;

namespace ScalableMNN.Generators.Symbolics;

/// <summary>Equations as LaTeX, for the body of a formula: <c>\mathrm{Mass}\,X'' + \frac{X'}{\tau} = F</c>.</summary>
internal static class EquationLatex
{
    private static readonly HashSet<string> GreekLetters =
    [
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu",
        "nu", "xi", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
    ];

    /// <summary>Writes an equation.</summary>
    public static string Of(EquationSpec equation) => $"{Of(equation.Left)} = {Of(equation.Right)}";

    /// <summary>Writes an expression; a library stands as its name in double braces. The text is not escaped for C# or XML.</summary>
    public static string Of(Expression expression) => expression switch
    {
        Number number => OfNumber(number.Value),
        Time => "t",
        CoefficientSymbol coefficient => Name(coefficient.Name),
        StateSymbol { Order: <= 3 } state => Name(state.Name) + new string('\'', state.Order),
        StateSymbol state => $"{Name(state.Name)}^{{({state.Order.ToString(CultureInfo.InvariantCulture)})}}",
        LibrarySymbol library => $"{{{{{library.Name}}}}}",
        Negative negative => "-" + Operand(negative.Operand, Binding.Product),
        Call { Function: Function.Sqrt } call => $"\\sqrt{{{Of(call.Argument)}}}",
        Call { Function: Function.Exp } call => $"e^{{{Of(call.Argument)}}}",
        Call { Function: Function.Abs } call => $"\\left|{Of(call.Argument)}\\right|",
        Call { Function: Function.Floor } call => $"\\left\\lfloor {Of(call.Argument)}\\right\\rfloor",
        Call call => $"{OfFunction(call.Function)}{Parenthesised(call.Argument)}",
        Binary binary => OfBinary(binary),
        _ => throw new ArgumentOutOfRangeException(nameof(expression)),
    };

    /// <summary>Writes the name of a state or coefficient: Greek letters as such, longer names upright, digits at the end as an index.</summary>
    public static string Name(string name)
    {
        var letters = name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        var index = name.Substring(letters.Length);
        letters = letters.Length == 0 ? name : letters;
        var lower = char.ToLowerInvariant(letters[0]) + letters.Substring(1);
        var symbol = GreekLetters.Contains(lower) ? $"\\{lower}"
            : letters.Length == 1 ? letters
            : $"\\mathrm{{{letters.Replace("_", "\\_")}}}";
        return index.Length == 0 ? symbol : $"{symbol}_{{{index}}}";
    }

    private static string OfBinary(Binary binary) => binary.Operator switch
    {
        BinaryOperator.Add => $"{Of(binary.Left)} + {RightOperand(binary.Right, Binding.Sum)}",
        BinaryOperator.Subtract => $"{Of(binary.Left)} - {RightOperand(binary.Right, Binding.Product)}",
        BinaryOperator.Multiply => Juxtaposed(Operand(binary.Left, Binding.Product), RightOperand(binary.Right, Binding.Product)),
        BinaryOperator.Divide => $"\\frac{{{Of(binary.Left)}}}{{{Of(binary.Right)}}}",
        BinaryOperator.Min => $"\\min\\left({Of(binary.Left)}, {Of(binary.Right)}\\right)",
        BinaryOperator.Max => $"\\max\\left({Of(binary.Left)}, {Of(binary.Right)}\\right)",
        BinaryOperator.Choose when binary.Right is Binary pieces =>
            $"\\begin{{cases}} {Of(pieces.Left)} & {Truth.Text(binary.Left, Of, ("\\geq", "<", "\\wedge", "\\vee", "\\neg "))} \\\\ {Of(pieces.Right)} & \\text{{otherwise}} \\end{{cases}}",
        BinaryOperator.Power => $"{Base(binary.Left)}^{{{Of(binary.Right)}}}",
        _ => throw new ArgumentOutOfRangeException(nameof(binary)),
    };

    private static string Juxtaposed(string left, string right) => char.IsDigit(right[0]) ? $"{left} \\cdot {right}" : $"{left}\\,{right}";

    private static string Base(Expression expression) => expression is Time or CoefficientSymbol or StateSymbol { Order: 0 }
        || (expression is Number { Value: >= 0 } && OfNumber(((Number)expression).Value).All(char.IsDigit))
        ? Of(expression)
        : Parenthesised(expression);

    private static string Operand(Expression expression, Binding outer) =>
        BindingOf(expression) < outer ? Parenthesised(expression) : Of(expression);

    private static string RightOperand(Expression expression, Binding outer)
    {
        var text = Operand(expression, outer);
        return text[0] == '-' ? Parenthesised(expression) : text;
    }

    private static string Parenthesised(Expression expression) => $"\\left({Of(expression)}\\right)";

    private static Binding BindingOf(Expression expression) => expression switch
    {
        // What takes the place of a library is a sum.
        LibrarySymbol => Binding.Sum,
        Binary { Operator: BinaryOperator.Add or BinaryOperator.Subtract } => Binding.Sum,
        Negative => Binding.Product,
        Binary { Operator: BinaryOperator.Multiply } => Binding.Product,
        _ => Binding.Atom,
    };

    private static string OfFunction(Function function) => function switch
    {
        Function.Log => "\\ln",
        Function.Sin => "\\sin",
        Function.Cos => "\\cos",
        Function.Tan => "\\tan",
        Function.Tanh => "\\tanh",
        Function.Sinh => "\\sinh",
        Function.Cosh => "\\cosh",
        Function.Asin => "\\arcsin",
        Function.Acos => "\\arccos",
        Function.Atan => "\\arctan",
        Function.Log10 => "\\log_{10}",
        Function.Erf => "\\operatorname{erf}",
        Function.Heaviside => "\\theta",
        Function.Sign => "\\operatorname{sgn}",
        _ => throw new ArgumentOutOfRangeException(nameof(function)),
    };

    private static string OfNumber(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var exponent = text.IndexOf('E');
        return exponent < 0
            ? text
            : $"{text.Substring(0, exponent)} \\cdot 10^{{{int.Parse(text.Substring(exponent + 1), CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)}}}";
    }

    /// <summary>How tightly an expression holds together, loosest first.</summary>
    private enum Binding
    {
        Sum,
        Product,
        Atom,
    }
}
