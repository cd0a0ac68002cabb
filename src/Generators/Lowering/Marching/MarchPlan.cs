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
    private readonly RowLayout _layout;
    private readonly Prolongation _prolongation;

    private MarchPlan(SolverPlan plan, Switches switches, Prolongation prolongation, IReadOnlyList<int> orders, int beyond, IReadOnlyList<TimeDerivatives> residuals)
    {
        _prolongation = prolongation;
        Orders = orders;
        Beyond = beyond;
        Unknowns = new PointUnknowns(plan.Spec.States.Zip(orders, static (state, order) => (state.Name, order)), beyond);
        Rates = [.. InfusionRates.Slots(plan)];
        Modes = [.. switches.Slots(plan.Slots.Header + Rates.Count)];
        _layout = Layout(plan);
        var equations = new List<MarchRow>();
        var first = 0;
        foreach (var (equation, residual) in plan.Spec.Equations.Zip(residuals, static (equation, residual) => (equation, residual)))
        {
            equations.Add(Row(equation.Name, EquationText.Of(equation), residual, first));
            first += equations[equations.Count - 1].Width;
        }

        Equations = equations;
        Width = first;
        Prolonged = [.. Enumerable.Range(1, beyond).Select(k => (IReadOnlyList<Expression>)[.. residuals.Select(residual => residual.Of(k))])];
        var named = Express(plan.Spec)
            .Concat(switches.All.SelectMany(static one => new[] { (one.Mode.Name, $"guard of {one.Text}", one.Guard, false), (one.Mode.Name, $"derivative in time of the guard of {one.Text}", one.Guard, true) }))
            .ToList();
        var expressions = new List<MarchRow>();
        first = named.Count;
        foreach (var (name, text, expression, isRate) in named)
        {
            // Of the rate at which an expression changes only the value is wanted.
            expressions.Add(isRate
                ? new MarchRow(name, text, Known(plan.Spec, prolongation.Derivative(prolongation.Inline(expression))), first, [], [], [])
                : Row(name, text, new TimeDerivatives(prolongation, prolongation.Inline(expression)), first));
            first += expressions[expressions.Count - 1].Width;
        }

        Expressions = expressions;
        ExpressionWidth = first;
        Doses = [.. OfDoses(plan.Spec)];
        Events = [.. OfEvents(plan.Spec)];
        IsLinear = residuals.All(static residual => residual.States.All(state => !residual.By(state, 0).DescendantsAndSelf().Any(static part => part is StateSymbol)));
        DependsOnTime = residuals.Any(static residual => residual.Of(0).DescendantsAndSelf().Any(static part => part is Time))
            || switches.All.Any(one => prolongation.Inline(one.Guard).DescendantsAndSelf().Any(static part => part is Time))
            || plan.Spec.Events.SelectMany(static occurrence => occurrence.Expressions).SelectMany(expression => prolongation.Inline(expression).DescendantsAndSelf()).Any(static part => part is Time);
        var guards = named.Count - (2 * switches.All.Count);
        Switches = [.. switches.All.Select((one, i) => (one, guards + (2 * i), one.Course(expressions[guards + (2 * i) + 1].Value)))];
    }

    /// <summary>Whether the equations are linear in the states.</summary>
    public bool IsLinear { get; }

    /// <summary>Whether the equations, or what belongs to events, contain the time.</summary>
    public bool DependsOnTime { get; }

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

    /// <summary>What is evaluated at single times: what may be observed, then what is said of doses. The values of all come before their derivatives.</summary>
    public IReadOnlyList<MarchRow> Expressions { get; }

    /// <summary>How many numbers the expressions and their derivatives are.</summary>
    public int ExpressionWidth { get; }

    /// <summary>The rates at which infusions run, behind the values of the header, in the order of the doses.</summary>
    public IReadOnlyList<Slot> Rates { get; }

    /// <summary>The states that doses reach.</summary>
    public IReadOnlyList<MarchDose> Doses { get; }

    /// <summary>What happens at times.</summary>
    public IReadOnlyList<MarchEvent> Events { get; }

    /// <summary>The switches of piecewise functions: each with the expression that is its guard, behind which stands the rate of that.</summary>
    public IReadOnlyList<(Switch Switch, int Guard, SwitchCourse Course)> Switches { get; }

    /// <summary>The modes of the switches, behind the rates.</summary>
    public IReadOnlyList<Slot> Modes { get; }

    /// <summary>The values that kernels read here.</summary>
    public RowLayout Layout(SolverPlan plan) => new(plan, keeps: false, Rates.Concat(Modes));

    /// <summary>Makes the plan, or says why the model cannot be marched, to follow "because".</summary>
    public static (MarchPlan? Plan, string? Obstacle) Create(SolverPlan plan)
    {
        var (spec, switches) = Marching.Switches.PutInto(InfusionRates.PutInto(plan.Spec));
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

            if (orders[i] > 0 && (state.Initial?.Orders ?? 0) < orders[i] && !IsSetInitially(spec, state.Name))
            {
                return (null, $"{(orders[i] == 1 ? "the initial value" : "one of the initial values")} of '{state.Name}' is not declared");
            }
        }

        var beyond = plan.States.Zip(orders, static (state, order) => state.Order - order).Max();
        if (residuals.SelectMany(static residual => residual.Coefficients).FirstOrDefault(symbol => IsWithoutDerivatives(spec, symbol, beyond)) is { } rough)
        {
            return (null, $"the solution carries {Text(beyond)} more {(beyond == 1 ? "derivative" : "derivatives")} than its equations, and those of '{rough.Name}' are not given");
        }

        if (switches.Obstacle is { } jump)
        {
            return (null, jump);
        }

        return (new MarchPlan(plan, switches, prolongation, orders, beyond, residuals), null);
    }

    /// <summary>Why a model has no schedule, to follow "because"; null where it has one.</summary>
    /// <param name="spec">The model.</param>
    /// <param name="obstacle">Why it cannot be marched.</param>
    public static string? ObstacleToSchedule(ModelSpec spec, string? obstacle) =>
        spec.Grid is not { Source: CoefficientSource.Input, Per: Variation.Step, Points: 0 }
            ? "its [Grid] says where the grid points are: leave [Grid] out, so that times do"
            : obstacle;

    private MarchRow Row(string name, string text, TimeDerivatives residual, int first)
    {
        var slots = residual.Coefficients
            .Where(static symbol => !Marching.Switches.IsMode(symbol))
            .Select(symbol => (Slot: _layout.SlotOf(symbol), Derivative: _prolongation.Share(residual.By(symbol, 0))))
            .Where(static pair => pair.Derivative is not Number { Value: 0 })
            .OrderBy(static pair => pair.Slot.Index)
            .ToList();
        return new MarchRow(
            name,
            text,
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
    }

    private static IEnumerable<(string Name, string Text, Expression Expression, bool IsRate)> Express(ModelSpec spec)
    {
        foreach (var state in spec.States)
        {
            foreach (var observed in state.Observed)
            {
                var symbol = new StateSymbol(state.Name, observed.Order);
                yield return (SlotTable.NameOf(state.Name, observed.Order), EquationText.Of(symbol), symbol, false);
            }
        }

        foreach (var observable in spec.Observables)
        {
            yield return (observable.Name, $"{observable.Name} = {EquationText.Of(observable.Body)}", observable.Body, false);
        }

        foreach (var name in spec.States.SelectMany(static state => state.Dosed?.Coefficients ?? []))
        {
            yield return (name, name, new CoefficientSymbol(name), false);
        }

        foreach (var occurrence in spec.Events)
        {
            foreach (var expression in occurrence.Triggers.Concat(occurrence.Resets.SelectMany(static reset => reset.Expressions)))
            {
                yield return (occurrence.Name, $"{occurrence.Name}: {EquationText.Of(expression)}", expression, false);
                yield return (occurrence.Name, $"{occurrence.Name}: derivative in time of {EquationText.Of(expression)}", expression, true);
            }
        }
    }

    private static IEnumerable<MarchDose> OfDoses(ModelSpec spec)
    {
        var next = spec.States.Sum(static state => state.Observed.Count) + spec.Observables.Count;
        for (var i = 0; i < spec.States.Count; i++)
        {
            if (spec.States[i].Dosed is { } dosed)
            {
                yield return new MarchDose(i, dosed.Bioavailability is null ? -1 : next++, dosed.Lag is null ? -1 : next++, dosed.Rate is null ? -1 : next++, dosed.Duration is null ? -1 : next++);
            }
        }
    }

    private static IEnumerable<MarchEvent> OfEvents(ModelSpec spec)
    {
        var next = spec.States.Sum(static state => state.Observed.Count + (state.Dosed?.Coefficients.Count() ?? 0)) + spec.Observables.Count;
        foreach (var occurrence in spec.Events)
        {
            var trigger = -1;
            if (occurrence.Triggers.Any())
            {
                (trigger, next) = (next, next + (2 * occurrence.Triggers.Count()));
            }

            var resets = new List<(int State, int Order, int Expression, int Factor)>();
            foreach (var reset in occurrence.Resets)
            {
                resets.Add((spec.States.Select(static state => state.Name).ToList().IndexOf(reset.State.Name), reset.State.Order, next, reset.Factor is null ? -1 : next + 2));
                next += 2 * reset.Expressions.Count();
            }

            yield return new MarchEvent(occurrence.Name, occurrence.Kind, trigger, resets, occurrence.Terminates) { Triggered = occurrence.Triggered };
        }
    }

    /// <summary>A rate, or zero where it hangs on derivatives that are no unknowns, as those of algebraic states: it then only says less well where a comparison passes zero.</summary>
    private Expression Known(ModelSpec spec, Expression rate) =>
        rate.DescendantsAndSelf().OfType<StateSymbol>().Any(symbol => symbol.Order > Orders[spec.States.ToList().FindIndex(state => state.Name == symbol.Name)] + Beyond) ? Simplifier.Zero : rate;

    private static bool IsSetInitially(ModelSpec spec, string state) =>
        spec.Events.Any(occurrence => occurrence.Kind == EventKind.Initial && occurrence.Resets.Any(reset => reset.State.Name == state));

    private static bool IsWithoutDerivatives(ModelSpec spec, CoefficientSymbol symbol, int beyond) =>
        spec.Coefficients.First(coefficient => coefficient.Name == symbol.Name) is { Per: Variation.Step } coefficient && coefficient.Derivatives < beyond + symbol.Derivative;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
