using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ScalableMNN.Generators.Parsing;
using ScalableMNN.Generators.Problem;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Lowering.Marching;

/// <summary>
/// What a march evaluates of an initial-value problem: its equations at one time, exact and square, with the highest derivatives of the states as the unknowns that they are solved for.
/// The march knows the states below their highest derivatives; a state without a derivative in any equation is algebraic.
/// </summary>
internal sealed class MarchPlan
{
    private MarchPlan(SolverPlan plan, Prolongation prolongation, IReadOnlyList<int> orders, int beyond, IReadOnlyList<TimeDerivatives> residuals)
    {
        Orders = orders;
        Beyond = beyond;
        Unknowns = new PointUnknowns(plan.Spec.States.Zip(orders, static (state, order) => (state.Name, order)), beyond);
        var equations = new List<MarchRow>();
        var layout = new RowLayout(plan, keeps: false);
        var first = 0;
        foreach (var (equation, residual) in plan.Spec.Equations.Zip(residuals, static (equation, residual) => (equation, residual)))
        {
            var slots = residual.Coefficients
                .Select(symbol => (Slot: layout.SlotOf(symbol), Derivative: prolongation.Share(residual.By(symbol, 0))))
                .Where(static pair => pair.Derivative is not Number { Value: 0 })
                .OrderBy(static pair => pair.Slot.Index)
                .ToList();
            var marched = new MarchRow(
                equation.Name,
                EquationText.Of(equation),
                residual.Of(0),
                first,
                [
                    .. residual.StatesOf(0)
                        .Select(state => (Unknowns.Of(state), residual.By(state, 0)))
                        .Where(static pair => pair.Item2 is not Number { Value: 0 })
                        .OrderBy(static pair => pair.Item1),
                ],
                [.. slots.Where(static pair => pair.Slot.Per != Variation.Step).Select(static pair => (pair.Slot.Index, pair.Derivative))],
                [.. slots.Where(static pair => pair.Slot.Per == Variation.Step).Select(static pair => (pair.Slot.Index, pair.Derivative))]);
            first += marched.Width;
            equations.Add(marched);
        }

        Equations = equations;
        Width = first;
        Prolonged = [.. Enumerable.Range(1, beyond).Select(k => (IReadOnlyList<Expression>)[.. residuals.Select(residual => residual.Of(k))])];
    }

    /// <summary>The highest derivative of each state in the equations.</summary>
    public IReadOnlyList<int> Orders { get; }

    /// <summary>How many derivatives beyond these a solution carries.</summary>
    public int Beyond { get; }

    public PointUnknowns Unknowns { get; }

    public IReadOnlyList<MarchRow> Equations { get; }

    /// <summary>How many derivatives there are of all equations.</summary>
    public int Width { get; }

    /// <summary>The equations differentiated in time, once, twice and so on: what the derivatives beyond the highest follow from.</summary>
    public IReadOnlyList<IReadOnlyList<Expression>> Prolonged { get; }

    /// <summary>Makes the plan, or says why the model cannot be marched, to follow "because".</summary>
    public static (MarchPlan? Plan, string? Obstacle) Create(SolverPlan plan)
    {
        var spec = plan.Spec;
        if (spec.Equations.Count != spec.States.Count)
        {
            return (null, $"it has {Text(spec.Equations.Count)} {(spec.Equations.Count == 1 ? "equation" : "equations")} for {Text(spec.States.Count)} {(spec.States.Count == 1 ? "state" : "states")}");
        }

        if (spec.Grid.Source == CoefficientSource.Learned)
        {
            return (null, "its steps are learned");
        }

        var prolongation = new Prolongation(spec);
        var residuals = spec.Equations.Select(prolongation.Residual).ToList();
        var orders = spec.States.Select(state => residuals.SelectMany(static residual => residual.States).Where(symbol => symbol.Name == state.Name).Select(static symbol => symbol.Order).DefaultIfEmpty(-1).Max()).ToList();
        if (orders.IndexOf(-1) is >= 0 and var unused)
        {
            return (null, $"no equation contains '{spec.States[unused].Name}'");
        }

        var missing = EquationAssignment.FirstWithoutEquation(spec.States.Count, residuals.Count, (state, equation) => residuals[equation].States.Contains(new StateSymbol(spec.States[state].Name, orders[state])));
        if (missing >= 0)
        {
            return (null, $"the equations cannot be solved for the highest derivative of every state: none is left for {EquationText.Of(new StateSymbol(spec.States[missing].Name, orders[missing]))}. Differentiate the algebraic equations in time, or put one into another");
        }

        for (var i = 0; i < orders.Count; i++)
        {
            var state = spec.States[i];
            if (state.Initial is { Points: > 1 })
            {
                return (null, $"'{state.Name}' is given at more points than the first");
            }

            if (orders[i] > 0 && (state.Initial?.Orders ?? 0) < orders[i])
            {
                return (null, $"{(orders[i] == 1 ? "the initial value" : "one of the initial values")} of '{state.Name}' is not declared");
            }
        }

        var beyond = plan.States.Zip(orders, static (state, order) => state.Order - order).Max();
        if (residuals.SelectMany(static residual => residual.Coefficients).FirstOrDefault(symbol => IsWithoutDerivatives(spec, symbol, beyond)) is { } rough)
        {
            return (null, $"the solution carries {Text(beyond)} more {(beyond == 1 ? "derivative" : "derivatives")} than its equations, and those of '{rough.Name}' are not given");
        }

        return (new MarchPlan(plan, prolongation, orders, beyond, residuals), null);
    }

    private static bool IsWithoutDerivatives(ModelSpec spec, CoefficientSymbol symbol, int beyond) =>
        spec.Coefficients.First(coefficient => coefficient.Name == symbol.Name) is { Per: Variation.Step } coefficient && coefficient.Derivatives < beyond + symbol.Derivative;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
