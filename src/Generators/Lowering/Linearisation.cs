using System.Linq;
using ScalableMNN.Generators.Parsing;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Lowering;

/// <summary>
/// A nonlinear equation r = 0 linearised at an iterate: the row with c = dr/dy and b = c y - r, whose expressions hold the states of the iterate. A Gauss-Newton
/// iteration solves with these rows again and again.
/// </summary>
internal static class Linearisation
{
    public static LinearForm Of(EquationSpec equation)
    {
        var residual = Simplifier.Simplify(new Binary(BinaryOperator.Subtract, equation.Left, equation.Right));
        var states = residual.DescendantsAndSelf().OfType<StateSymbol>().Distinct().ToList();
        var terms = states.Select(state => new LinearTerm(state, Differentiator.Differentiate(residual, state))).ToArray();
        Expression rightHandSide = new Negative(residual);
        foreach (var term in terms)
        {
            rightHandSide = new Binary(BinaryOperator.Add, rightHandSide, new Binary(BinaryOperator.Multiply, term.Coefficient, term.State));
        }

        return new LinearForm(new EquatableArray<LinearTerm>(terms), Simplifier.Simplify(rightHandSide));
    }
}
