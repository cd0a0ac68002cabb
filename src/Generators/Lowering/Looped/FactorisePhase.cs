using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Lowering.Ir;
using ScalableMNN.Generators.Lowering.Reflections;
using ScalableMNN.Generators.Problem;

namespace ScalableMNN.Generators.Lowering.Looped;

/// <summary>The forward sweep by Householder reflections, in loops: the elimination of <see cref="Reflections.FactorisePhase"/> for blocks whose straight code would be too long.</summary>
internal sealed class FactorisePhase
{
    private static readonly View _workspace = KernelBuffer.Workspace.Whole;
    private static readonly Index _i = new IndexVariable("i");
    private static readonly Index _row = new IndexVariable("number");
    private static readonly Index _beside = new IndexVariable("beside");
    private static readonly Index _pivot = new IndexVariable("pivot");

    private readonly SolverPlan _plan;
    private readonly RowLayout _layout;
    private readonly ReflectionPlan _reflections;
    private readonly PhaseFrame _frame;
    private readonly Region _body;
    private readonly View _stack;
    private readonly View _kept;
    private readonly View _sizes;
    private readonly View _before;
    private readonly int _n;

    private FactorisePhase(SolverPlan plan, RowLayout layout, ReflectionPlan reflections)
    {
        _plan = plan;
        _layout = layout;
        _reflections = reflections;
        _n = plan.Unknowns;

        // Where the phases after it are in double precision they evaluate the rows again.
        _frame = new PhaseFrame(plan, layout, computes: true, keeps: !plan.IsSingle);
        _body = _frame.Body;
        _stack = _body.Open("stack", _workspace, reflections.Stack);
        _kept = _body.Open("kept", _workspace, reflections.Kept);
        _sizes = _body.Open("sizes", _workspace, reflections.Sizes);
        _before = _body.Open("before", _workspace, reflections.SizesBefore);
    }

    public static Kernel Create(SolverPlan plan, RowLayout layout, ReflectionPlan reflections) => new(
        Phase.Factorise,
        "Triangularises the rows of each grid point by reflections, and the right-hand side with them.",
        new FactorisePhase(plan, layout, reflections).Build(),
        reflections.Workspace);

    private IReadOnlyList<Statement> Build()
    {
        var prologue = _frame.Prologue;
        var failure = prologue.Variable("firstFailure", new Literal(double.PositiveInfinity));
        StoreGiven();
        StoreSizesBefore(prologue, prologue.Open("sizesBefore", _workspace, _reflections.SizesBefore), isFirst: true);

        var at = _body.Number("at", PhaseFrame.Step);
        var right = _body.Indicator("right", PhaseFrame.Step + 1, PhaseFrame.Points);
        Stack(right);
        _body.Remark("What each pivot is measured by: the rows that may still give it. Of the carried rows it is not what they are that counts, but what they were made from.");
        Loop(_body, _pivot, 0, _n, body =>
        {
            var column = body.Open("column", _stack, new IndexTable(ReflectionPlan.PivotTable, _pivot));
            var sum = body.Variable("size", body.Load("sizeBefore", _before, new IndexTable(ReflectionPlan.PivotTable, _pivot)));
            Loop(body, _i, new IndexTable(ReflectionPlan.FirstSizeRowTable, _pivot), new IndexTable(ReflectionPlan.FirstSizeRowTable, _pivot + 1), inner =>
            {
                var entry = inner.Load("a", column, new IndexTable(ReflectionPlan.SizeRowTable, _i));
                inner.AddTo(sum, entry, entry);
            });
            body.Store(_sizes, _pivot, sum);
        });

        var factor = _body.Open("factorHere", KernelBuffer.Factor.Whole, PhaseFrame.Step * _reflections.FactorCount);
        var reduced = _body.Open("reducedHere", KernelBuffer.Reduced.Whole, PhaseFrame.Step * _n);
        _body.Remark("The point's unknowns.");
        Loop(_body, _pivot, 0, _n, body =>
        {
            var (alpha, row) = Reflect(body, (inner, place, value) => inner.Store(factor, place + _n, value));
            var bound = body.Multiply(body.Load("size", _sizes, _pivot), new Literal(Reflections.FactorisePhase.PivotRounding(_plan)), "bound");
            body.RecordFailure(failure, body.Multiply(alpha, alpha, "square"), bound, at);
            body.Store(factor, _pivot, body.Divide(Operand.One, alpha, "inverse"));
            body.Store(reduced, _pivot, body.Load("z", row, _reflections.RightHandSide));
        });
        if (_reflections.IsReduced)
        {
            _body.Remark("The rows that are left, as a triangle on the next point's unknowns.");
            Loop(_body, _pivot, _n, _reflections.Pivots, body =>
            {
                var (alpha, row) = Reflect(body, null);
                body.Store(row, new IndexTable(ReflectionPlan.PivotTable, _pivot), alpha);

                // What is zero now is left to the next point as it is.
                var column = body.Open("column", _stack, new IndexTable(ReflectionPlan.PivotTable, _pivot));
                Loop(body, _i, new IndexTable(ReflectionPlan.FirstRowTable, _pivot) + 1, new IndexTable(ReflectionPlan.FirstRowTable, _pivot + 1), inner =>
                    inner.Store(column, new IndexTable(ReflectionPlan.RowTable, _i), Operand.Zero));
            });
        }

        KeepLeft();
        StoreSizesBefore(_body, _before, isFirst: false);
        var sweep = _frame.Finish();
        prologue.Assign(KernelParameter.Failure, failure);
        return sweep;
    }

    /// <summary>Reflects the rows of a pivot so that its column is left in the first of them alone; returns what it is there, and the row.</summary>
    /// <param name="taking">What is done with the row's entries beside the column, by their place in the table of columns.</param>
    private (Operand Alpha, View Row) Reflect(Region body, Action<Region, Index, Operand>? taking)
    {
        Index first = new IndexTable(ReflectionPlan.FirstRowTable, _pivot), end = new IndexTable(ReflectionPlan.FirstRowTable, _pivot + 1);
        var column = body.Open("pivotColumn", _stack, new IndexTable(ReflectionPlan.PivotTable, _pivot));
        var pivotRow = body.Open("pivotRow", _stack, new IndexTable(ReflectionPlan.RowTable, first));
        var square = body.Variable("square", Operand.Zero);
        Loop(body, _i, first, end, inner =>
        {
            var entry = inner.Load("a", column, new IndexTable(ReflectionPlan.RowTable, _i));
            inner.AddTo(square, entry, entry);
        });
        var head = body.Load("head", pivotRow, new IndexTable(ReflectionPlan.PivotTable, _pivot));
        var negative = body.Do("norm", Operator.CopySign, body.Do("norm", Operator.Sqrt, square), head);

        // A column may turn out to be zero at some points, where a row has nothing to say: the reflection is then the identity, and not a division by zero.
        var scale = body.Add(body.MultiplyAdd(negative, head, square, "scale"), new Literal(_plan.Rounding.SmallestSquare), "scale");
        var beta = body.Divide(Operand.One, scale, "beta");
        var block = body.Nested();
        var columns = Each(c => block.Open($"column{c}", _stack, new IndexTable(ReflectionPlan.ColumnTable, _beside + c)));
        var own = Each(c => block.Open($"own{c}", pivotRow, new IndexTable(ReflectionPlan.ColumnTable, _beside + c)));
        var dots = Each(c => block.Variable($"dot{c}", block.Multiply(negative, block.Load($"p{c}", own[c], 0))));
        Loop(block, _i, first, end, rows =>
        {
            var entry = rows.Load("v", column, new IndexTable(ReflectionPlan.RowTable, _i));
            _ = Each(c =>
            {
                rows.AddTo(dots[c], entry, rows.Load($"a{c}", columns[c], new IndexTable(ReflectionPlan.RowTable, _i)));
                return c;
            });
        });
        var shares = Each(c => block.Multiply(block.Copy($"dot{c}", dots[c]), beta, $"share{c}"));
        Loop(block, _i, first, end, rows =>
        {
            var entry = rows.Load("v", column, new IndexTable(ReflectionPlan.RowTable, _i));
            _ = Each(c =>
            {
                var changed = rows.MultiplySubtract(shares[c], entry, rows.Load($"a{c}", columns[c], new IndexTable(ReflectionPlan.RowTable, _i)), $"a{c}");
                rows.Store(columns[c], new IndexTable(ReflectionPlan.RowTable, _i), changed);
                return c;
            });
        });
        for (var c = 0; c < ReflectionPlan.Columns; c++)
        {
            var mine = block.MultiplySubtract(shares[c], negative, block.Load($"p{c}", own[c], 0), $"mine{c}");
            block.Store(own[c], 0, mine);
            taking?.Invoke(block, _beside + c, mine);
        }

        body.For("beside", new IndexTable(ReflectionPlan.FirstColumnTable, _pivot), new IndexTable(ReflectionPlan.FirstColumnTable, _pivot + 1), block, stride: ReflectionPlan.Columns);
        return (body.Negate(negative, "alpha"), pivotRow);
    }

    private static T[] Each<T>(Func<int, T> make) => [.. Enumerable.Range(0, ReflectionPlan.Columns).Select(make)];

    /// <summary>What is left of the rows, on the next point's unknowns.</summary>
    private void KeepLeft()
    {
        if (_reflections.Left > 0)
        {
            Loop(_body, _row, 0, _reflections.Left, body =>
            {
                var from = body.Open("left", _stack, new IndexTable(ReflectionPlan.LeftTable, _row) + _n);
                var to = body.Open("keeping", _kept, _row * (_n + 1));
                Loop(body, _i, 0, _n + 1, inner => inner.Store(to, _i, inner.Load("a", from, _i)));
            });
        }

        Clear(_body, _kept, _reflections.Left * (_n + 1), _reflections.Carried * (_n + 1));
    }

    /// <summary>The rows of the point.</summary>
    private void Stack(Operand right)
    {
        Clear(_body, _stack, 0, (_reflections.Rows + 1) * _reflections.Width);
        if (_reflections.Carried > 0)
        {
            Loop(_body, _row, 0, _reflections.Carried, body =>
            {
                var to = body.Open("carried", _stack, (_row * _reflections.Width) + (_reflections.FirstCarried * _reflections.Width));
                var from = body.Open("keeping", _kept, _row * (_n + 1));
                Loop(body, _i, 0, _n, inner => inner.Store(to, _i, inner.Load("a", from, _i)));
                body.Store(to, _reflections.RightHandSide, body.Load("b", from, _n));
            });
        }

        RowBuilder.EvaluateAll(_plan, _frame);
        StackEquations(_reflections.Equations, 0);
        StackSmoothness(right);
        StackEquations(_reflections.Observations, _reflections.FirstObservation);
        var number = _reflections.FirstLater;
        foreach (var given in _reflections.Given(later: true))
        {
            var start = number++ * _reflections.Width;
            var inside = _body.Nested();
            inside.Store(_stack, start + given.Entries[0].Unknown, RowBuilder.GivenCoefficient(_frame, inside, given));
            inside.Store(_stack, start + _reflections.RightHandSide, RowBuilder.GivenValue(_plan, _frame, inside, given));
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
                _body.Store(_stack, ((first + i) * _reflections.Width) + entry.Unknown, _frame.Coefficient(equations[i], entry));
            }

            _body.Store(_stack, ((first + i) * _reflections.Width) + _reflections.RightHandSide, _frame.RightHandSide(equations[i]));
        }
    }

    private void StackSmoothness(Operand right)
    {
        _body.Remark("Smoothness rows.");
        var start = _reflections.Equations.Count * _reflections.Width;
        foreach (var row in _plan.Rows.OverSteps)
        {
            foreach (var entry in row.Entries.OrderBy(static entry => entry.Unknown).ThenBy(static entry => entry.Ahead))
            {
                var value = _body.Multiply(right, new Literal(row.Weight * entry.Value));
                var place = start + (entry.Ahead * _n) + entry.Unknown;
                _body.Store(_stack, place, entry.Ahead == 0 ? value : _body.Multiply(value, _frame.RatioPower(entry.Order)));
            }

            start += _reflections.Width;
        }
    }

    /// <summary>The values given at the first point alone are the rows that the first point finds.</summary>
    private void StoreGiven()
    {
        var prologue = _frame.Prologue;
        var kept = prologue.Open("given", _workspace, _reflections.Kept);
        Clear(prologue, kept, 0, _reflections.Carried * (_n + 1));
        var number = 0;
        foreach (var given in _reflections.Given(later: false))
        {
            var start = number++ * (_n + 1);
            prologue.Store(kept, start + given.Entries[0].Unknown, RowBuilder.FirstGivenCoefficient(_plan, _frame, given));
            prologue.Store(kept, start + _n, RowBuilder.GivenValue(_plan, _frame, prologue, given));
        }
    }

    /// <summary>The squared norms of the columns in the smoothness rows of the step before, from which the carried rows were made.</summary>
    private void StoreSizesBefore(Region region, View before, bool isFirst)
    {
        for (var column = 0; column < _n; column++)
        {
            // The rows' coefficients are constants where all steps are equal.
            var order = _plan.Layout.Orders[column];
            var ratio = _layout.StepLevel == Level.Step ? isFirst ? Operand.Zero : _frame.RatioPower(order) : Operand.One;
            if (isFirst || !ratio.IsOne)
            {
                var square = new Literal(_plan.StepProducts.OnNext[column, column]);
                var isConstant = order == 0 || ratio.IsOne;
                region.Store(before, column, isConstant ? square : isFirst ? Operand.Zero : region.Multiply(region.Multiply(ratio, ratio), square));
            }
        }
    }

    private static void Clear(Region region, View array, int from, int bound)
    {
        if (from < bound)
        {
            Loop(region, _i, from, bound, body => body.Store(array, _i, Operand.Zero));
        }
    }

    /// <summary>Writes a loop, with a region for its body.</summary>
    internal static void Loop(Region region, Index variable, Index from, Index bound, Action<Region> body, bool descending = false)
    {
        var inner = region.Nested();
        body(inner);
        region.For(((IndexVariable)variable).Name, from, bound, inner, descending);
    }
}
