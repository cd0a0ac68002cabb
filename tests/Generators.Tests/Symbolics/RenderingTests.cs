using System;
using System.Linq;
using ScalableMNN.Generators.Parsing;
using ScalableMNN.Generators.Symbolics;
using Xunit;
using static ScalableMNN.Generators.Tests.Symbolics.ExpressionSamples;

namespace ScalableMNN.Generators.Tests.Symbolics;

public class RenderingTests
{
    private static readonly Expression Mass = new CoefficientSymbol("Mass");
    private static readonly Expression Tau = new CoefficientSymbol("Tau");
    private static readonly Expression K12 = new CoefficientSymbol("K12");
    private static readonly Expression D4 = new StateSymbol("X", 4);

    private static (Expression Expression, string Text, string Latex)[] Expressions =>
    [
        (Plus(Times(Mass, new StateSymbol("X", 2)), Times(Tau, DU)), "Mass X'' + Tau U'", @"\mathrm{Mass}\,X'' + \tau\,U'"),
        (Times(A, Plus(B, N(1))), "A (B + 1)", @"A\,\left(B + 1\right)"),
        (Times(A, N(2)), "A * 2", @"A \cdot 2"),
        (Minus(A, Minus(B, T)), "A - (B - t)", @"A - \left(B - t\right)"),
        (Minus(A, new Negative(B)), "A - (-B)", @"A - \left(-B\right)"),
        (Times(A, new Negative(B)), "A (-B)", @"A\,\left(-B\right)"),
        (new Negative(Plus(A, B)), "-(A + B)", @"-\left(A + B\right)"),
        (Over(A, Times(B, T)), "A / (B t)", @"\frac{A}{B\,t}"),
        (Times(A, Over(B, T)), "A (B / t)", @"A\,\frac{B}{t}"),
        (Over(Over(A, B), T), "A / B / t", @"\frac{\frac{A}{B}}{t}"),
        (Pow(Plus(A, B), N(2)), "(A + B)^2", @"\left(A + B\right)^{2}"),
        (Pow(Pow(A, B), N(-1)), "(A^B)^(-1)", @"\left(A^{B}\right)^{-1}"),
        (Pow(D4, N(2)), "(X^(4))^2", @"\left(X^{(4)}\right)^{2}"),
        (Times(K12, D4), "K12 X^(4)", @"K_{12}\,X^{(4)}"),
        (new Call(Function.Exp, new Negative(T)), "exp(-t)", "e^{-t}"),
        (new Call(Function.Sqrt, T), "sqrt(t)", @"\sqrt{t}"),
        (new Call(Function.Sin, Times(N(2), T)), "sin(2 t)", @"\sin\left(2\,t\right)"),
        (new Call(Function.Abs, A), "abs(A)", @"\left|A\right|"),
        (N(1.5e-7), "1.5E-07", @"1.5 \cdot 10^{-7}"),
        (Pow(N(-2), N(2)), "(-2)^2", @"\left(-2\right)^{2}"),
    ];

    [Fact]
    public void Writes_expressions() => Assert.All(Expressions, sample =>
    {
        Assert.Equal(sample.Text, EquationText.Of(sample.Expression));
        Assert.Equal(sample.Latex, EquationLatex.Of(sample.Expression));
    });

    [Fact]
    public void Code_reads_back_as_the_same_expression()
    {
        var samples = Enumerable.Range(0, 300)
            .Select(static seed => (Expression: Random(seed), Values: Values(seed)))
            .Where(static sample => double.IsFinite(sample.Expression.ScaleAt(sample.Values)))
            .ToList();
        Assert.True(samples.Count > 100);
        var spec = ModelCompilation.Parse(
            $$"""
            [MechanisticModel]
            public partial class Model
            {
                [State(Order = 1)] public partial State U { get; }
                [Coefficient(Source.Input)] public partial Coefficient A { get; }
                [Coefficient(Source.Input)] public partial Coefficient B { get; }
                {{string.Concat(samples.Select(static (sample, i) => $"[Equation] private Equation E{i} => U.D(1) == {EquationCode.Of(sample.Expression)};\n"))}}
            }
            """);
        for (var i = 0; i < samples.Count; i++)
        {
            var (expression, values) = samples[i];
            var scale = expression.ScaleAt(values);
            Assert.True(
                Math.Abs(expression.At(values) - spec.Equations[i].Right.At(values)) <= 1e-12 * (1 + scale),
                $"{EquationText.Of(expression)} was written as {EquationCode.Of(expression)}.");
        }
    }

    [Fact]
    public void Code_is_short_where_it_can_be_and_makes_room_for_a_sum_in_the_place_of_a_library()
    {
        var library = new LibrarySymbol("Rest");
        Assert.Equal("X.D(4) * X.D(4) == -(A * (U * U * U))", EquationCode.Of(new EquationSpec("Law", Pow(D4, N(2)), new Negative(Times(A, Pow(U, N(3)))), 1)));
        Assert.Equal("Pow(A + 1.0, 2.0)", EquationCode.Of(Pow(Plus(A, N(1)), N(2))));
        Assert.Equal("@event * Exp(Symbols.T)", EquationCode.Of(Times(new CoefficientSymbol("event"), new Call(Function.Exp, T))));
        Assert.Equal("U.D(1) == {{Rest}}", EquationCode.Of(new EquationSpec("Law", DU, library, 1)));
        Assert.Equal("{{Rest}} + A - ({{Rest}})", EquationCode.Of(Minus(Plus(library, A), library)));
        Assert.Equal("A * ({{Rest}}) / ({{Rest}})", EquationCode.Of(Over(Times(A, library), library)));
        Assert.Equal("-({{Rest}})", EquationCode.Of(new Negative(library)));
    }

    [Fact]
    public void Writes_equations()
    {
        var equation = new EquationSpec("Law", DU, new Negative(Times(A, U)), 1);

        Assert.Equal("U' = -A U", EquationText.Of(equation));
        Assert.Equal(@"U' = -A\,U", EquationLatex.Of(equation));
    }
}
