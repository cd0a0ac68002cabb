using System;
using System.Collections.Generic;

namespace ScalableMNN.Generators.Symbolics;

/// <summary>
/// Derivatives of simplified expressions when their symbols change at given rates: partial derivatives where one symbol has the rate one, derivatives in time where each has its own.
/// <para>
/// Each part of an expression is differentiated once, and a derivative is made of the parts at hand: that of q = u / v is (u' - q v') / v. So the derivatives of an expression share
/// their parts with it and with each other, and repeated ones follow the recurrences of Taylor coefficients: their shared graph grows with the graph of the expression times the square
/// of how often it is differentiated (Griewank and Walther 2008, chapter 13), and not with what they would be written out.
/// </para>
/// </summary>
/// <param name="rateOf">The simplified derivative of a symbol, or null for one that does not change.</param>
internal sealed class Derivation(Func<Expression, Expression?> rateOf)
{
    private readonly Dictionary<Expression, Expression?> _known = [];

    /// <summary>The derivative, simplified.</summary>
    /// <param name="expression">The expression, simplified.</param>
    public Expression Of(Expression expression) => Derivative(expression) ?? Simplifier.Zero;

    /// <summary>The derivative, or null where it is zero because nothing in the expression changes.</summary>
    private Expression? Derivative(Expression expression)
    {
        if (expression is Number)
        {
            return null;
        }

        if (!_known.TryGetValue(expression, out var derivative))
        {
            derivative = expression switch
            {
                Negative or Binary { Operator: BinaryOperator.Add or BinaryOperator.Subtract } => OfSum(expression),

                // Of a piecewise function the derivative is that of the piece; where the pieces change, it jumps.
                Binary { Operator: BinaryOperator.Choose, Right: Binary pieces } choice => OfPieces(choice.Left, Derivative(pieces.Left), Derivative(pieces.Right)),
                Binary { Operator: BinaryOperator.Min } least => OfPieces(Simplifier.IsNotLess(least.Right, least.Left), Derivative(least.Left), Derivative(least.Right)),
                Binary { Operator: BinaryOperator.Max } most => OfPieces(Simplifier.IsNotLess(most.Left, most.Right), Derivative(most.Left), Derivative(most.Right)),
                Binary binary => OfBinary(binary, Derivative(binary.Left), Derivative(binary.Right)),
                Call call => Derivative(call.Argument) is { } argument ? OfCall(call, argument) : null,
                _ => rateOf(expression),
            };
            derivative = derivative is Number { Value: 0 } ? null : derivative;
            _known.Add(expression, derivative);
        }

        return derivative;
    }

    private static Expression? OfPieces(Expression truth, Expression? then, Expression? otherwise) =>
        then is null && otherwise is null ? null : Simplifier.Choose(truth, then ?? Simplifier.Zero, otherwise ?? Simplifier.Zero);

    private Expression? OfSum(Expression sum)
    {
        var rates = new List<(Expression, double)>();
        Collect(sum, 1);
        return rates.Count == 0 ? null : Simplifier.Sum(rates);

        void Collect(Expression part, double sign)
        {
            switch (part)
            {
                case Negative negative:
                    Collect(negative.Operand, -sign);
                    break;
                case Binary { Operator: BinaryOperator.Add or BinaryOperator.Subtract } binary:
                    Collect(binary.Left, sign);
                    Collect(binary.Right, binary.Operator == BinaryOperator.Add ? sign : -sign);
                    break;
                default:
                    if (Derivative(part) is { } rate)
                    {
                        rates.Add((rate, sign));
                    }

                    break;
            }
        }
    }

    private static Expression? OfBinary(Binary binary, Expression? left, Expression? right)
    {
        var (u, v) = (binary.Left, binary.Right);
        if (left is null && right is null)
        {
            return null;
        }

        switch (binary.Operator)
        {
            case BinaryOperator.Multiply:
                return Simplifier.Sum(Term(left, rate => Simplifier.Multiply(rate, v)), Term(right, rate => Simplifier.Multiply(u, rate)));
            case BinaryOperator.Divide:
                return right is null
                    ? Simplifier.Divide(left!, v)
                    : Simplifier.Divide(Simplifier.Sum((left ?? Simplifier.Zero, 1), (Simplifier.Multiply(binary, right), -1)), v);
            default:
                return Simplifier.Sum(
                    Term(left, rate => OfBase(binary, rate)),
                    Term(right, rate => Simplifier.Multiply(Simplifier.Multiply(binary, LogarithmOf(u)), rate)));
        }

        static (Expression, double) Term(Expression? rate, Func<Expression, Expression> term) => rate is null ? (Simplifier.Zero, 0) : (term(rate), 1);
    }

    /// <summary>
    /// The logarithm in the derivative u^v log u of a power with respect to its exponent. At u = 0 that derivative is zero, where 0 times the logarithm is not a number; a number that is
    /// lost to rounding beside any other u keeps the logarithm finite there.
    /// </summary>
    private static Expression LogarithmOf(Expression u) => Simplifier.Apply(Function.Log, u is Number ? u : Simplifier.Sum((u, 1), (new Number(1e-300), 1)));

    /// <summary>The part of the derivative of u^v that comes from u.</summary>
    private static Expression OfBase(Binary power, Expression rate)
    {
        var (u, v) = (power.Left, power.Right);

        // v u^v u' / u goes on from the power at hand, but makes nothing of 0 / 0 where u is zero; a power below one has no derivative there anyway.
        return v is Number { Value: < 1 }
            ? Simplifier.Divide(Simplifier.Multiply(Simplifier.Multiply(v, power), rate), u)
            : Simplifier.Multiply(Simplifier.Multiply(v, Simplifier.Raise(u, Simplifier.Sum((v, 1), (Simplifier.One, -1)))), rate);
    }

    private static Expression RootOfOneLessSquare(Expression x) => Simplifier.Apply(Function.Sqrt, Simplifier.Sum((Simplifier.One, 1), (Simplifier.Raise(x, new Number(2)), -1)));

    private static Expression OfCall(Call call, Expression rate)
    {
        var x = call.Argument;
        return call.Function switch
        {
            Function.Exp => Simplifier.Multiply(call, rate),
            Function.Log => Simplifier.Divide(rate, x),
            Function.Sqrt => Simplifier.Divide(rate, Simplifier.Multiply(new Number(2), call)),
            Function.Sin => Simplifier.Multiply(Simplifier.Apply(Function.Cos, x), rate),
            Function.Cos => Simplifier.Scale(Simplifier.Multiply(Simplifier.Apply(Function.Sin, x), rate), -1),
            Function.Tan => Simplifier.Multiply(Simplifier.Sum((Simplifier.One, 1), (Simplifier.Raise(call, new Number(2)), 1)), rate),
            Function.Tanh => Simplifier.Multiply(Simplifier.Sum((Simplifier.One, 1), (Simplifier.Raise(call, new Number(2)), -1)), rate),
            Function.Sinh => Simplifier.Multiply(Simplifier.Apply(Function.Cosh, x), rate),
            Function.Cosh => Simplifier.Multiply(Simplifier.Apply(Function.Sinh, x), rate),
            Function.Abs => Simplifier.Multiply(Simplifier.Apply(Function.Sign, x), rate),
            Function.Asin => Simplifier.Divide(rate, RootOfOneLessSquare(x)),
            Function.Acos => Simplifier.Scale(Simplifier.Divide(rate, RootOfOneLessSquare(x)), -1),
            Function.Atan => Simplifier.Divide(rate, Simplifier.Sum((Simplifier.One, 1), (Simplifier.Raise(x, new Number(2)), 1))),
            Function.Log10 => Simplifier.Divide(rate, Simplifier.Scale(x, Math.Log(10))),
            Function.Erf => Simplifier.Scale(Simplifier.Multiply(Simplifier.Apply(Function.Exp, Simplifier.Scale(Simplifier.Raise(x, new Number(2)), -1)), rate), 2 / Math.Sqrt(Math.PI)),
            Function.Sign or Function.Floor or Function.Heaviside => Simplifier.Zero,
            _ => throw new ArgumentOutOfRangeException(nameof(call)),
        };
    }
}
