using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ScalableMNN.Generators.Problem;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Parsing;

/// <summary>
/// The smoothness rows of a model that names no scheme. Hermite rows are accurate and add nothing of their own, so they are taken wherever equations and conditions determine the model.
/// Taylor rows are taken where something has to be made up for: by choice of the order, or where the rows of the model alone do not determine it.
/// </summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Prolongation">How many times equations are differentiated.</param>
/// <param name="Reason">Why, as the end of a sentence.</param>
internal sealed record SchemeChoice(SmoothnessScheme Scheme, int Prolongation, string Reason)
{
    /// <summary>A part of more parts than this is not written out for the reader.</summary>
    private const int LongestText = 30;

    /// <summary>Chooses from the whole model.</summary>
    /// <param name="spec">The model, without errors; of its smoothness nothing is read.</param>
    public static SchemeChoice Of(ModelSpec spec)
    {
        var once = new Prolongation(spec with { Smoothness = new SmoothnessSpec(SmoothnessScheme.Hermite, Central: false, 1, Prolongation: 1) });
        var residuals = spec.Equations.Select(equation => new[] { once.Inline(equation.Left), once.Inline(equation.Right) }).ToList();
        var used = residuals.Select(static sides => new HashSet<StateSymbol>(sides.SelectMany(static side => side.DescendantsAndSelf()).OfType<StateSymbol>())).ToList();
        if (spec.States.FirstOrDefault(static state => state.Order == 0) is { } algebraic)
        {
            return Hermite($"'{algebraic.Name}' is an algebraic variable (Order = 0), which Taylor rows cannot carry");
        }

        foreach (var state in spec.States)
        {
            var highest = used.SelectMany(static symbols => symbols).Where(symbol => symbol.Name == state.Name).Select(static symbol => symbol.Order).DefaultIfEmpty(-1).Max();
            if (state.Order > highest)
            {
                return Taylor(highest < 0
                    ? $"no equation contains '{state.Name}'"
                    : $"the order of '{state.Name}', {Text(state.Order)}, is above that of its highest derivative in the equations, {Text(highest)}");
            }
        }

        if (spec.Equations.Count != spec.States.Count)
        {
            return Taylor($"there are not as many equations ({Text(spec.Equations.Count)}) as states ({Text(spec.States.Count)})");
        }

        if (FirstWithoutEquation(spec, used) is { } without)
        {
            return Taylor($"the equations cannot be solved for the highest derivative of every state: none is left for {EquationText.Of(new StateSymbol(without.Name, without.Order))}");
        }

        var wanted = spec.States.Sum(static state => state.Order);
        var given = spec.States.Sum(static state => state.Initial is { } initial ? initial.Orders * initial.Points : 0);
        var isObserved = spec.Observables.Count > 0 || spec.States.Any(static state => state.Observed.Count > 0);
        return given < wanted && !isObserved
            ? Taylor($"the equations leave {Text(wanted)} initial values free, and {Text(given)} are given")
            : Hermite("equations and conditions determine the model");

        SchemeChoice Hermite(string reason)
        {
            var (prolongation, why) = ProlongationOf(spec, once, residuals);
            return new SchemeChoice(SmoothnessScheme.Hermite, prolongation, $"{reason}; {why}");
        }

        static SchemeChoice Taylor(string reason) => new(SmoothnessScheme.Taylor, 0, reason);
    }

    /// <summary>One, unless the derivatives of an input are not given or an equation has a part that is less smooth than its values.</summary>
    private static (int Prolongation, string Why) ProlongationOf(ModelSpec spec, Prolongation once, List<Expression[]> residuals)
    {
        for (var i = 0; i < residuals.Count; i++)
        {
            if (once.FirstWithoutDerivatives(spec.Equations[i]) is { } input)
            {
                return (0, $"'{spec.Equations[i].Name}' is not differentiated, because the derivatives of '{input.Name}' are not given");
            }

            if (residuals[i].SelectMany(static side => side.DescendantsAndSelf()).FirstOrDefault(IsRough) is { } rough)
            {
                return (0, $"'{spec.Equations[i].Name}' is not differentiated, because the derivatives of {(rough.Size > LongestText ? "a root, an absolute value or a power in it" : EquationText.Of(rough))} are not finite or jump where it is zero");
            }
        }

        return (1, "the equations can be differentiated once");
    }

    /// <summary>Whether a part has a value at zero, and no finite or no continuous derivatives there.</summary>
    private static bool IsRough(Expression part) => part switch
    {
        Call { Function: Function.Sqrt or Function.Abs or Function.Sign or Function.Floor or Function.Heaviside, Argument: not Number } => true,
        Binary { Operator: BinaryOperator.Min or BinaryOperator.Max } => true,
        Binary { Operator: BinaryOperator.Power, Left: not Number } power => power.Right is not Number { Value: var exponent } || exponent != System.Math.Floor(exponent),
        _ => false,
    };

    /// <summary>The first state for whose highest derivative no equation is left, once each equation is given to one state; null where there is one for each.</summary>
    private static StateSpec? FirstWithoutEquation(ModelSpec spec, List<HashSet<StateSymbol>> used) =>
        EquationAssignment.FirstWithoutEquation(spec.States.Count, used.Count, (state, equation) => used[equation].Contains(new StateSymbol(spec.States[state].Name, spec.States[state].Order))) is >= 0 and var state
            ? spec.States[state]
            : null;

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
