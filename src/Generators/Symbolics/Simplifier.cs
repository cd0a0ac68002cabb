using System;
using System.Collections.Generic;

namespace ScalableMNN.Generators.Symbolics;

/// <summary>
/// Simplifies expressions: folds numbers, drops neutral and vanishing parts, and gathers like addends. Sums keep the order in which their addends first
/// occur, with the number last; products have their number first. Nothing is cancelled that may be zero: x / x stays.
/// </summary>
internal static class Simplifier
{
    /// <summary>The number 0.</summary>
    public static Number Zero { get; } = new(0);

    /// <summary>The number 1.</summary>
    public static Number One { get; } = new(1);

    /// <summary>Simplifies an expression. The result has the same value wherever the expression is finite, up to rounding; what occurs in several places as one object does so in the result.</summary>
    public static Expression Simplify(Expression expression) => new Pass().Simplify(expression);

    /// <summary>The sum of simplified expressions, each times a number.</summary>
    public static Expression Sum(params (Expression Addend, double Factor)[] addends) => Sum((IEnumerable<(Expression, double)>)addends);

    /// <summary>The sum of simplified expressions, each times a number.</summary>
    public static Expression Sum(IEnumerable<(Expression Addend, double Factor)> addends)
    {
        var sum = new SumOfAddends();
        foreach (var (addend, factor) in addends)
        {
            sum.Add(addend, factor);
        }

        return sum.ToExpression();
    }

    /// <summary>The product of simplified expressions.</summary>
    public static Expression Multiply(Expression left, Expression right)
    {
        var product = new Product();
        product.Multiply(left);
        product.Multiply(right);
        return product.ToExpression();
    }

    /// <summary>The quotient of simplified expressions.</summary>
    public static Expression Divide(Expression left, Expression right)
    {
        switch (left, right)
        {
            case (Number a, Number b) when IsFinite(a.Value / b.Value):
                return new Number(a.Value / b.Value);
            case (Number { Value: 0 }, not Number):
                return Zero;
            case (_, Number { Value: 1 }):
                return left;
            case (Negative a, Negative b):
                return Divide(a.Operand, b.Operand);
            case (Negative a, _):
                return Scale(Divide(a.Operand, right), -1);
            case (_, Negative b):
                return Scale(Divide(left, b.Operand), -1);
            case (_, Number { Value: < 0 } b):
                return Scale(Divide(left, new Number(-b.Value)), -1);
            case (Number { Value: < 0 } a, _):
                return Scale(new Binary(BinaryOperator.Divide, new Number(-a.Value), right), -1);
            default:
                return new Binary(BinaryOperator.Divide, left, right);
        }
    }

    /// <summary>A power of simplified expressions.</summary>
    public static Expression Raise(Expression left, Expression right) => (left, right) switch
    {
        (_, Number { Value: 0 }) => One,
        (_, Number { Value: 1 }) => left,
        (Number { Value: 1 }, _) => One,
        (Number a, Number b) when IsFinite(Math.Pow(a.Value, b.Value)) => new Number(Math.Pow(a.Value, b.Value)),
        _ => new Binary(BinaryOperator.Power, left, right),
    };

    /// <summary>A function of a simplified expression.</summary>
    public static Expression Apply(Function function, Expression argument) => argument is Number number && IsFinite(function.At(number.Value))
        ? new Number(function.At(number.Value))
        : new Call(function, argument);

    /// <summary>The truth that a simplified expression is not less than another.</summary>
    public static Expression IsNotLess(Expression left, Expression right) => Apply(Function.Heaviside, Sum((left, 1), (right, -1)));

    /// <summary>One of two simplified expressions, by a truth.</summary>
    public static Expression Choose(Expression truth, Expression then, Expression otherwise) =>
        truth is Number { Value: 1 } || then.Equals(otherwise) ? then
        : truth is Number { Value: 0 } ? otherwise
        : new Binary(BinaryOperator.Choose, truth, new Binary(BinaryOperator.Alternatives, then, otherwise));

    /// <summary>The smaller or the larger of two simplified expressions.</summary>
    public static Expression Extreme(BinaryOperator which, Expression left, Expression right) => (left, right) switch
    {
        (Number a, Number b) => new Number(which == BinaryOperator.Min ? Math.Min(a.Value, b.Value) : Math.Max(a.Value, b.Value)),
        _ when left.Equals(right) => left,
        _ => new Binary(which, left, right),
    };

    /// <summary>Multiplies a simplified expression by a number.</summary>
    public static Expression Scale(Expression expression, double factor)
    {
        if (factor == 1)
        {
            return expression;
        }

        var product = new Product { Factor = factor };
        product.Multiply(expression);
        return product.ToExpression();
    }

    private static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);

    /// <summary>Simplifies one expression, every object in it once.</summary>
    private sealed class Pass
    {
        private readonly Dictionary<Expression, Expression> _known = new(Traversal.SameObject.Comparer);

        public Expression Simplify(Expression expression)
        {
            if (expression is not (Negative or Binary or Call))
            {
                return expression;
            }

            if (!_known.TryGetValue(expression, out var simple))
            {
                simple = Simplified(expression);

                // What was simple stays the same object, so that what is shared stays shared.
                simple = simple.Equals(expression) ? expression : simple;
                _known.Add(expression, simple);
            }

            return simple;
        }

        private Expression Simplified(Expression expression)
        {
            switch (expression)
            {
                case Negative or Binary { Operator: BinaryOperator.Add or BinaryOperator.Subtract }:
                    var sum = new SumOfAddends();
                    Collect(sum, expression, 1);
                    return sum.ToExpression();
                case Binary { Operator: BinaryOperator.Multiply }:
                    var product = new Product();
                    Collect(product, expression);
                    return product.ToExpression();
                case Binary { Operator: BinaryOperator.Divide } quotient:
                    return Divide(Simplify(quotient.Left), Simplify(quotient.Right));
                case Binary { Operator: BinaryOperator.Choose, Right: Binary pieces } choice:
                    return Choose(Simplify(choice.Left), Simplify(pieces.Left), Simplify(pieces.Right));
                case Binary { Operator: BinaryOperator.Min or BinaryOperator.Max } extreme:
                    return Extreme(extreme.Operator, Simplify(extreme.Left), Simplify(extreme.Right));
                case Binary { Operator: BinaryOperator.Alternatives } pieces:
                    return new Binary(BinaryOperator.Alternatives, Simplify(pieces.Left), Simplify(pieces.Right));
                case Binary power:
                    return Raise(Simplify(power.Left), Simplify(power.Right));
                default:
                    var call = (Call)expression;
                    return Apply(call.Function, Simplify(call.Argument));
            }
        }

        private void Collect(SumOfAddends sum, Expression expression, double factor)
        {
            switch (expression)
            {
                case Negative negative:
                    Collect(sum, negative.Operand, -factor);
                    break;
                case Binary { Operator: BinaryOperator.Add } binary:
                    Collect(sum, binary.Left, factor);
                    Collect(sum, binary.Right, factor);
                    break;
                case Binary { Operator: BinaryOperator.Subtract } binary:
                    Collect(sum, binary.Left, factor);
                    Collect(sum, binary.Right, -factor);
                    break;
                default:
                    sum.Add(Simplify(expression), factor);
                    break;
            }
        }

        private void Collect(Product product, Expression expression)
        {
            switch (expression)
            {
                case Negative negative:
                    product.Factor = -product.Factor;
                    Collect(product, negative.Operand);
                    break;
                case Binary { Operator: BinaryOperator.Multiply } binary:
                    Collect(product, binary.Left);
                    Collect(product, binary.Right);
                    break;
                default:
                    product.Multiply(Simplify(expression));
                    break;
            }
        }
    }

    /// <summary>A sum under construction: addends that are not numbers, with their numeric factors, and one number. Products of the same factors are alike in whatever order they stand.</summary>
    private sealed class SumOfAddends
    {
        private readonly List<Expression> _addends = [];
        private readonly Dictionary<Expression, double> _factors = new(LikeAddends.Comparer);
        private double _number;

        /// <summary>Adds a simplified expression times a number.</summary>
        public void Add(Expression expression, double factor)
        {
            switch (expression)
            {
                case Number number:
                    _number += factor * number.Value;
                    return;
                case Negative negative:
                    Add(negative.Operand, -factor);
                    return;
                case Binary { Operator: BinaryOperator.Add } binary:
                    Add(binary.Left, factor);
                    Add(binary.Right, factor);
                    return;
                case Binary { Operator: BinaryOperator.Subtract } binary:
                    Add(binary.Left, factor);
                    Add(binary.Right, -factor);
                    return;
                case Binary { Operator: BinaryOperator.Multiply }:
                    var product = new Product();
                    product.Multiply(expression);
                    factor *= product.Factor;
                    if (product.Factor != 1)
                    {
                        product.Factor = 1;
                        expression = product.ToExpression();
                    }

                    break;
            }

            if (_factors.TryGetValue(expression, out var sofar))
            {
                _factors[expression] = sofar + factor;
            }
            else
            {
                _addends.Add(expression);
                _factors.Add(expression, factor);
            }
        }

        public Expression ToExpression()
        {
            Expression? sum = null;
            foreach (var addend in _addends)
            {
                var factor = _factors[addend];
                if (factor != 0)
                {
                    sum = Append(sum, addend, factor);
                }
            }

            if (sum is null)
            {
                return new Number(_number);
            }

            return _number switch
            {
                0 => sum,
                < 0 => new Binary(BinaryOperator.Subtract, sum, new Number(-_number)),
                _ => new Binary(BinaryOperator.Add, sum, new Number(_number)),
            };
        }

        private static Expression Append(Expression? sum, Expression addend, double factor)
        {
            if (sum is null)
            {
                return Scale(addend, factor);
            }

            return factor < 0
                ? new Binary(BinaryOperator.Subtract, sum, Scale(addend, -factor))
                : new Binary(BinaryOperator.Add, sum, Scale(addend, factor));
        }
    }

    /// <summary>A product under construction: its number, and its other factors from left to right.</summary>
    private sealed class Product
    {
        private readonly List<Expression> _factors = [];

        public double Factor { get; set; } = 1;

        /// <summary>Multiplies by a simplified expression.</summary>
        public void Multiply(Expression expression)
        {
            switch (expression)
            {
                case Number number:
                    Factor *= number.Value;
                    break;
                case Negative negative:
                    Factor = -Factor;
                    Multiply(negative.Operand);
                    break;
                case Binary { Operator: BinaryOperator.Multiply } binary:
                    Multiply(binary.Left);
                    Multiply(binary.Right);
                    break;
                default:
                    _factors.Add(expression);
                    break;
            }
        }

        public Expression ToExpression()
        {
            if (Factor == 0 || _factors.Count == 0)
            {
                return new Number(_factors.Count == 0 ? Factor : 0);
            }

            Expression? product = Factor is 1 or -1 ? null : new Number(Factor);
            foreach (var factor in _factors)
            {
                product = product is null ? factor : new Binary(BinaryOperator.Multiply, product, factor);
            }

            return Factor == -1 ? new Negative(product!) : product!;
        }
    }
}
