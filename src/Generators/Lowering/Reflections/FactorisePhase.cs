using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Lowering.Ir;

namespace ScalableMNN.Generators.Lowering.Reflections;

/// <summary>
/// The forward sweep by Householder reflections: at each grid point the rows that earlier points have left, the point's equations and the smoothness rows to the
/// next point are stacked and triangularised on the point's unknowns; what is left concerns the next point. M = R^T R with R block-bidiagonal: the factor that adding
/// up M would give, but with a condition number that was never squared. Source: Bjorck, Numerical Methods for Least Squares Problems, sections 2.4 and 6.6.
/// </summary>
internal sealed class FactorisePhase
{
    /// <summary>A pivot is lost where it is not larger than this many rounding units of its column.</summary>
    private const double PivotUnits = 16;

    private readonly SolverPlan _plan;
    private readonly RowLayout _layout;
    private readonly int _n;
    private readonly IReadOnlyList<int> _order;
    private TriangleLayout _triangle;
    private PhaseFrame _frame;
    private Region _body;

    private FactorisePhase(SolverPlan plan, RowLayout layout)
    {
        _plan = plan;
        _layout = layout;
        _n = plan.Unknowns;
        _order = EliminationOrder.Of(plan);
        _triangle = new TriangleLayout(_order, _order.ToDictionary(static column => column, static _ => new HashSet<int>()));
        _frame = NewFrame();
        _body = _frame.Body;
    }

    /// <summary>Makes the phase, and tells where it leaves the triangle.</summary>
    public static (Kernel Kernel, TriangleLayout Triangle) Create(SolverPlan plan, RowLayout layout)
    {
        var phase = new FactorisePhase(plan, layout);
        var statements = phase.Build();
        return (Splitter.Split(Phase.Factorise, "Triangularises the rows of each grid point by reflections, and the right-hand side with them.", statements), phase._triangle);
    }

    /// <summary>
    /// A pivot is lost where its square is not larger than this fraction of its column's. The rows of a stiff nonlinear model leave true pivots below rounding; whether the iterations come to
    /// rest tells more than a pivot does.
    /// </summary>
    public static double PivotRounding(SolverPlan plan) => plan.IsLinear ? PivotUnits * plan.Rounding.Unit * PivotUnits * plan.Rounding.Unit : 1e-60;

    private IReadOnlyList<Statement> Build()
    {
        // Which entries of the carried rows and of the triangle are ever different from zero shows when the elimination is gone through until nothing is
        // added; the last pass then knows where to put them.
        var carried = InitialPattern();
        while (true)
        {
            var (left, pivots) = Sweep(carried);
            var merged = Merge(carried, left);
            var triangle = new TriangleLayout(_order, pivots);
            var isStable = merged.Sum(static row => row.Count) == carried.Sum(static row => row.Count) && merged.Count == carried.Count;
            if (isStable && triangle.Count == _triangle.Count)
            {
                return _frame.Prologue.Statements;
            }

            carried = merged;
            _triangle = triangle;
            _frame = NewFrame();
            _body = _frame.Body;
        }
    }

    // Where the phases after it are in double precision they evaluate the rows again.
    private PhaseFrame NewFrame() => new(_plan, _layout, computes: true, keeps: !_plan.IsSingle);

    /// <summary>One pass over the body, for carried rows of a given pattern; returns the patterns of the rows that it leaves and of the triangle.</summary>
    private (List<HashSet<int>> Left, Dictionary<int, HashSet<int>> Pivots) Sweep(List<HashSet<int>> pattern)
    {
        var prologue = _frame.Prologue;
        var failure = prologue.Variable("firstFailure", new Literal(double.PositiveInfinity));
        prologue.Remark("Rows that the points before have left; at first, the given values.");
        var carried = CarriedRows(pattern);

        var at = _body.Number("at", PhaseFrame.Step);
        var right = _body.Indicator("right", PhaseFrame.Step + 1, PhaseFrame.Points);
        RowBuilder.EvaluateAll(_plan, _frame);
        var rows = EquationRows(_plan.Equations.Where(static row => !row.Observes));
        rows.AddRange(SmoothnessRows(right));
        rows.AddRange(EquationRows(_plan.Equations.Where(static row => row.Observes)));
        rows.AddRange(LaterInitialRows());
        for (var i = 0; i < carried.Count; i++)
        {
            var row = new StackedRow(_n);
            foreach (var column in carried[i].Columns)
            {
                row[column] = _body.Copy($"carried{i}_{column}", carried[i][column]);
            }

            rows.Add(row);
        }

        var factor = _body.Open("factorHere", new View("factor"), PhaseFrame.Step * _triangle.Count);
        var reduced = _body.Open("reducedHere", new View("reduced"), PhaseFrame.Step * _n);
        var originals = rows.ToDictionary(static row => row, static row => row.Copy());
        var sizesBefore = SizesBefore();
        var pivots = new Dictionary<int, HashSet<int>>();
        foreach (var column in _order)
        {
            _body.Remark($"Unknown {column}.");

            // A pivot is measured by the rows that may still give it: what stands in those that have been taken off the stack is out of its reach. Of the carried rows it is
            // not what they are that counts, which may be no more than rounding, but what they were made from.
            var size = _body.Add(SquaredNorm(rows.Select(row => originals[row]), column, "size"), sizesBefore[column], "size");
            var pivotRow = Eliminate(rows, column);
            pivots.Add(column, [.. pivotRow.Columns.Where(other => other != column && other < pivotRow.RightHandSide)]);
            StorePivot(pivotRow, column, size, failure, at, factor, reduced);
        }

        rows = [.. rows.Where(row => row.Columns.Any(column => column < row.RightHandSide))];
        if (rows.Count > _n)
        {
            _body.Remark("The rows that are left, as a triangle on the next point's unknowns.");
            var triangle = new List<StackedRow>();
            foreach (var column in _order.Select(column => _n + column))
            {
                if (rows.Any(row => !row[column].IsZero))
                {
                    triangle.Add(Eliminate(rows, column));
                }
            }

            rows = triangle;
        }

        var columns = rows.Select(row => new HashSet<int>(row.Columns.Select(column => column == row.RightHandSide ? column : column - _n))).ToList();
        for (var i = 0; i < carried.Count; i++)
        {
            foreach (var column in carried[i].Columns)
            {
                var from = column == carried[i].RightHandSide ? column : column + _n;
                _body.Assign((Local)carried[i][column], i < rows.Count ? rows[i][from] : Operand.Zero);
            }
        }

        _frame.Finish();
        prologue.Assign(KernelParameter.Failure, failure);
        return (columns, pivots);
    }

    /// <summary>Reflects the rows so that a column is left in one of them, which is taken off the stack.</summary>
    private StackedRow Eliminate(List<StackedRow> rows, int column)
    {
        var concerned = rows.Where(row => !row[column].IsZero).ToList();
        if (concerned.Count == 0)
        {
            // Nothing determines this unknown: a row of zeros, whose pivot is reported as lost.
            return new StackedRow(_n);
        }

        var pivot = concerned[0];
        rows.Remove(pivot);
        if (concerned.Count == 1)
        {
            return pivot;
        }

        var square = SquaredNorm(concerned, column, $"square{column}");
        var head = pivot[column];
        var negative = _body.Do($"norm{column}", Operator.CopySign, _body.Do($"norm{column}", Operator.Sqrt, square), head);
        var alpha = _body.Negate(negative, $"pivot{column}");
        var first = _body.Add(head, negative, $"v{column}");

        // A column may turn out to be zero at some points, where a row has nothing to say: the reflection is then the identity, and not a division by zero.
        var scale = _body.Add(_body.MultiplyAdd(negative, head, square, $"scale{column}"), new Literal(_plan.Rounding.SmallestSquare), $"scale{column}");
        var beta = _body.Divide(Operand.One, scale, $"beta{column}");
        var vector = concerned.Select(row => ReferenceEquals(row, pivot) ? first : row[column]).ToArray();
        foreach (var other in concerned.SelectMany(static row => row.Columns).Distinct().Where(other => other != column).OrderBy(static other => other).ToList())
        {
            var dot = Operand.Zero;
            for (var i = 0; i < concerned.Count; i++)
            {
                dot = _body.MultiplyAdd(vector[i], concerned[i][other], dot, "dot");
            }

            dot = _body.Multiply(dot, beta, "dot");
            for (var i = 0; i < concerned.Count; i++)
            {
                concerned[i][other] = _body.MultiplySubtract(dot, vector[i], concerned[i][other], "a");
            }
        }

        pivot[column] = alpha;
        foreach (var row in concerned.Skip(1))
        {
            row[column] = Operand.Zero;
        }

        return pivot;
    }

    /// <summary>Stores a row of R: the reciprocal of its pivot, the entries beside it and those on the next point, and its right-hand side.</summary>
    private void StorePivot(StackedRow row, int column, Operand size, Local failure, Operand at, View factor, View reduced)
    {
        var pivot = row[column];
        var square = _body.Multiply(pivot, pivot, $"square{column}");

        var bound = _body.Multiply(size, new Literal(PivotRounding(_plan)), $"bound{column}");
        _body.RecordFailure(failure, square, bound, at);
        _body.Store(factor, TriangleLayout.Inverse(column), _body.Divide(Operand.One, pivot, $"inverse{column}"));
        foreach (var other in row.Columns.Where(other => other != column && other < row.RightHandSide))
        {
            if (_triangle.TryPlace(column, other, out var place))
            {
                _body.Store(factor, place, row[other]);
            }
        }

        _body.Store(reduced, column, row[row.RightHandSide]);
    }

    /// <summary>The squared norms of the columns in the smoothness rows of the step before, from which the carried rows were made.</summary>
    private Operand[] SizesBefore()
    {
        var sizes = new Operand[_n];
        foreach (var state in _plan.States)
        {
            for (var o = 0; o < state.Size; o++)
            {
                var column = state.Offset + o;
                var square = new Literal(state.Rows.OnNext[o, o]);
                var ratio = _frame.RatioPower(o);
                if (ratio.IsOne || square.IsZero)
                {
                    sizes[column] = square;
                    continue;
                }

                var before = _frame.Prologue.Variable($"sizeBefore{column}", Operand.Zero);
                sizes[column] = _body.Copy($"sizeBefore{column}", before);
                _body.Assign(before, _body.Multiply(_body.Multiply(ratio, ratio), square));
            }
        }

        return sizes;
    }

    private Operand SquaredNorm(IEnumerable<StackedRow> rows, int column, string name)
    {
        var sum = Operand.Zero;
        foreach (var row in rows)
        {
            sum = _body.MultiplyAdd(row[column], row[column], sum, name);
        }

        return sum;
    }

    /// <summary>Rows of equations, those of the highest derivatives first.</summary>
    private List<StackedRow> EquationRows(IEnumerable<EquationRow> equations)
    {
        var rows = new List<StackedRow>();
        foreach (var equation in EliminationOrder.OfRows(equations))
        {
            var row = new StackedRow(_n);
            foreach (var entry in equation.Entries)
            {
                row[entry.Unknown] = _frame.Coefficient(equation, entry);
            }

            row[row.RightHandSide] = _frame.RightHandSide(equation);
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>The values given at more than the first point: rows that are zero at the points without one.</summary>
    private IEnumerable<StackedRow> LaterInitialRows()
    {
        foreach (var state in _plan.States.Where(static state => state.Initial is { Points: > 1 }))
        {
            var inside = _body.Indicator("given", PhaseFrame.Step, state.Initial!.Points);
            for (var order = 0; order < state.Initial.Orders; order++)
            {
                var row = new StackedRow(_n);
                var value = _body.Variable("givenValue", Operand.Zero);
                var branch = _body.Nested();
                branch.Assign(value, RowBuilder.InitialValue(_plan, _frame, branch, state, order));
                _body.If(PhaseFrame.Step, state.Initial.Points, branch);
                row[state.Offset + order] = _body.Multiply(RowBuilder.InitialCoefficient(_frame, _body, state, order), inside);
                row[row.RightHandSide] = _body.Copy("givenValue", value);
                yield return row;
            }
        }
    }

    private IEnumerable<StackedRow> SmoothnessRows(Operand right)
    {
        foreach (var state in _plan.States)
        {
            for (var r = 0; r < state.Rows.Count; r++)
            {
                var row = new StackedRow(_n);
                for (var o = 0; o < state.Size; o++)
                {
                    row[state.Offset + o] = _body.Multiply(right, new Literal(state.Rows.Here(r, o)));
                    row[_n + state.Offset + o] = _body.Multiply(_body.Multiply(right, new Literal(state.Rows.Next(r, o))), _frame.RatioPower(o));
                }

                yield return row;
            }
        }
    }

    /// <summary>The values given at the first point alone are the rows that the first point finds.</summary>
    private List<HashSet<int>> InitialPattern() =>
        [.. FirstInitial().Select(given => new HashSet<int> { given.State.Offset + given.Order, 2 * _n })];

    private IEnumerable<(StateBlock State, int Order)> FirstInitial() =>
        _plan.States
            .Where(static state => state.Initial is { Points: 1 })
            .SelectMany(static state => Enumerable.Range(0, state.Initial!.Orders).Select(order => (state, order)));

    private List<StackedRow> CarriedRows(List<HashSet<int>> pattern)
    {
        var prologue = _frame.Prologue;
        var given = FirstInitial().ToList();
        var rows = new List<StackedRow>();
        for (var i = 0; i < pattern.Count; i++)
        {
            var row = new StackedRow(_n);
            foreach (var column in pattern[i].OrderBy(static column => column))
            {
                var start = Operand.Zero;
                if (i < given.Count)
                {
                    var (state, order) = given[i];
                    if (column == state.Offset + order)
                    {
                        start = RowBuilder.FirstCoefficient(_plan, _layout, _frame, state, order);
                    }
                    else if (column == row.RightHandSide)
                    {
                        var loaded = prologue.Load($"given{state.Offset + order}", _frame.Header, FirstIndex(state, order));
                        start = prologue.Multiply(loaded, new Literal(state.Initial!.Weight));
                    }
                }

                row[column] = prologue.Variable($"row{i}_{column}", start);
            }

            rows.Add(row);
        }

        return rows;
    }

    private Index FirstIndex(StateBlock state, int order) =>
        _plan.Slots.All.First(slot => slot.Kind == SlotKind.Initial && slot.Name == state.Name).Index + order;

    private static List<HashSet<int>> Merge(List<HashSet<int>> left, List<HashSet<int>> right)
    {
        var merged = new List<HashSet<int>>();
        for (var i = 0; i < Math.Max(left.Count, right.Count); i++)
        {
            var row = new HashSet<int>();
            if (i < left.Count)
            {
                row.UnionWith(left[i]);
            }

            if (i < right.Count)
            {
                row.UnionWith(right[i]);
            }

            merged.Add(row);
        }

        return merged;
    }
}
