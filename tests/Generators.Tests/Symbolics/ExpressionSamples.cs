using System;
using System.Collections.Generic;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Tests.Symbolics;

/// <summary>Random expressions over two coefficients, time and a state, the same for the same seed.</summary>
internal static class ExpressionSamples
{
    public static readonly Expression A = new CoefficientSymbol("A");
    public static readonly Expression B = new CoefficientSymbol("B");
    public static readonly Expression T = new Time();
    public static readonly Expression U = new StateSymbol("U", 0);
    public static readonly Expression DU = new StateSymbol("U", 1);

    public static Expression Plus(Expression left, Expression right) => new Binary(BinaryOperator.Add, left, right);

    public static Expression Minus(Expression left, Expression right) => new Binary(BinaryOperator.Subtract, left, right);

    public static Expression Times(Expression left, Expression right) => new Binary(BinaryOperator.Multiply, left, right);

    public static Expression Over(Expression left, Expression right) => new Binary(BinaryOperator.Divide, left, right);

    public static Expression Pow(Expression left, Expression right) => new Binary(BinaryOperator.Power, left, right);

    public static Expression N(double value) => new Number(value);

    /// <summary>Values between 0.4 and 1.6, so that logarithms, roots and quotients are defined at the leaves.</summary>
    public static Dictionary<Expression, double> Values(int seed)
    {
        var random = new Random(seed);
        return new Dictionary<Expression, double>
        {
            [A] = 0.4 + (1.2 * random.NextDouble()),
            [B] = 0.4 + (1.2 * random.NextDouble()),
            [T] = 0.4 + (1.2 * random.NextDouble()),
            [U] = 0.4 + (1.2 * random.NextDouble()),
            [DU] = 0.4 + (1.2 * random.NextDouble()),
        };
    }

    public static Expression Random(int seed, int depth = 4) => Random(new Random(seed), depth);

    private static Expression Random(Random random, int depth)
    {
        if (depth == 0 || random.Next(8) == 0)
        {
            return random.Next(6) switch
            {
                0 => A,
                1 => B,
                2 => T,
                3 => U,
                _ => new Number(random.Next(-3, 4)),
            };
        }

        return random.Next(8) switch
        {
            0 or 1 => Plus(Random(random, depth - 1), Random(random, depth - 1)),
            2 => Minus(Random(random, depth - 1), Random(random, depth - 1)),
            3 or 4 => Times(Random(random, depth - 1), Random(random, depth - 1)),
            5 => Over(Random(random, depth - 1), Random(random, depth - 1)),
            6 => new Negative(Random(random, depth - 1)),
            _ => random.Next(12) switch
            {
                0 => Pow(Random(random, depth - 1), new Number(random.Next(-2, 4))),
                1 => Pow(Random(random, depth - 1), Random(random, depth - 1)),
                var function => new Call((Function)(function - 2), Random(random, depth - 1)),
            },
        };
    }
}
