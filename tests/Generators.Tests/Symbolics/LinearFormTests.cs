using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using ScalableMNN.Generators.Parsing;
using ScalableMNN.Generators.Symbolics;
using Xunit;
using static ScalableMNN.Generators.Tests.Symbolics.ExpressionSamples;

namespace ScalableMNN.Generators.Tests.Symbolics;

public class LinearFormTests
{
    private static readonly Expression V = new StateSymbol("V", 2);

    [Fact]
    public void Gathers_what_multiplies_each_state()
    {
        // A U' + U (B - 1) = 2 U + (t - U') / B - V
        var form = Form(Plus(Times(A, DU), Times(U, Minus(B, N(1)))), Minus(Plus(Times(N(2), U), Over(Minus(T, DU), B)), V));

        Assert.Equal(["U': A + 1 / B", "U: B - 3", "V'': 1"], form.Terms.Select(Text));
        Assert.Equal("t / B", EquationText.Of(form.RightHandSide));
    }

    [Fact]
    public void Keeps_coefficients_as_they_are_written()
    {
        var form = Form(Over(Times(A, DU), B), new Negative(Times(Times(A, U), B)));

        Assert.Equal(["U': A / B", "U: A B"], form.Terms.Select(Text));
        Assert.Equal("0", EquationText.Of(form.RightHandSide));
    }

    [Fact]
    public void Moves_what_is_free_of_states_to_the_right()
    {
        var form = Form(Plus(Plus(DU, A), Times(N(2), Plus(U, T))), B);

        Assert.Equal("B - A - 2 t", EquationText.Of(form.RightHandSide));
    }

    [Fact]
    public void Drops_states_that_cancel()
    {
        Assert.Equal(["U': 1"], Form(Plus(DU, Times(A, U)), Times(U, A)).Terms.Select(Text));
        Assert.Empty(Form(U, U).Terms);
    }

    [Fact]
    public void Takes_powers_and_functions_of_what_is_free_of_states()
    {
        var form = Form(Times(Pow(A, N(2)), Pow(U, N(1))), new Call(Function.Sin, T));

        Assert.Equal(["U: A^2"], form.Terms.Select(Text));
        Assert.Equal("sin(t)", EquationText.Of(form.RightHandSide));
    }

    [Fact]
    public void Says_which_part_is_not_linear()
    {
        var product = Times(Plus(U, A), DU);
        var quotient = Over(A, U);
        var power = Pow(U, N(2));
        var call = new Call(Function.Sin, Plus(U, T));

        Assert.Same(product, Nonlinear(Plus(A, product)));
        Assert.Same(quotient, Nonlinear(Times(B, quotient)));
        Assert.Same(power, Nonlinear(Over(new Negative(power), A)));
        Assert.Same(call, Nonlinear(Minus(U, new Call(Function.Exp, Times(N(2), call)))));
    }

    [Fact]
    public void Has_the_value_of_the_equation() => Prop.ForAll<int>(seed =>
    {
        var equation = new EquationSpec("Law", Random(seed, 3), Random(seed + 1, 3), 1);
        if (LinearForm.TryCreate(equation, out _) is not { } form)
        {
            return;
        }

        foreach (var values in Enumerable.Range(0, 3).Select(Values))
        {
            var difference = Minus(equation.Left, equation.Right);
            var scale = difference.ScaleAt(values);
            if (double.IsFinite(scale) && scale < 1e4)
            {
                var row = form.Terms.Sum(term => term.Coefficient.At(values) * values[term.State]) - form.RightHandSide.At(values);
                Assert.Equal(difference.At(values), row, 1e-9 * (1 + (scale * scale)));
            }
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static LinearForm Form(Expression left, Expression right)
    {
        var form = LinearForm.TryCreate(new EquationSpec("Law", left, right, 1), out var nonlinear);
        Assert.Null(nonlinear);
        return form!;
    }

    private static Expression? Nonlinear(Expression left)
    {
        Assert.Null(LinearForm.TryCreate(new EquationSpec("Law", left, N(0), 1), out var nonlinear));
        return nonlinear;
    }

    private static string Text(LinearTerm term) => $"{EquationText.Of(term.State)}: {EquationText.Of(term.Coefficient)}";
}
