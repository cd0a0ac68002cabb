using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Lowering.Grouped;
using ScalableMNN.Generators.Lowering.Ir;
using ScalableMNN.Generators.Problem;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Lowering;

/// <summary>
/// The derivatives of the loss with respect to inputs, parameters and steps: dL/da = rho lambda - q z and dL/db = q for each row, then the chain rule backwards
/// through the expressions that make a and b, in one pass over each expression.
/// </summary>
internal sealed class ChainPhase
{
    private const string Summary = "Adds the derivatives of the loss with respect to inputs, parameters and steps.";

    private readonly SolverPlan _plan;
    private readonly RowLayout _layout;
    private readonly PhaseFrame _frame;
    private readonly Region _body;
    private readonly VectorView _z;
    private readonly VectorView _lambda;
    private readonly View _headerGradient;
    private readonly View _stepGradient = KernelBuffer.StepGradient.Whole;
    private readonly Dictionary<int, View> _stepViews = [];
    private readonly Dictionary<Expression, Operand?> _shared = [];
    private readonly List<Expression> _sharedOuterFirst = [];
    private Operand _timeSeed = Operand.Zero;

    private readonly Strands? _strands;
    private readonly Region _strand;

    private ChainPhase(SolverPlan plan, RowLayout layout, Strands? strands)
    {
        _strands = strands;
        _plan = plan;
        _layout = layout;
        _frame = new PhaseFrame(plan, layout, computes: false);
        _body = _frame.Body;
        _strand = _frame.Prologue.Nested();
        _headerGradient = strands?.Own(_strand, KernelBuffer.HeaderGradient.Whole) ?? KernelBuffer.HeaderGradient.Whole;
        _z = new VectorView(_frame, KernelBuffer.Solution, "z", plan.Unknowns);
        _lambda = new VectorView(_frame, KernelBuffer.Adjoint, "l", plan.Unknowns);
    }

    public static Kernel Create(SolverPlan plan, RowLayout rows) => new(
        Phase.Chain,
        Summary,
        new ChainPhase(plan, rows, null).Build());

    /// <summary>Makes the phase for a group of threads, which share the grid points. Each strand of them has derivatives of its own with respect to what points share.</summary>
    public static Kernel CreateGrouped(SolverPlan plan, RowLayout rows, Strands strands) =>
        new(Phase.Chain, Summary, GroupSchedule.Of(new ChainPhase(plan, rows, strands).Build()));

    private IReadOnlyList<Statement> Build()
    {
        FindShared();
        foreach (var row in _plan.Rows.AtPoints)
        {
            AddEquation(row);
        }

        HandOnShared();
        AddGivenRows();
        if (_plan.Steps is { } slot)
        {
            AddSteps(slot);
        }

        if (_plan.Start is { } start && !_timeSeed.IsZero)
        {
            _body.Remark("The start moves the time of every point.");
            AddToHeader(_body, start.Index, _timeSeed, Operand.One);
        }

        if (_strands is null)
        {
            return _frame.Finish(descending: true);
        }

        _strands.Sweep(_frame, _strand, touchesNext: false);
        return _frame.Prologue.Statements;
    }

    /// <summary>Adds to a derivative with respect to a value that grid points share.</summary>
    private void AddToHeader(Region region, Index index, Operand a, Operand b) => region.Accumulate(_headerGradient, index * (_strands?.Count ?? 1), a, b);

    private void AddEquation(Row row)
    {
        if (!RowLayout.DependsOnValues(row.RightHandSide) && !row.Entries.Any(static entry => RowLayout.DependsOnValues(entry.Coefficient)))
        {
            return;
        }

        _body.Remark(row.Text);
        var rho = _frame.RightHandSide(row);
        var q = Operand.Zero;
        foreach (var entry in row.Entries)
        {
            rho = _body.MultiplySubtract(_frame.Coefficient(row, entry), _z.Here(entry.Unknown), rho, $"rho_{row.Name}");
            q = _body.MultiplyAdd(_frame.Coefficient(row, entry), _lambda.Here(entry.Unknown), q, $"q_{row.Name}");
        }

        var weight = _frame.Weight(row);
        foreach (var entry in row.Entries)
        {
            if (RowLayout.DependsOnValues(entry.Coefficient))
            {
                var seed = _body.Multiply(rho, _lambda.Here(entry.Unknown));
                seed = _body.MultiplySubtract(q, _z.Here(entry.Unknown), seed);
                seed = _body.Multiply(_body.Multiply(seed, weight), _frame.InverseStepPower(entry.Order), $"seed_{row.Name}_{entry.Unknown}");
                Backward(entry.Coefficient, seed);
            }
        }

        if (RowLayout.DependsOnValues(row.RightHandSide))
        {
            Backward(row.RightHandSide, _body.Multiply(q, weight));
        }
    }

    private void AddGivenRows()
    {
        foreach (var group in RowList.Groups(_plan.Rows.AtFirstPoints))
        {
            _body.Remark(group[0].Text);
            var inside = _body.Nested();
            foreach (var row in group)
            {
                var coefficient = RowBuilder.GivenCoefficient(_frame, inside, row);
                AddToHeader(inside, RowBuilder.GivenIndex(_plan, row), inside.Multiply(coefficient, _lambda.Here(row.Entries[0].Unknown)), new Literal(row.Weight));
            }

            _body.If(PhaseFrame.Step, group[0].Extent.Points, inside);
        }
    }

    private void AddSteps(Slot slot)
    {
        var right = _body.Indicator("right", PhaseFrame.Step + 1, PhaseFrame.Points);
        var gradient = Operand.Zero;
        foreach (var group in RowList.Groups(_plan.Rows.OverSteps))
        {
            _body.Remark($"Steps: {group[0].Text}");
            var z = StepRowValues.Create(_frame, group, _z, right, "z");
            var lambda = StepRowValues.Create(_frame, group, _lambda, right, "l");
            for (var row = 0; row < group.Count; row++)
            {
                // These rows have b = 0, so rho = -a z and q = a lambda, and dL/dh is the sum of rho a' lambda - q a' z.
                gradient = _body.MultiplySubtract(z.Values[row], lambda.StepDerivative(_frame, row, right, "slopeL"), gradient, "stepSum");
                gradient = _body.MultiplySubtract(lambda.Values[row], z.StepDerivative(_frame, row, right, "slopeZ"), gradient, "stepSum");
            }
        }

        AddStep(slot, 0, _body.Multiply(gradient, _frame.InverseStep(), "stepSum"));
        foreach (var row in _plan.Rows.OverTwoSteps)
        {
            var derivative = SpanDerivative(row);
            AddStep(slot, 0, derivative);
            AddStep(slot, 1, derivative);
        }

        if (_plan.UsesTime)
        {
            _body.Remark("A step moves the time of every point after it.");
            var later = _frame.Prologue.Variable("later", Operand.Zero);
            AddStep(slot, 0, _body.Copy("laterNow", later));
            _body.AddTo(later, _timeSeed, Operand.One);
        }
    }

    /// <summary>dL/dH of a row over two steps, H their sum.</summary>
    private Operand SpanDerivative(Row written)
    {
        var row = TwoStepRow.Create(_frame, written);
        var (rowZ, rowLambda) = (Value(_z, static _ => 1), Value(_lambda, static _ => 1));
        var (slopeZ, slopeLambda) = (Value(_z, static entry => entry.Power), Value(_lambda, static entry => entry.Power));
        var sum = _body.MultiplyAdd(rowZ, slopeLambda, _body.Multiply(rowLambda, slopeZ));
        return _body.Negate(_body.Multiply(sum, row.InverseSpan), "centralSum");

        Operand Value(VectorView vector, Func<RowEntry, double> factor)
        {
            var value = Operand.Zero;
            foreach (var (entry, coefficient) in row.Terms)
            {
                value = _body.MultiplyAdd(_body.Multiply(coefficient, new Literal(factor(entry))), vector.At(entry.Ahead, entry.Unknown), value);
            }

            return value;
        }
    }

    private void AddStep(Slot slot, int ahead, Operand value)
    {
        if (slot.Per == Parsing.Variation.Step)
        {
            _body.Accumulate(StepView(ahead), slot.Index, value, Operand.One);
        }
        else
        {
            AddToHeader(_body, slot.Index, value, Operand.One);
        }
    }

    private View StepView(int ahead)
    {
        if (!_stepViews.TryGetValue(ahead, out var view))
        {
            view = _body.Open(ahead == 0 ? "gradientHere" : "gradientNext", _stepGradient, (PhaseFrame.Step + ahead) * _plan.Slots.Steps);
            _stepViews.Add(ahead, view);
        }

        return view;
    }

    /// <summary>
    /// Hands the derivative of the loss with respect to an expression on to what the expression is made of. What stands in several places waits until all of them have been heard, so that
    /// each part of all rows' expressions is passed once.
    /// </summary>
    private void Backward(Expression expression, Operand seed)
    {
        if (seed.IsZero || !RowLayout.DependsOnValues(expression))
        {
            return;
        }

        if (!_shared.TryGetValue(expression, out var sofar))
        {
            HandOn(expression, seed);
            return;
        }

        _shared[expression] = sofar is null ? seed : _body.Add(sofar, seed, "shared");
    }

    /// <summary>Hands on what was gathered for the parts that stand in several places, those that hold others first.</summary>
    private void HandOnShared()
    {
        foreach (var expression in _sharedOuterFirst)
        {
            if (_shared[expression] is { } seed)
            {
                HandOn(expression, seed);
            }
        }
    }

    /// <summary>Finds the parts that stand in several places of the rows' expressions.</summary>
    private void FindShared()
    {
        var uses = new Dictionary<Expression, int>();
        var innerFirst = new List<Expression>();
        foreach (var row in _plan.Rows.AtPoints)
        {
            foreach (var entry in row.Entries)
            {
                Visit(entry.Coefficient);
            }

            Visit(row.RightHandSide);
        }

        foreach (var expression in innerFirst.Where(expression => uses[expression] > 1))
        {
            _shared.Add(expression, null);
            _sharedOuterFirst.Insert(0, expression);
        }

        void Visit(Expression expression)
        {
            if (expression is not (Negative or Binary or Call) || !RowLayout.DependsOnValues(expression))
            {
                return;
            }

            if (uses.TryGetValue(expression, out var count))
            {
                uses[expression] = count + 1;
                return;
            }

            uses.Add(expression, 1);
            switch (expression)
            {
                case Negative negative:
                    Visit(negative.Operand);
                    break;
                case Call call:
                    Visit(call.Argument);
                    break;
                case Binary binary:
                    Visit(binary.Left);
                    Visit(binary.Right);
                    break;
            }

            innerFirst.Add(expression);
        }
    }

    private void HandOn(Expression expression, Operand seed)
    {
        switch (expression)
        {
            case Symbolics.Time:
                _timeSeed = _body.Add(_timeSeed, seed, "timeSeed");
                break;
            case CoefficientSymbol symbol:
                var slot = _layout.SlotOf(symbol);
                if (slot.Per == Parsing.Variation.Step)
                {
                    _body.Accumulate(StepView(0), slot.Index, seed, Operand.One);
                }
                else
                {
                    AddToHeader(_body, slot.Index, seed, Operand.One);
                }

                break;
            case Negative negative:
                Backward(negative.Operand, _body.Negate(seed));
                break;
            case Call call:
                Backward(call.Argument, _body.Multiply(seed, Slope(call)));
                break;
            case Binary { Operator: BinaryOperator.Add } sum:
                Backward(sum.Left, seed);
                Backward(sum.Right, seed);
                break;
            case Binary { Operator: BinaryOperator.Subtract } difference:
                Backward(difference.Left, seed);
                Backward(difference.Right, _body.Negate(seed));
                break;
            case Binary { Operator: BinaryOperator.Multiply } product:
                Backward(product.Left, _body.Multiply(seed, _frame.Evaluate(product.Right)));
                Backward(product.Right, _body.Multiply(seed, _frame.Evaluate(product.Left)));
                break;
            case Binary { Operator: BinaryOperator.Divide } quotient:
                var shared = _body.Divide(seed, _frame.Evaluate(quotient.Right));
                Backward(quotient.Left, shared);
                Backward(quotient.Right, _body.Negate(_body.Multiply(shared, _frame.Evaluate(quotient))));
                break;
            case Binary { Operator: BinaryOperator.Choose or BinaryOperator.Min or BinaryOperator.Max }:
                // Backward through the pieces, the slope of one that is not taken would be multiplied by zero, and need not be finite there. Forward, it is not taken.
                foreach (var symbol in expression.DescendantsAndSelf().Where(static part => part is Symbolics.Time or CoefficientSymbol).Distinct().ToList())
                {
                    HandOn(symbol, _body.Multiply(seed, _frame.Evaluate(Differentiator.Differentiate(expression, symbol))));
                }

                break;
            case Binary power:
                if (RowLayout.DependsOnValues(power.Left))
                {
                    var slope = power.Right is Number { Value: < 1 }
                        ? new Binary(BinaryOperator.Divide, new Binary(BinaryOperator.Multiply, power.Right, power), power.Left)
                        : Simplifier.Simplify(new Binary(BinaryOperator.Multiply, power.Right, new Binary(BinaryOperator.Power, power.Left, new Binary(BinaryOperator.Subtract, power.Right, new Number(1)))));
                    Backward(power.Left, _body.Multiply(seed, _frame.Evaluate(slope)));
                }

                if (RowLayout.DependsOnValues(power.Right))
                {
                    var slope = new Binary(BinaryOperator.Multiply, power, new Call(Function.Log, power.Left));
                    Backward(power.Right, _body.Multiply(seed, _frame.Evaluate(slope)));
                }

                break;
            default:
                throw new InvalidOperationException($"{expression} has no derivative in a kernel.");
        }
    }

    private Operand Slope(Call call)
    {
        var unknown = new CoefficientSymbol(" ");
        var slope = Differentiator.Differentiate(new Call(call.Function, unknown), unknown);
        return _frame.Evaluate(slope.Replace(leaf => leaf == unknown ? call.Argument : null));
    }
}
