using System.Linq;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Problem;

/// <summary>
/// A nonlinear equation r = 0 linearised at an iterate: the row with c = dr/dy and b = c y - r, whose expressions hold the states of the iterate. A Gauss-Newton
/// iteration solves with these rows again and again.
/// </summary>
internal static class Linearisation
{
    /// <summary>Linearises the k-th derivative of an equation in time.</summary>
    /// <param name="residual">Left side minus right side.</param>
    public static LinearForm Of(TimeDerivatives residual, int k)
    {
        var terms = residual.StatesOf(k)
            .Select(state => new LinearTerm(state, residual.By(state, k)))
            .Where(static term => term.Coefficient is not Number { Value: 0 })
            .ToArray();
        var rightHandSide = Simplifier.Sum(terms.Select(static term => (Simplifier.Multiply(term.Coefficient, term.State), 1.0)).Prepend((residual.Of(k), -1)));
        return new LinearForm(new EquatableArray<LinearTerm>(terms), rightHandSide);
    }
}
