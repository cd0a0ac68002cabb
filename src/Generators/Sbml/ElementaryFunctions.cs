using System;
using System.Xml.Linq;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Sbml;

/// <summary>The functions of one argument in SBML's MathML, by their names there. Those that the symbols lack are made of others; sources: DLMF, sections 4.14, 4.23, 4.28 and 4.37.</summary>
internal static class ElementaryFunctions
{
    /// <summary>Finds a function; null where the name is none.</summary>
    public static Func<Expression, XElement, Expression>? Find(string name) => name switch
    {
        "exp" => Known(Function.Exp),
        "ln" => Known(Function.Log),
        "abs" => Known(Function.Abs),
        "sin" => Known(Function.Sin),
        "cos" => Known(Function.Cos),
        "tan" => Known(Function.Tan),
        "sinh" => Known(Function.Sinh),
        "cosh" => Known(Function.Cosh),
        "tanh" => Known(Function.Tanh),
        "sec" => Inverse(Function.Cos),
        "csc" => Inverse(Function.Sin),
        "cot" => Inverse(Function.Tan),
        "sech" => Inverse(Function.Cosh),
        "csch" => Inverse(Function.Sinh),
        "coth" => Inverse(Function.Tanh),
        "arcsin" => static (x, _) => PiecewiseTerms.Asin(x),
        "arccos" => static (x, _) => PiecewiseTerms.Acos(x),
        "arctan" => static (x, _) => PiecewiseTerms.Atan(x),
        "arcsec" => static (x, _) => PiecewiseTerms.Acos(OneOver(x)),
        "arccsc" => static (x, _) => PiecewiseTerms.Asin(OneOver(x)),
        "arccot" => static (x, _) => PiecewiseTerms.Atan(OneOver(x)),
        "arcsinh" => static (x, _) => Asinh(x),
        "arccosh" => static (x, _) => Acosh(x),
        "arctanh" => static (x, _) => Atanh(x),
        "arcsech" => static (x, _) => Acosh(OneOver(x)),
        "arccsch" => static (x, _) => Asinh(OneOver(x)),
        "arccoth" => static (x, _) => Atanh(OneOver(x)),
        "floor" => static (x, _) => PiecewiseTerms.Floor(x),
        "ceiling" => static (x, _) => new Negative(PiecewiseTerms.Floor(new Negative(x))),
        "factorial" => PiecewiseTerms.Factorial,
        _ => null,
    };

    private static Func<Expression, XElement, Expression> Known(Function function) => (x, _) => new Call(function, x);

    private static Func<Expression, XElement, Expression> Inverse(Function function) => (x, _) => OneOver(new Call(function, x));

    private static Binary OneOver(Expression x) => new Binary(BinaryOperator.Divide, Simplifier.One, x);

    private static Binary Square(Expression x) => new Binary(BinaryOperator.Multiply, x, x);

    private static Call Asinh(Expression x) =>
        new Call(Function.Log, new Binary(BinaryOperator.Add, x, new Call(Function.Sqrt, new Binary(BinaryOperator.Add, Square(x), Simplifier.One))));

    private static Call Acosh(Expression x) =>
        new Call(Function.Log, new Binary(BinaryOperator.Add, x, new Call(Function.Sqrt, new Binary(BinaryOperator.Subtract, Square(x), Simplifier.One))));

    private static Binary Atanh(Expression x) => new Binary(
        BinaryOperator.Multiply,
        new Number(0.5),
        new Call(Function.Log, new Binary(BinaryOperator.Divide, new Binary(BinaryOperator.Add, Simplifier.One, x), new Binary(BinaryOperator.Subtract, Simplifier.One, x))));
}
