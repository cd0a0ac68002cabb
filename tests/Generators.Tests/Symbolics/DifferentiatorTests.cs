using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using ScalableMNN.Generators.Symbolics;
using Xunit;
using static ScalableMNN.Generators.Tests.Symbolics.ExpressionSamples;

namespace ScalableMNN.Generators.Tests.Symbolics;

public class DifferentiatorTests
{
    public static TheoryData<string> Functions => [.. Enum.GetNames<Function>().Where(name => name != nameof(Function.Sign))];

    [Fact]
    public void Knows_the_rules()
    {
        Assert.Equal("2 A B", Derivative(Times(A, Pow(B, N(2))), B));
        Assert.Equal("A", Derivative(Times(A, U), U));
        Assert.Equal("0", Derivative(Times(A, U), DU));
        Assert.Equal("1 / B", Derivative(Over(A, B), A));

        // Made of the quotient at hand.
        Assert.Equal("-A / B / B", Derivative(Over(A, B), B));
        Assert.Equal("cos(t)", Derivative(new Call(Function.Sin, T), T));
    }

    [Fact]
    public void Takes_derivatives_with_respect_to_symbols_only() =>
        Assert.Throws<ArgumentException>(() => Differentiator.Differentiate(A, Plus(A, B)));

    [Theory]
    [MemberData(nameof(Functions))]
    public void Differentiates_every_function(string function)
    {
        // The argument stays below pi / 2, the pole of the tangent, and below one where the function has no value beyond.
        var expression = new Call(Enum.Parse<Function>(function), Times(A, Over(B, N(function is "Asin" or "Acos" ? 4 : 2))));
        foreach (var values in Enumerable.Range(0, 20).Select(Values))
        {
            var difference = CentralDifference(expression, A, values, 1e-5);
            Assert.Equal(difference, Differentiator.Differentiate(expression, A).At(values), 1e-7 * (1 + Math.Abs(difference)));
        }
    }

    [Fact]
    public void Differentiates_a_power_in_base_and_exponent()
    {
        var expression = Pow(Plus(A, B), Times(A, T));
        foreach (var values in Enumerable.Range(0, 20).Select(Values))
        {
            var difference = CentralDifference(expression, A, values, 1e-5);
            Assert.Equal(difference, Differentiator.Differentiate(expression, A).At(values), 1e-7 * (1 + Math.Abs(difference)));
        }
    }

    [Fact]
    public void Agrees_with_finite_differences() => Prop.ForAll<int>(seed =>
    {
        var expression = Random(seed);
        if (expression.DescendantsAndSelf().Any(part => part is Binary { Operator: BinaryOperator.Power, Right: not Number }))
        {
            // The derivative of u^v contains log(u), which exists only for positive u, while u^v may exist elsewhere.
            return;
        }

        foreach (var symbol in new[] { A, T, U })
        {
            var derivative = Differentiator.Differentiate(expression, symbol);
            foreach (var values in Enumerable.Range(0, 3).Select(Values))
            {
                // Two steps show where the difference can be trusted: not beside a kink, a pole or the edge of the domain.
                var coarse = CentralDifference(expression, symbol, values, 2e-4);
                var fine = CentralDifference(expression, symbol, values, 1e-4);
                var trust = Math.Abs(coarse - fine) + (1e-10 * (1 + expression.ScaleAt(values)));
                if (double.IsFinite(trust) && trust < 1e-4 * (1 + Math.Abs(fine)))
                {
                    Assert.Equal(fine, derivative.At(values), (3 * trust) + (1e-8 * (1 + Math.Abs(fine))));
                }
            }
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    private static string Derivative(Expression expression, Expression symbol) => EquationText.Of(Differentiator.Differentiate(expression, symbol));

    private static double CentralDifference(Expression expression, Expression symbol, Dictionary<Expression, double> values, double step)
    {
        var (left, right) = (new Dictionary<Expression, double>(values), new Dictionary<Expression, double>(values));
        left[symbol] -= step;
        right[symbol] += step;
        return (expression.At(right) - expression.At(left)) / (2 * step);
    }
}
