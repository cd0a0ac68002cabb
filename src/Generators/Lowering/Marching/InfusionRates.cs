using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Parsing;
using ScalableMNN.Generators.Problem;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Lowering.Marching;

/// <summary>
/// The rates at which infusions reach states. In the equations of a march the derivative of such a state is what remains of it without the infusion, X' - rate; the rate is constant from one time at which
/// something happens to the next, so that its derivatives in time are zero.
/// </summary>
internal static class InfusionRates
{
    /// <summary>The model with rates in its equations, as inputs that no property has.</summary>
    public static ModelSpec PutInto(ModelSpec spec)
    {
        if (spec.States.All(static state => state.Dosed is null))
        {
            return spec;
        }

        var rates = spec.States.Where(static state => state.Dosed is not null).ToDictionary(static state => state.Name, static state => RateOf(state.Name));
        return spec with
        {
            Coefficients = new EquatableArray<CoefficientSpec>(
            [
                .. spec.Coefficients,
                .. rates.Values.Select(static rate => new CoefficientSpec(rate.Name, string.Empty, CoefficientSource.Input, Variation.Trajectory, 0, double.NegativeInfinity, double.PositiveInfinity, null)),
            ]),
            Equations = new EquatableArray<EquationSpec>([.. spec.Equations.Select(equation => equation with { Left = WithRates(equation.Left), Right = WithRates(equation.Right) })]),
        };

        Expression WithRates(Expression expression) => expression.Replace(leaf =>
            leaf is StateSymbol { Order: 1 } state && rates.TryGetValue(state.Name, out var rate) ? new Binary(BinaryOperator.Subtract, leaf, rate) : null);
    }

    /// <summary>Where kernels find the rates: behind all other values of the header.</summary>
    public static IEnumerable<Slot> Slots(SolverPlan plan) => plan.Spec.States
        .Where(static state => state.Dosed is not null)
        .Select((state, i) => new Slot(
            RateOf(state.Name).Name, SlotKind.Coefficient, false, Variation.Trajectory, 1, 1, 0, double.NegativeInfinity, double.PositiveInfinity, plan.Slots.Header + i));

    private static CoefficientSymbol RateOf(string state) => new("InfusionOf" + state);
}
