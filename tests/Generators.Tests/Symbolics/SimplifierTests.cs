using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using ScalableMNN.Generators.Symbolics;
using Xunit;
using static ScalableMNN.Generators.Tests.Symbolics.ExpressionSamples;

namespace ScalableMNN.Generators.Tests.Symbolics;

public class SimplifierTests
{
    private static string Simplified(Expression expression) => EquationText.Of(Simplifier.Simplify(expression));

    [Fact]
    public void Drops_what_is_neutral_or_vanishes()
    {
        Assert.Equal("A", Simplified(Plus(A, N(0))));
        Assert.Equal("A", Simplified(Plus(N(0), A)));
        Assert.Equal("A", Simplified(Times(N(1), A)));
        Assert.Equal("0", Simplified(Times(A, N(0))));
        Assert.Equal("A", Simplified(Over(A, N(1))));
        Assert.Equal("0", Simplified(Over(N(0), A)));
        Assert.Equal("-A", Simplified(Minus(N(0), A)));
        Assert.Equal("A", Simplified(new Negative(new Negative(A))));
        Assert.Equal("A", Simplified(Pow(A, N(1))));
        Assert.Equal("1", Simplified(Pow(A, N(0))));
    }

    [Fact]
    public void Folds_numbers()
    {
        Assert.Equal("7", Simplified(Plus(N(1), Times(N(2), N(3)))));
        Assert.Equal("6 A", Simplified(Times(Times(N(2), A), N(3))));
        Assert.Equal("0.25", Simplified(Pow(N(2), N(-2))));
        Assert.Equal("1", Simplified(new Call(Function.Exp, N(0))));
        Assert.Equal("A + 3", Simplified(Plus(Plus(N(1), A), N(2))));
    }

    [Fact]
    public void Gathers_like_addends()
    {
        Assert.Equal("5 A", Simplified(Plus(Times(N(2), A), Times(A, N(3)))));
        Assert.Equal("0", Simplified(Minus(A, A)));
        Assert.Equal("B", Simplified(Minus(Plus(A, B), A)));
        Assert.Equal("A - 2 B", Simplified(Minus(A, Plus(B, B))));
        Assert.Equal("A - B - 1", Simplified(Minus(A, Plus(B, N(1)))));
    }

    [Fact]
    public void Keeps_signs_in_front()
    {
        Assert.Equal("-A B", Simplified(Times(new Negative(A), B)));
        Assert.Equal("A B", Simplified(Times(new Negative(A), new Negative(B))));
        Assert.Equal("A - B t", Simplified(Plus(A, Times(B, new Negative(T)))));
        Assert.Equal("-A / B", Simplified(Over(new Negative(A), B)));
        Assert.Equal("-A / 2", Simplified(Over(A, N(-2))));
    }

    [Fact]
    public void Cancels_nothing_that_may_be_zero()
    {
        Assert.Equal("A / A", Simplified(Over(A, A)));
        Assert.Equal("1 / 0", Simplified(Over(N(1), N(0))));
        Assert.Equal("0 / 0", Simplified(Over(N(0), N(0))));
        Assert.Equal("log(0)", Simplified(new Call(Function.Log, N(0))));
    }

    [Fact]
    public void Keeps_the_value() => Prop.ForAll<int>(seed =>
    {
        var expression = Random(seed);
        var simplified = Simplifier.Simplify(expression);
        foreach (var values in Enumerable.Range(0, 5).Select(Values))
        {
            var scale = expression.ScaleAt(values);
            if (double.IsFinite(scale) && scale < 1e6)
            {
                // Gathering addends and factors only changes the order of rounding: a few units in the last place of the largest intermediate value, which a
                // steep function in between (a power, a tangent, a quotient by a small difference) may enlarge.
                Assert.Equal(expression.At(values), simplified.At(values), 1e-13 * (1 + scale) * (1 + SteepnessAt(expression, values)));
            }
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Simplifying_twice_changes_nothing() => Prop.ForAll<int>(seed =>
    {
        var once = Simplifier.Simplify(Random(seed));
        Assert.Equal(EquationText.Of(once), EquationText.Of(Simplifier.Simplify(once)));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void A_long_sum_takes_time_in_proportion()
    {
        var sum = Enumerable.Range(0, 900).Aggregate(N(0), (sofar, i) => Plus(sofar, Times(N(i), new CoefficientSymbol("C" + i))));

        Assert.StartsWith("C1 + 2 C2 + 3 C3", Simplified(sum), StringComparison.Ordinal);
    }

    /// <summary>How much a relative change of the leaves changes the value, by finite differences.</summary>
    private static double SteepnessAt(Expression expression, System.Collections.Generic.Dictionary<Expression, double> values)
    {
        var value = expression.At(values);
        var moved = values.ToDictionary(pair => pair.Key, pair => pair.Value * (1 + 1e-7));
        return Math.Abs(expression.At(moved) - value) / 1e-7;
    }
}
