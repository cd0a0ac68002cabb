using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ScalableMNN.Generators.Parsing;
using ScalableMNN.Generators.Problem;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Lowering.Marching;

/// <summary>
/// The switches of the piecewise functions in the equations of a march. Whatever jumps or has a kink where its argument passes a number - a comparison, Sign, Abs, Floor, Min, Max - is replaced by a mode, a value that is
/// constant along a step: the equations of a step are those of one piece, smooth, and the march changes modes where their guards say. A mode stands behind the values of the header, like the rate of an infusion.
/// </summary>
internal sealed class Switches
{
    private readonly Prolongation _prolongation;
    private readonly ModelSpec _spec;
    private readonly Dictionary<Expression, Expression> _replaced = [];
    private readonly Dictionary<(SwitchKind, Expression), CoefficientSymbol> _modes = [];
    private readonly List<Switch> _all = [];
    private readonly Dictionary<string, int> _highest;

    private Switches(ModelSpec spec)
    {
        _spec = spec;
        _prolongation = new Prolongation(spec);
        var sides = spec.Equations.SelectMany(equation => new[] { _prolongation.Inline(equation.Left), _prolongation.Inline(equation.Right) }).ToList();
        _highest = spec.States.ToDictionary(
            static state => state.Name,
            state => sides.SelectMany(static side => side.DescendantsAndSelf()).OfType<StateSymbol>().Where(symbol => symbol.Name == state.Name).Select(static symbol => symbol.Order).DefaultIfEmpty(-1).Max());
    }

    /// <summary>The switches, those within the guard of another before it.</summary>
    public IReadOnlyList<Switch> All => _all;

    /// <summary>Why a jump cannot be watched, to follow "because"; null where all can.</summary>
    public string? Obstacle { get; private set; }

    /// <summary>The model with modes in its equations, as inputs that no property has.</summary>
    public static (ModelSpec Spec, Switches Switches) PutInto(ModelSpec spec)
    {
        var switches = new Switches(spec);
        if (!spec.Equations.Any(equation => switches.IsPiecewise(equation.Left) || switches.IsPiecewise(equation.Right)))
        {
            return (spec, switches);
        }

        var equations = spec.Equations
            .Select(equation => equation with { Left = switches.Replace(switches._prolongation.Inline(equation.Left)), Right = switches.Replace(switches._prolongation.Inline(equation.Right)) })
            .ToList();
        return (
            spec with
            {
                Equations = new EquatableArray<EquationSpec>([.. equations]),
                Coefficients = new EquatableArray<CoefficientSpec>(
                [
                    .. spec.Coefficients,
                    .. switches._all.Select(static one =>
                        new CoefficientSpec(one.Mode.Name, string.Empty, CoefficientSource.Input, Variation.Trajectory, 0, double.NegativeInfinity, double.PositiveInfinity, null)),
                ]),
            },
            switches);
    }

    /// <summary>Where kernels find the modes: behind the values of the header and the rates of infusions.</summary>
    public IEnumerable<Slot> Slots(int first) => _all.Select((one, i) => new Slot(
        one.Mode.Name, SlotKind.Coefficient, false, Variation.Trajectory, 1, 1, 0, double.NegativeInfinity, double.PositiveInfinity, first + i));

    /// <summary>Whether a symbol is a mode.</summary>
    public static bool IsMode(CoefficientSymbol symbol) => symbol.Name.StartsWith("ModeOfSwitch", System.StringComparison.Ordinal);

    /// <summary>Whether an expression has a part that jumps or has a kink.</summary>
    private bool IsPiecewise(Expression expression) => _prolongation.Inline(expression).DescendantsAndSelf().Any(static part =>
        part is Call { Function: Function.Heaviside or Function.Sign or Function.Abs or Function.Floor } or Binary { Operator: BinaryOperator.Min or BinaryOperator.Max });

    private Expression Replace(Expression expression)
    {
        if (expression is not (Negative or Call or Binary))
        {
            return expression;
        }

        if (!_replaced.TryGetValue(expression, out var replaced))
        {
            replaced = Rebuilt(expression);
            _replaced.Add(expression, replaced);
        }

        return replaced;
    }

    private Expression Rebuilt(Expression expression)
    {
        switch (expression)
        {
            case Negative negative:
                return new Negative(Replace(negative.Operand));
            case Call { Function: Function.Heaviside } step:
                return (Expression?)Mode(SwitchKind.Step, Replace(step.Argument), step, jumps: true) ?? new Call(step.Function, Replace(step.Argument));
            case Call { Function: Function.Sign } sign:
                return (Expression?)Mode(SwitchKind.Sign, Replace(sign.Argument), sign, jumps: true) ?? new Call(sign.Function, Replace(sign.Argument));
            case Call { Function: Function.Floor } floor:
                return (Expression?)Mode(SwitchKind.Floor, Replace(floor.Argument), floor, jumps: true) ?? new Call(floor.Function, Replace(floor.Argument));
            case Call { Function: Function.Abs } abs:
                var argument = Replace(abs.Argument);
                return Mode(SwitchKind.Sign, argument, abs, jumps: false) is { } signOf ? new Binary(BinaryOperator.Multiply, signOf, argument) : new Call(abs.Function, argument);
            case Call call:
                return new Call(call.Function, Replace(call.Argument));
            case Binary { Operator: BinaryOperator.Min or BinaryOperator.Max } extreme when !Truth.Is(extreme):
                var (left, right) = (Replace(extreme.Left), Replace(extreme.Right));
                var guard = extreme.Operator == BinaryOperator.Min ? Simplifier.Sum((right, 1), (left, -1)) : Simplifier.Sum((left, 1), (right, -1));
                return Mode(SwitchKind.Step, guard, extreme, jumps: false) is { } first ? Truth.Choose(first, left, right) : new Binary(extreme.Operator, left, right);
            default:
                var binary = (Binary)expression;
                return new Binary(binary.Operator, Replace(binary.Left), Replace(binary.Right));
        }
    }

    /// <summary>The mode of a guard; null where it never changes, or cannot be watched: then the function stays as it is.</summary>
    private CoefficientSymbol? Mode(SwitchKind kind, Expression guard, Expression written, bool jumps)
    {
        guard = _prolongation.Share(Simplifier.Simplify(guard));
        var symbols = guard.DescendantsAndSelf().ToList();
        var input = symbols.OfType<CoefficientSymbol>().FirstOrDefault(symbol => !IsMode(symbol) && _spec.Coefficients.First(coefficient => coefficient.Name == symbol.Name).Per == Variation.Step);
        if (!symbols.Any(static part => part is Time or StateSymbol) && input is null)
        {
            // It is the same all along a trajectory, unless another mode in it changes: then this one follows, as a function.
            return null;
        }

        var highest = symbols.OfType<StateSymbol>().FirstOrDefault(symbol => symbol.Order >= _highest[symbol.Name]);
        if (input is not null || highest is not null)
        {
            // A kink is what the error estimate is for; a jump at an unknown time is not.
            Obstacle ??= !jumps ? null
                : input is not null ? $"{EquationText.Of(written)} jumps where '{input.Name}' says, which has a number for each grid point"
                : $"{EquationText.Of(written)} jumps where {EquationText.Of(highest!)} says, which follows from the equations";
            return null;
        }

        if (!_modes.TryGetValue((kind, guard), out var mode))
        {
            mode = new CoefficientSymbol("ModeOfSwitch" + _all.Count.ToString(CultureInfo.InvariantCulture));
            _modes.Add((kind, guard), mode);
            _all.Add(new Switch(kind, mode, guard, EquationText.Of(written)));
        }

        return mode;
    }
}

/// <summary>What the mode of a switch is of its guard.</summary>
internal enum SwitchKind
{
    /// <summary>1 where it is zero or more, 0 where it is less.</summary>
    Step,

    /// <summary>-1, 0 or 1.</summary>
    Sign,

    /// <summary>The whole number that is not larger.</summary>
    Floor,
}

/// <summary>A switch: a value that is constant along a step.</summary>
/// <param name="Kind">What it is of its guard.</param>
/// <param name="Mode">The value.</param>
/// <param name="Guard">The number that says when it changes.</param>
/// <param name="Text">What was written.</param>
internal sealed record Switch(SwitchKind Kind, CoefficientSymbol Mode, Expression Guard, string Text)
{
    /// <summary>How the guard changes in time, as far as the compiler knows.</summary>
    /// <param name="rate">Its derivative in time.</param>
    public SwitchCourse Course(Expression rate) =>
        (Guard.Symbols & SymbolKinds.State) != 0 ? SwitchCourse.OfStates
        : (rate.Symbols & SymbolKinds.Time) != 0 ? SwitchCourse.OfTime
        : SwitchCourse.Linear;
}

/// <summary>How a guard changes in time.</summary>
internal enum SwitchCourse
{
    /// <summary>With the states.</summary>
    OfStates,

    /// <summary>With time alone.</summary>
    OfTime,

    /// <summary>As a straight line, until another mode changes.</summary>
    Linear,
}
