using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Lowering.Ir;
using ScalableMNN.Generators.Problem;

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
        return (new(Phase.Factorise, "Triangularises the rows of each grid point by reflections, and the right-hand side with them.", statements), phase._triangle);
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
        var rows = PointRows(_plan.Rows.AtPoints.Where(static row => !row.IsMeasured));
        rows.AddRange(StepRows(right));
        rows.AddRange(PointRows(_plan.Rows.AtPoints.Where(static row => row.IsMeasured)));
        rows.AddRange(LaterGivenRows());
        for (var i = 0; i < carried.Count; i++)
        {
            var row = new StackedRow(_n);
            foreach (var column in carried[i].Columns)
            {
                row[column] = _body.Copy($"carried{i}_{column}", carried[i][column]);
            }

            rows.Add(row);
        }

        var factor = _body.Open("factorHere", KernelBuffer.Factor.Whole, PhaseFrame.Step * _triangle.Count);
        var reduced = _body.Open("reducedHere", KernelBuffer.Reduced.Whole, PhaseFrame.Step * _n);
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

    /// <summary>The squared norms of the columns in the rows over the step before, from which the carried rows were made.</summary>
    private Operand[] SizesBefore()
    {
        var sizes = new Operand[_n];
        for (var column = 0; column < _n; column++)
        {
            var square = new Literal(_plan.StepProducts.OnNext[column, column]);
            var ratio = _frame.RatioPower(_plan.Layout.Orders[column]);
            if (ratio.IsOne || square.IsZero)
            {
                sizes[column] = square;
                continue;
            }

            var before = _frame.Prologue.Variable($"sizeBefore{column}", Operand.Zero);
            sizes[column] = _body.Copy($"sizeBefore{column}", before);
            _body.Assign(before, _body.Multiply(_body.Multiply(ratio, ratio), square));
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

    /// <summary>Rows of the point's own unknowns, those of the highest derivatives first.</summary>
    private List<StackedRow> PointRows(IEnumerable<Row> equations)
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
    private IEnumerable<StackedRow> LaterGivenRows()
    {
        foreach (var given in _plan.Rows.AtFirstPoints.Where(static row => row.Extent.Points > 1))
        {
            var inside = _body.Indicator("given", PhaseFrame.Step, given.Extent.Points);
            var row = new StackedRow(_n);
            var value = _body.Variable("givenValue", Operand.Zero);
            var branch = _body.Nested();
            branch.Assign(value, RowBuilder.GivenValue(_plan, _frame, branch, given));
            _body.If(PhaseFrame.Step, given.Extent.Points, branch);
            row[given.Entries[0].Unknown] = _body.Multiply(RowBuilder.GivenCoefficient(_frame, _body, given), inside);
            row[row.RightHandSide] = _body.Copy("givenValue", value);
            yield return row;
        }
    }

    private IEnumerable<StackedRow> StepRows(Operand right)
    {
        foreach (var step in _plan.Rows.OverSteps)
        {
            var row = new StackedRow(_n);
            foreach (var entry in step.Entries.OrderBy(static entry => entry.Unknown).ThenBy(static entry => entry.Ahead))
            {
                var coefficient = _body.Multiply(right, new Literal(step.Weight * entry.Value));
                row[(entry.Ahead * _n) + entry.Unknown] = entry.Ahead == 0 ? coefficient : _body.Multiply(coefficient, _frame.RatioPower(entry.Order));
            }

            yield return row;
        }
    }

    /// <summary>The values given at the first point alone are the rows that the first point finds.</summary>
    private List<HashSet<int>> InitialPattern() => [.. FirstGivenRows().Select(row => new HashSet<int> { row.Entries[0].Unknown, 2 * _n })];

    private IEnumerable<Row> FirstGivenRows() => _plan.Rows.AtFirstPoints.Where(static row => row.Extent.Points == 1);

    private List<StackedRow> CarriedRows(List<HashSet<int>> pattern)
    {
        var prologue = _frame.Prologue;
        var given = FirstGivenRows().ToList();
        var rows = new List<StackedRow>();
        for (var i = 0; i < pattern.Count; i++)
        {
            var row = new StackedRow(_n);
            foreach (var column in pattern[i].OrderBy(static column => column))
            {
                var start = Operand.Zero;
                if (i < given.Count)
                {
                    var unknown = given[i].Entries[0].Unknown;
                    if (column == unknown)
                    {
                        start = RowBuilder.FirstGivenCoefficient(_plan, _frame, given[i]);
                    }
                    else if (column == row.RightHandSide)
                    {
                        start = RowBuilder.FirstGivenValue(_plan, _frame, given[i], $"given{unknown}");
                    }
                }

                row[column] = prologue.Variable($"row{i}_{column}", start);
            }

            rows.Add(row);
        }

        return rows;
    }

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
