using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Lowering.Ir;
using ScalableMNN.Generators.Problem;

namespace ScalableMNN.Generators.Lowering.Grouped;

/// <summary>
/// The forward sweep by Householder reflections for a group of threads: the same elimination as the unrolled one, in loops over a stack of rows whose columns the threads share. Each thread finds
/// the reflection by itself.
/// </summary>
internal sealed class ReflectedFactorisePhase
{
    private static readonly Index _row = GroupFrame.Row;
    private static readonly Index _pivot = GroupFrame.Inner;
    private static readonly Index _column = new IndexVariable("column");

    private readonly SolverPlan _plan;
    private readonly RowLayout _layout;
    private readonly StackPlan _stack;
    private readonly PhaseFrame _frame;
    private readonly Region _body;
    private readonly View _rows;
    private readonly View _kept;
    private readonly View _used;
    private readonly View _sizes;
    private readonly View _before;
    private readonly int _n;
    private readonly int _width;

    private ReflectedFactorisePhase(SolverPlan plan, RowLayout layout, StackPlan stack)
    {
        _plan = plan;
        _layout = layout;
        _stack = stack;
        _n = stack.Unknowns;
        _width = stack.Columns;

        // Where the phases after it are in double precision they evaluate the rows again.
        _frame = new PhaseFrame(plan, layout, computes: true, keeps: !plan.IsSingle);
        _body = _frame.Body;
        var workspace = KernelBuffer.Workspace.Whole;
        _rows = _frame.Prologue.Open("stack", workspace, stack.Stack);
        _kept = _frame.Prologue.Open("kept", workspace, stack.Kept);
        _used = _frame.Prologue.Open("used", workspace, stack.Used);
        _sizes = _frame.Prologue.Open("sizes", workspace, stack.Sizes);
        _before = _frame.Prologue.Open("before", workspace, stack.SizesBefore);
    }

    public static Kernel Create(SolverPlan plan, RowLayout layout, StackPlan stack) => new(
        Phase.Factorise,
        "Triangularises the rows of each grid point by reflections, and the right-hand side with them.",
        GroupSchedule.Of(new ReflectedFactorisePhase(plan, layout, stack).Build()),
        stack.Workspace);

    private IReadOnlyList<Statement> Build()
    {
        var prologue = _frame.Prologue;
        var failure = prologue.Variable("firstFailure", new Literal(double.PositiveInfinity));
        StoreGiven();
        GroupFrame.Spread(prologue, _row, 0, _stack.Rows, body => body.Store(_used, _row, body.Add(body.Number("last", new IndexTable(StackPlan.UsedTable, _row)), new Literal(0.5))));
        StoreSizesBefore(_frame.Prologue, isFirst: true);

        var at = _body.Number("at", PhaseFrame.Step);
        var right = _body.Indicator("right", PhaseFrame.Step + 1, PhaseFrame.Points);
        Stack(right);
        _body.Remark("What each pivot is measured by: the rows that may still give it. Of the carried rows it is not what they are that counts, but what they were made from.");
        GroupFrame.Spread(_body, _column, 0, _n, body =>
        {
            var place = body.Number("place", _column);
            var sum = body.Variable("size", body.Load("sizeBefore", _before, _column));
            GroupFrame.Loop(body, _row, 0, _stack.Rows, inner =>
            {
                var entry = inner.Load("a", _rows, (_row * _width) + _column);
                var sign = inner.Do("counts", Operator.CopySign, Operand.One, inner.Subtract(inner.Load("last", _used, _row), place));
                inner.AddTo(sum, inner.Multiply(entry, inner.MultiplyAdd(sign, new Literal(0.5), new Literal(0.5), "counts")), entry);
            });
            body.Store(_sizes, _column, sum);
        });

        var factor = _body.Open("factorHere", KernelBuffer.Factor.Whole, PhaseFrame.Step * _stack.FactorCount);
        _body.Remark("The point's unknowns.");
        GroupFrame.Loop(_body, _pivot, 0, _n, body =>
        {
            var begin = body.Open("rowOfFactor", factor, new IndexTable(StackPlan.RowTable, _pivot) + (_pivot * -1));
            var alpha = Reflect(body, _pivot, new IndexTable(StackPlan.PivotTable, _pivot), _pivot, (inner, value) =>
            {
                var own = inner.Nested();
                own.Store(begin, _column, value);
                inner.If(_column, 2 * _n, own);
            });
            var bound = body.Multiply(body.Load("size", _sizes, _pivot), new Literal(Reflections.FactorisePhase.PivotRounding(_plan)), "bound");
            body.RecordFailure(failure, body.Multiply(alpha, alpha, "square"), bound, at);
            body.Store(begin, _pivot, body.Divide(Operand.One, alpha, "inverse"));
        });
        var reduced = _body.Open("reducedHere", KernelBuffer.Reduced.Whole, PhaseFrame.Step * _n);
        GroupFrame.Spread(_body, _row, 0, _n, body => body.Store(reduced, _row, body.Load("z", _rows, (_row * _width) + (2 * _n))));
        KeepLeft();
        StoreSizesBefore(_body, isFirst: false);
        var sweep = _frame.Finish();
        prologue.Assign(KernelParameter.Failure, failure);
        return sweep;
    }

    /// <summary>Reflects the rows from one on so that a column is left in that row alone; returns what it is there.</summary>
    /// <param name="row">The row's place, which it changes with <paramref name="pivot"/>.</param>
    /// <param name="taking">What is done with the row's entries beside the column.</param>
    private Operand Reflect(Region body, Index row, Index pivot, Index column, System.Action<Region, Operand>? taking)
    {
        var square = body.Variable("square", Operand.Zero);
        GroupFrame.Loop(body, _row, row, _stack.Rows, inner =>
        {
            var entry = inner.Load("a", _rows, (_row * _width) + column);
            inner.AddTo(square, entry, entry);
        });
        var pivotRow = body.Open("pivotRow", _rows, pivot * _width);
        var ownRow = body.Open("ownRow", _rows, row * _width);
        var head = body.Load("head", pivotRow, column);
        var negative = body.Do("norm", Operator.CopySign, body.Do("norm", Operator.Sqrt, square), head);

        // A column may turn out to be zero at some points, where a row has nothing to say: the reflection is then the identity, and not a division by zero.
        var scale = body.Add(body.MultiplyAdd(negative, head, square, "scale"), new Literal(_plan.Rounding.SmallestSquare), "scale");
        var beta = body.Divide(Operand.One, scale, "beta");
        GroupFrame.Spread(body, _column, column + 1, _width, inner =>
        {
            var dot = inner.Variable("dot", inner.Multiply(negative, inner.Load("p", pivotRow, _column)));
            GroupFrame.Loop(inner, _row, row, _stack.Rows, rows => rows.AddTo(dot, rows.Load("v", _rows, (_row * _width) + column), rows.Load("a", _rows, (_row * _width) + _column)));
            var share = inner.Multiply(dot, beta, "share");
            GroupFrame.Loop(inner, _row, row, _stack.Rows, rows =>
            {
                var entry = rows.Load("a", _rows, (_row * _width) + _column);
                rows.Store(_rows, (_row * _width) + _column, rows.MultiplySubtract(share, rows.Load("v", _rows, (_row * _width) + column), entry));
            });
            var mine = inner.MultiplySubtract(share, negative, inner.Load("p", pivotRow, _column), "mine");
            inner.Store(pivotRow, _column, inner.Load("other", ownRow, _column));
            inner.Store(ownRow, _column, mine);
            taking?.Invoke(inner, mine);
        });
        return body.Negate(negative, "alpha");
    }

    /// <summary>What is left of the rows, on the next point's unknowns.</summary>
    private void KeepLeft()
    {
        if (!_stack.IsReduced)
        {
            GroupFrame.Spread(_body, _column, 0, _n + 1, body =>
            {
                GroupFrame.Loop(body, _row, 0, _stack.Left, inner => inner.Store(_kept, (_row * (_n + 1)) + _column, inner.Load("a", _rows, (_row * _width) + _column + (_n * (_width + 1)))));
                GroupFrame.Loop(body, _row, _stack.Left, _stack.Carried, inner => inner.Store(_kept, (_row * (_n + 1)) + _column, Operand.Zero));
            });
            return;
        }

        _body.Remark("The rows that are left, as a triangle on the next point's unknowns.");
        var diagonal = _frame.Prologue.Open("diagonal", KernelBuffer.Workspace.Whole, _stack.Diagonal);
        GroupFrame.Loop(_body, _pivot, 0, _n, body =>
        {
            var alpha = Reflect(body, _pivot + _n, new IndexTable(StackPlan.LeftTable, _pivot), _pivot + _n, null);
            body.Store(diagonal, _pivot, alpha);
        });
        GroupFrame.Spread(_body, _column, 0, _n + 1, body =>
        {
            GroupFrame.Loop(body, _row, 0, _n, inner =>
            {
                var above = inner.Indicator("above", _row, _column);
                inner.Store(_kept, (_row * (_n + 1)) + _column, inner.Multiply(above, inner.Load("a", _rows, (_row * _width) + _column + (_n * (_width + 1)))));
            });
        });
        GroupFrame.Spread(_body, _row, 0, _n, body => body.Store(_kept, _row * (_n + 2), body.Load("alpha", diagonal, _row)));
    }

    /// <summary>The rows of the point.</summary>
    private void Stack(Operand right)
    {
        GroupFrame.Clear(_body, _rows, _stack.Rows * _width);
        if (_stack.Carried > 0)
        {
            GroupFrame.Spread(_body, _column, 0, _n, body => GroupFrame.Loop(body, _row, 0, _stack.Carried, inner =>
                inner.Store(_rows, (_row * _width) + _column + (_stack.FirstCarried * _width), inner.Load("a", _kept, (_row * (_n + 1)) + _column))));
            GroupFrame.Spread(_body, _row, 0, _stack.Carried, body =>
                body.Store(_rows, (_row * _width) + ((_stack.FirstCarried * _width) + (2 * _n)), body.Load("b", _kept, (_row * (_n + 1)) + _n)));
        }

        RowBuilder.EvaluateAll(_plan, _frame);
        StackEquations(_stack.Equations, 0);
        StackStepRows(right);
        StackEquations(_stack.Observations, _stack.FirstObservation);
        var number = _stack.FirstLater;
        foreach (var given in _stack.Given(later: true))
        {
            var start = number++ * _width;
            var inside = _body.Nested();
            inside.Store(_rows, start + _stack.Place(given.Entries[0].Unknown), RowBuilder.GivenCoefficient(_frame, inside, given));
            inside.Store(_rows, start + (2 * _n), RowBuilder.GivenValue(_plan, _frame, inside, given));
            _body.If(PhaseFrame.Step, given.Extent.Points, inside);
        }
    }

    private void StackEquations(IReadOnlyList<Row> equations, int first)
    {
        for (var i = 0; i < equations.Count; i++)
        {
            _body.Remark(equations[i].Text);
            foreach (var entry in equations[i].Entries)
            {
                _body.Store(_rows, ((first + i) * _width) + _stack.Place(entry.Unknown), _frame.Coefficient(equations[i], entry));
            }

            _body.Store(_rows, ((first + i) * _width) + (2 * _n), _frame.RightHandSide(equations[i]));
        }
    }

    /// <summary>The rows over the step. Those of neighbouring states are often alike but for their unknowns; then the threads share the states.</summary>
    private void StackStepRows(Operand right)
    {
        _body.Remark("Smoothness rows.");
        var state = new IndexVariable("state");
        var groups = RowList.Groups(_plan.Rows.OverSteps).ToList();
        var row = _stack.FirstSmooth;
        for (int first = 0, length; first < groups.Count; first += length)
        {
            var group = groups[first];
            var size = SizeOf(group);
            length = groups.Skip(first).TakeWhile((other, distance) => IsShifted(group, other, distance * size)).Count();
            var start = row;
            var unknowns = group.SelectMany(static row => row.Entries).Select(static entry => (entry.Unknown, entry.Order)).Distinct().OrderBy(static entry => entry.Unknown).ToList();
            var powers = unknowns.ToDictionary(static entry => entry.Unknown, entry => _frame.RatioPower(entry.Order));
            GroupFrame.Spread(_body, state, 0, length, body =>
            {
                var rows = body.Open("smoothRows", _rows, (state * (group.Count * _width)) + (start * _width));
                foreach (var (unknown, _) in unknowns)
                {
                    var column = body.Open("smoothColumn", rows, new IndexTable(StackPlan.PlaceTable, (state * size) + unknown));
                    for (var r = 0; r < group.Count; r++)
                    {
                        foreach (var entry in group[r].Entries.Where(entry => entry.Unknown == unknown).OrderBy(static entry => entry.Ahead))
                        {
                            var value = body.Multiply(right, new Literal(group[r].Weight * entry.Value));
                            body.Store(column, (r * _width) + (entry.Ahead * _n), entry.Ahead == 0 ? value : body.Multiply(value, powers[unknown]));
                        }
                    }
                }
            });
            row += length * group.Count;
        }
    }

    /// <summary>How many unknowns it is from a state's to those of the next of its kind.</summary>
    private int SizeOf(IReadOnlyList<Row> group) => _plan.States.First(state => state.IsIn(group[0])).Size;

    /// <summary>Whether rows are those of another group with all unknowns moved by a distance.</summary>
    private static bool IsShifted(IReadOnlyList<Row> group, IReadOnlyList<Row> other, int distance) =>
        group.Count == other.Count && group.Zip(other, static (a, b) => (a, b)).All(pair =>
            pair.a.Weight == pair.b.Weight && pair.a.Entries.Select(entry => entry with { Unknown = entry.Unknown + distance }).SequenceEqual(pair.b.Entries));

    /// <summary>The values given at the first point alone are the rows that the first point finds.</summary>
    private void StoreGiven()
    {
        var prologue = _frame.Prologue;
        GroupFrame.Clear(prologue, _kept, _stack.Carried * (_n + 1));
        var number = 0;
        foreach (var given in _stack.Given(later: false))
        {
            var start = number++ * (_n + 1);
            prologue.Store(_kept, start + _stack.Place(given.Entries[0].Unknown), RowBuilder.FirstGivenCoefficient(_plan, _frame, given));
            prologue.Store(_kept, start + _n, RowBuilder.FirstGivenValue(_plan, _frame, given, "given"));
        }
    }

    /// <summary>The squared norms of the columns in the smoothness rows of the step before, from which the carried rows were made.</summary>
    private void StoreSizesBefore(Region region, bool isFirst)
    {
        for (var column = 0; column < _n; column++)
        {
            var ratio = _frame.RatioPower(_plan.Layout.Orders[column]);
            if (ratio.IsOne && !isFirst)
            {
                continue;
            }

            var square = new Literal(_plan.StepProducts.OnNext[column, column]);
            region.Store(_before, _stack.Place(column), ratio.IsOne ? square : isFirst ? Operand.Zero : region.Multiply(region.Multiply(ratio, ratio), square));
        }
    }
}
