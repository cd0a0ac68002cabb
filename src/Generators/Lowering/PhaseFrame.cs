using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Lowering.Ir;
using ScalableMNN.Generators.Lowering.Marching;
using ScalableMNN.Generators.Problem;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Lowering;

/// <summary>
/// The frame of a phase: what is done before the sweep, the body of the sweep over grid points, and the row values within it, computed by the factorisation
/// and read back by the phases after it.
/// </summary>
internal sealed class PhaseFrame
{
    public static readonly Index Points = new IndexVariable("points");

    public static readonly Index Step = new IndexVariable("step");

    private readonly SolverPlan _plan;
    private readonly RowLayout _layout;
    private readonly bool _computes;
    private readonly bool _keeps;
    private readonly PointUnknowns? _at;
    private readonly Dictionary<RowValue, Operand> _values = [];
    private readonly Dictionary<string, Operand> _loaded = [];
    private readonly Dictionary<Expression, Operand> _evaluated = [];
    private readonly Dictionary<int, View> _stepViews = [];
    private View? _rows;
    private View? _iterate;

    /// <param name="computes">Whether row values are computed, or read back.</param>
    /// <param name="keeps">Whether values that are computed are kept for the phases after it.</param>
    /// <param name="at">The unknowns of one time, which are not scaled by any step, and whose time is that of the start; null for those of a grid.</param>
    public PhaseFrame(SolverPlan plan, RowLayout layout, bool computes, bool keeps = true, PointUnknowns? at = null)
    {
        _keeps = keeps;
        _at = at;
        _plan = plan;
        _layout = layout;
        _computes = computes;
        Prologue = new Region();
        Body = Prologue.Nested();
    }

    /// <summary>What is done before the sweep.</summary>
    public Region Prologue { get; }

    /// <summary>What is done at each grid point.</summary>
    public Region Body { get; }

    public View Header { get; } = KernelBuffer.Header.Whole;

    public View Steps { get; } = KernelBuffer.Steps.Whole;

    public View Rows { get; } = KernelBuffer.Rows.Whole;

    /// <summary>Ends the phase: the sweep takes its place after the prologue.</summary>
    public IReadOnlyList<Statement> Finish(bool descending = false)
    {
        Prologue.For("step", 0, Points, Body, descending);
        return Prologue.Statements;
    }

    /// <summary>1 / h.</summary>
    public Operand InverseStep() => Value(RowValue.InverseStep, _layout.StepLevel, region => region.Divide(Operand.One, StepSize(0), "inverseStep"));

    /// <summary>h^-r.</summary>
    public Operand InverseStepPower(int power) => _at is not null ? Operand.One : Power(InverseStep(), power, RegionOf(_layout.StepLevel));

    /// <summary>The step that follows the grid point, or the one <paramref name="ahead"/> points further.</summary>
    public Operand StepSize(int ahead) => _plan.Steps switch
    {
        null => new Literal(_plan.Spec.Grid.StepSize),
        { Per: Parsing.Variation.Step } slot => Loaded($"step h{ahead}", Body, region => region.Load(ahead == 0 ? "h" : $"h{ahead}", StepView(ahead), slot.Index)),
        { } slot => Loaded("step h", Prologue, region => region.Load("h", Header, slot.Index)),
    };

    /// <summary>q = h_t / h_(t + 1), which takes the next point's scaled unknowns to this point's scale.</summary>
    public Operand Ratio() => _layout.StepLevel == Level.Step
        ? Value(RowValue.Ratio, Level.Step, region => region.Divide(StepSize(0), StepSize(1), "ratio"))
        : Operand.One;

    /// <summary>h_t / h_(t + 2).</summary>
    public Operand SecondRatio() => _layout.StepLevel == Level.Step ? Body.Divide(StepSize(0), StepSize(2), "ratio2") : Operand.One;

    /// <summary>q^r.</summary>
    public Operand RatioPower(int power) => Power(Ratio(), power, Body);

    /// <summary>The weighted coefficient of a row in scaled unknowns: w c h^-r.</summary>
    public Operand Coefficient(Row row, RowEntry entry) => Value(
        RowValue.Coefficient(row, entry),
        _layout.LevelOf(row, entry),
        region => region.Multiply(region.Multiply(Evaluate(entry.Coefficient), Weight(row)), InverseStepPower(entry.Order), $"c_{row.Name}_{entry.Unknown}"));

    /// <summary>The weighted right-hand side of a row: w b.</summary>
    public Operand RightHandSide(Row row) => Value(
        RowValue.RightHandSide(row),
        _layout.LevelOf(row),
        region => region.Multiply(Evaluate(row.RightHandSide), Weight(row), $"b_{row.Name}"));

    /// <summary>
    /// w, the weight of a row. A nonlinear model has its rows brought to unit length as well: stiff equations that are differentiated in time have coefficients
    /// many orders of magnitude apart, and their least-squares problem would lose the small ones.
    /// </summary>
    public Operand Weight(Row row) => _plan.IsLinear || row.IsMeasured
        ? new Literal(row.Weight)
        : Value(RowValue.Weight(row), Level.Step, region =>
        {
            var squares = Operand.Zero;
            foreach (var entry in row.Entries)
            {
                var scaled = region.Multiply(Evaluate(entry.Coefficient), InverseStepPower(entry.Order));
                squares = region.MultiplyAdd(scaled, scaled, squares, "length");
            }

            return region.Divide(new Literal(row.Weight), region.Do("length", Operator.Sqrt, squares), $"w_{row.Name}");
        });

    /// <summary>Time at the grid point.</summary>
    public Operand Time() => _at is not null ? Loaded("time", Prologue, _ => Start()) : Value(RowValue.Time, Level.Step, region =>
    {
        if (_layout.StepLevel != Level.Step)
        {
            return region.MultiplyAdd(region.Number("at", Step), StepSize(0), Start(), "time");
        }

        var clock = Prologue.Variable("clock", Start());
        var time = region.Copy("time", clock);
        region.Assign(clock, region.Add(time, StepSize(0), "clockNext"));
        return time;
    });

    /// <summary>Time at the first grid point of the block: that of the trajectory's own start, and what has passed since.</summary>
    private Operand Start() => Prologue.Add(KernelParameter.Origin, Prologue.Load("begin", Header, _plan.Start!.Index), "start");

    /// <summary>The value of an expression at the grid point.</summary>
    public Operand Evaluate(Expression expression)
    {
        if (expression is not (Negative or Call or Binary))
        {
            return EvaluateAnew(expression);
        }

        if (!_evaluated.TryGetValue(expression, out var value))
        {
            value = EvaluateAnew(expression);
            _evaluated.Add(expression, value);
        }

        return value;
    }

    private Operand EvaluateAnew(Expression expression)
    {
        var region = RegionOf(_layout.LevelOf(expression));
        switch (expression)
        {
            case Number number:
                return new Literal(number.Value);
            case Symbolics.Time:
                return Time();
            case CoefficientSymbol symbol:
                var slot = _layout.SlotOf(symbol);
                return slot.Per == Parsing.Variation.Step
                    ? Loaded($"in {slot.Name} {slot.Index}", Body, body => body.Load(LocalName(slot.Name), StepView(0), slot.Index))
                    : Loaded($"in {slot.Name} {slot.Index}", Prologue, prologue => prologue.Load(LocalName(slot.Name), Header, slot.Index));
            case StateSymbol state:
                var unknown = _at?.Of(state) ?? _plan.UnknownOf(state);
                return Loaded($"state {unknown}", Body, body => body.Multiply(body.Load($"at{unknown}", IterateView(), unknown), InverseStepPower(state.Order), $"u{unknown}"));
            case Negative negative:
                return region.Negate(Evaluate(negative.Operand));
            case Call call:
                var argument = Evaluate(call.Argument);
                return argument is Literal literal && call.Function != Function.Erf ? new Literal(call.Function.At(literal.Value)) : region.Do(call.Function.ToString().ToLowerInvariant(), OperatorOf(call.Function), argument);
            case Binary { Operator: BinaryOperator.Choose, Right: Binary pieces } choice:
                return Evaluate(choice.Left) is var truth && truth is Literal known
                    ? Evaluate(known.IsOne ? pieces.Left : pieces.Right)
                    : region.Do("chosen", Operator.Choose, truth, Evaluate(pieces.Left), Evaluate(pieces.Right));
            case Binary { Operator: BinaryOperator.Min or BinaryOperator.Max } extreme:
                var (one, other) = (Evaluate(extreme.Left), Evaluate(extreme.Right));
                var isMin = extreme.Operator == BinaryOperator.Min;
                return one is Literal a && other is Literal b
                    ? new Literal(isMin ? Math.Min(a.Value, b.Value) : Math.Max(a.Value, b.Value))
                    : region.Do(isMin ? "smaller" : "larger", isMin ? Operator.Min : Operator.Max, one, other);
            case Binary { Operator: BinaryOperator.Power } power:
                return EvaluatePower(power, region);
            case Binary binary:
                var left = Evaluate(binary.Left);
                var right = Evaluate(binary.Right);
                return binary.Operator switch
                {
                    BinaryOperator.Add => region.Add(left, right),
                    BinaryOperator.Subtract => region.Subtract(left, right),
                    BinaryOperator.Multiply => region.Multiply(left, right),
                    _ => region.Divide(left, right),
                };
            default:
                throw new InvalidOperationException($"{expression} has no value in a kernel.");
        }
    }

    /// <summary>The region in which a value of a level is computed.</summary>
    public Region RegionOf(Level level) => level == Level.Step ? Body : Prologue;

    /// <summary>A name for a local that begins in lower case.</summary>
    public static string LocalName(string name) => "in" + name;

    /// <summary>A whole power by multiplications.</summary>
    public static Operand Power(Operand value, int power, Region region)
    {
        var result = Operand.One;
        for (var i = 0; i < power; i++)
        {
            result = region.Multiply(result, value, value is Local local ? $"{local.Name}{i + 1}" : "power");
        }

        return result;
    }

    private static Operator OperatorOf(Function function) => function switch
    {
        Function.Exp => Operator.Exp,
        Function.Log => Operator.Log,
        Function.Sqrt => Operator.Sqrt,
        Function.Sin => Operator.Sin,
        Function.Cos => Operator.Cos,
        Function.Tan => Operator.Tan,
        Function.Tanh => Operator.Tanh,
        Function.Sinh => Operator.Sinh,
        Function.Cosh => Operator.Cosh,
        Function.Abs => Operator.Abs,
        Function.Sign => Operator.Sign,
        Function.Asin => Operator.Asin,
        Function.Acos => Operator.Acos,
        Function.Atan => Operator.Atan,
        Function.Log10 => Operator.Log10,
        Function.Erf => Operator.Erf,
        Function.Floor => Operator.Floor,
        Function.Heaviside => Operator.Heaviside,
        _ => throw new ArgumentOutOfRangeException(nameof(function)),
    };

    private Operand EvaluatePower(Binary power, Region region)
    {
        var value = Evaluate(power.Left);
        if (power.Right is Number { Value: var exponent })
        {
            if (exponent == Math.Floor(exponent) && Math.Abs(exponent) <= 64)
            {
                var whole = Squarings(value, (int)Math.Abs(exponent), region);
                return exponent < 0 ? region.Divide(Operand.One, whole) : whole;
            }

            if (exponent + 0.5 == Math.Floor(exponent + 0.5) && Math.Abs(exponent) <= 64)
            {
                var root = region.Do("sqrt", Operator.Sqrt, value);
                var half = region.Multiply(Squarings(value, (int)Math.Floor(Math.Abs(exponent)), region), root, "power");
                return exponent < 0 ? region.Divide(Operand.One, half) : half;
            }
        }

        return region.Do("power", Operator.Power, value, Evaluate(power.Right));
    }

    private static Operand Squarings(Operand value, int power, Region region)
    {
        var result = Operand.One;
        for (; power > 0; power >>= 1)
        {
            if ((power & 1) != 0)
            {
                result = region.Multiply(result, value, "power");
            }

            if (power > 1)
            {
                value = region.Multiply(value, value, "square");
            }
        }

        return result;
    }

    private View IterateView() => _iterate ??= Body.Open("iterateHere", KernelBuffer.Iterate.Whole, Step * (_at?.Count ?? _plan.Unknowns));

    private View StepView(int ahead)
    {
        if (!_stepViews.TryGetValue(ahead, out var view))
        {
            view = Body.Open(ahead == 0 ? "here" : $"ahead{ahead}", Steps, (Step + ahead) * _plan.Slots.Steps);
            _stepViews.Add(ahead, view);
        }

        return view;
    }

    private Operand Loaded(string name, Region region, Func<Region, Operand> load)
    {
        if (!_loaded.TryGetValue(name, out var value))
        {
            value = load(region);
            _loaded.Add(name, value);
        }

        return value;
    }

    private Operand Value(RowValue key, Level level, Func<Region, Operand> compute)
    {
        if (_values.TryGetValue(key, out var value))
        {
            return value;
        }

        if (_layout.TryPlace(key, out var place))
        {
            if (_computes && !_keeps)
            {
                value = compute(Body);
            }
            else
            {
                var rows = _rows ??= Body.Open("row", Rows, Step * _layout.Count);
                if (_computes)
                {
                    value = compute(Body);
                    Body.Store(rows, place, value);
                }
                else
                {
                    value = Body.Load(key.LocalName, rows, place);
                }
            }
        }
        else
        {
            value = compute(RegionOf(level));
        }

        _values.Add(key, value);
        return value;
    }
}
