using System;

namespace ScalableMNN.Generators.Symbolics;

/// <summary>Partial derivatives of expressions.</summary>
internal static class Differentiator
{
    /// <summary>Differentiates an expression with respect to one symbol, holding every other symbol fixed.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="symbol">Time, a coefficient, or a state with its order.</param>
    /// <returns>The derivative, simplified.</returns>
    /// <exception cref="ArgumentException"><paramref name="symbol"/> is not a symbol.</exception>
    public static Expression Differentiate(Expression expression, Expression symbol)
    {
        if (symbol is not (Time or CoefficientSymbol or StateSymbol))
        {
            throw new ArgumentException("A derivative is taken with respect to time, a coefficient or a state.", nameof(symbol));
        }

        return Simplifier.Simplify(Derivative(expression, symbol) ?? Simplifier.Zero);
    }

    /// <summary>The derivative, or null where it is zero because the symbol does not occur.</summary>
    private static Expression? Derivative(Expression expression, Expression symbol)
    {
        switch (expression)
        {
            case Negative negative:
                return Derivative(negative.Operand, symbol) is { } operand ? new Negative(operand) : null;
            case Binary binary:
                return Derivative(binary, Derivative(binary.Left, symbol), Derivative(binary.Right, symbol));
            case Call call:
                return Derivative(call.Argument, symbol) is { } argument ? Multiply(Outer(call), argument) : null;
            default:
                return expression.Equals(symbol) ? Simplifier.One : null;
        }
    }

    private static Expression? Derivative(Binary binary, Expression? left, Expression? right)
    {
        var (u, v) = (binary.Left, binary.Right);
        switch (binary.Operator)
        {
            case BinaryOperator.Add:
                return Sum(left, right);
            case BinaryOperator.Subtract:
                return Sum(left, right is null ? null : new Negative(right));
            case BinaryOperator.Multiply:
                return Sum(left is null ? null : Multiply(left, v), right is null ? null : Multiply(u, right));
            case BinaryOperator.Divide:
                return Sum(
                    left is null ? null : Divide(left, v),
                    right is null ? null : new Negative(Divide(Multiply(u, right), Power(v, new Number(2)))));
            case BinaryOperator.Power:
                return Sum(
                    left is null ? null : Multiply(Multiply(v, Power(u, new Binary(BinaryOperator.Subtract, v, Simplifier.One))), left),
                    right is null ? null : Multiply(Multiply(Power(u, v), new Call(Function.Log, u)), right));
            default:
                throw new ArgumentOutOfRangeException(nameof(binary));
        }
    }

    /// <summary>The derivative of an elementary function with respect to its argument.</summary>
    private static Expression Outer(Call call)
    {
        var x = call.Argument;
        return call.Function switch
        {
            Function.Exp => call,
            Function.Log => Divide(Simplifier.One, x),
            Function.Sqrt => Divide(Simplifier.One, Multiply(new Number(2), call)),
            Function.Sin => new Call(Function.Cos, x),
            Function.Cos => new Negative(new Call(Function.Sin, x)),
            Function.Tan => new Binary(BinaryOperator.Add, Simplifier.One, Power(call, new Number(2))),
            Function.Tanh => new Binary(BinaryOperator.Subtract, Simplifier.One, Power(call, new Number(2))),
            Function.Sinh => new Call(Function.Cosh, x),
            Function.Cosh => new Call(Function.Sinh, x),
            Function.Abs => new Call(Function.Sign, x),
            Function.Sign => Simplifier.Zero,
            _ => throw new ArgumentOutOfRangeException(nameof(call)),
        };
    }

    private static Expression? Sum(Expression? left, Expression? right) => (left, right) switch
    {
        (null, _) => right,
        (_, null) => left,
        _ => new Binary(BinaryOperator.Add, left, right),
    };

    private static Binary Multiply(Expression left, Expression right) => new(BinaryOperator.Multiply, left, right);

    private static Binary Divide(Expression left, Expression right) => new(BinaryOperator.Divide, left, right);

    private static Binary Power(Expression left, Expression right) => new(BinaryOperator.Power, left, right);
}
