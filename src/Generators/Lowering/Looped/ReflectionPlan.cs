using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Lowering.Ir;
using ScalableMNN.Generators.Lowering.Reflections;
using ScalableMNN.Generators.Problem;

namespace ScalableMNN.Generators.Lowering.Looped;

/// <summary>
/// Which rows and columns each reflection of a large block concerns, found once by going through the elimination with what may differ from zero, and told to the loops in tables. So the loops do
/// what straight code would, in text that does not grow with the block.
/// </summary>
internal sealed class ReflectionPlan
{
    /// <summary>The unknown of a pivot, the next point's behind the point's own.</summary>
    public const string PivotTable = "PivotColumn";

    /// <summary>Where the rows of a pivot begin in <see cref="RowTable"/>.</summary>
    public const string FirstRowTable = "FirstRow";

    /// <summary>Where the rows of a pivot begin in the stack, the one that it leaves first.</summary>
    public const string RowTable = "RowStart";

    /// <summary>Where the columns beside a pivot begin in <see cref="ColumnTable"/>.</summary>
    public const string FirstColumnTable = "FirstColumn";

    /// <summary>The columns beside a pivot, the right-hand side among them.</summary>
    public const string ColumnTable = "BesideColumn";

    /// <summary>Where the rows begin in <see cref="SizeRowTable"/> that a pivot is measured by.</summary>
    public const string FirstSizeRowTable = "FirstSizeRow";

    /// <summary>Where the rows begin in the stack that a pivot is measured by.</summary>
    public const string SizeRowTable = "SizeRowStart";

    /// <summary>Where a row that is left begins in the stack.</summary>
    public const string LeftTable = "LeftStart";

    /// <summary>How many columns a reflection takes at once: their sums are independent of each other, and a row is looked up once for all of them.</summary>
    public const int Columns = 4;

    private readonly SolverPlan _plan;

    public ReflectionPlan(SolverPlan plan)
    {
        _plan = plan;
        Order = EliminationOrder.Of(plan);
        Equations = [.. EliminationOrder.OfRows(plan.Rows.AtPoints.Where(static row => !row.IsMeasured))];
        Observations = [.. EliminationOrder.OfRows(plan.Rows.AtPoints.Where(static row => row.IsMeasured))];
        FirstObservation = Equations.Count + plan.Rows.OverSteps.Count;
        FirstLater = FirstObservation + Observations.Count;
        FirstCarried = FirstLater + Given(later: true).Count();
        var carried = Given(later: false).Select(given => new SortedSet<int> { given.Entries[0].Unknown }).ToList();
        Elimination elimination;
        while (true)
        {
            elimination = Eliminate(carried);
            var isStable = true;
            for (var i = 0; i < elimination.Left.Count; i++)
            {
                if (i == carried.Count)
                {
                    carried.Add([]);
                    isStable = false;
                }

                var before = carried[i].Count;
                carried[i].UnionWith(elimination.Pattern[i]);
                isStable &= carried[i].Count == before;
            }

            if (isStable)
            {
                break;
            }
        }

        Carried = carried.Count;
        Left = elimination.Left.Count;
        IsReduced = elimination.Pivots.Count > Unknowns;
        Rows = FirstCarried + Carried;
        Tables = TablesOf(elimination);
        FactorCount = Unknowns + elimination.Pivots.Take(Unknowns).Sum(static pivot => pivot.Columns.Count);
        var next = 0;
        Stack = Take((Rows + 1) * Width);
        Kept = Take(Carried * (Unknowns + 1));
        Sizes = Take(Unknowns);
        SizesBefore = Take(Unknowns);
        Vector = Take(Width);
        Workspace = next;

        int Take(int count)
        {
            var start = next;
            next += count;
            return start;
        }
    }

    public int Unknowns => _plan.Unknowns;

    /// <summary>The column of the right-hand side; the one behind it is always zero, and fills up the last columns of a reflection.</summary>
    public int RightHandSide => 2 * Unknowns;

    /// <summary>Columns of the stack.</summary>
    public int Width => RightHandSide + 2;

    /// <summary>Rows of the stack; a row of zeros stands behind them, for a pivot that nothing determines.</summary>
    public int Rows { get; }

    public IReadOnlyList<int> Order { get; }

    /// <summary>The equations in the order in which they are stacked; smoothness rows come after them.</summary>
    public IReadOnlyList<Row> Equations { get; }

    public IReadOnlyList<Row> Observations { get; }

    public int FirstObservation { get; }

    /// <summary>The first of the rows of values given at more than one point.</summary>
    public int FirstLater { get; }

    public int FirstCarried { get; }

    /// <summary>How many rows points leave to the next at the most, and at first the values given at the first point alone.</summary>
    public int Carried { get; }

    /// <summary>How many a point leaves.</summary>
    public int Left { get; }

    /// <summary>Whether the rows that are left are triangularised.</summary>
    public bool IsReduced { get; }

    /// <summary>How many pivots there are, those of the rows that are left included.</summary>
    public int Pivots { get; private set; }

    public IReadOnlyList<Table> Tables { get; }

    /// <summary>Numbers of the factor for each grid point: the reciprocals of the pivots, then what stands beside each, in the order of its columns.</summary>
    public int FactorCount { get; }

    public int Stack { get; }

    /// <summary>What the points before have left: coefficients and right-hand side of each row.</summary>
    public int Kept { get; }

    /// <summary>The squared norm of what a pivot is measured by.</summary>
    public int Sizes { get; }

    /// <summary>What carried rows were made from, by unknown.</summary>
    public int SizesBefore { get; }

    /// <summary>A vector on the columns, for the sweeps.</summary>
    public int Vector { get; }

    /// <summary>How many numbers of workspace there are.</summary>
    public int Workspace { get; }

    /// <summary>The rows of what is given: at the first point alone, or at later ones too.</summary>
    public IEnumerable<Row> Given(bool later) => _plan.Rows.AtFirstPoints.Where(row => (row.Extent.Points > 1) == later);

    /// <summary>Eliminates the stack, with carried rows of a given pattern.</summary>
    private Elimination Eliminate(List<SortedSet<int>> carried)
    {
        var originals = Patterns(carried);
        var patterns = originals.ConvertAll(static row => new SortedSet<int>(row));
        var rows = Enumerable.Range(0, patterns.Count).ToList();
        var pivots = new List<Pivot>();
        foreach (var column in Order)
        {
            int[] measure = [.. rows.Where(row => originals[row].Contains(column))];
            pivots.Add(Reflect(column) with { Measure = measure });
        }

        rows.RemoveAll(row => patterns[row].Count == 0);
        if (rows.Count > Unknowns)
        {
            var left = new List<int>();
            foreach (var column in Order.Select(column => Unknowns + column).Where(column => rows.Any(row => patterns[row].Contains(column))))
            {
                var pivot = Reflect(column);
                patterns[pivot.Rows[0]] = [.. patterns[pivot.Rows[0]], column];
                left.Add(pivot.Rows[0]);
                pivots.Add(pivot);
            }

            rows = left;
        }

        return new Elimination(pivots, rows, [.. rows.Select(row => new SortedSet<int>(patterns[row].Select(column => column - Unknowns)))]);

        Pivot Reflect(int column)
        {
            int[] concerned = [.. rows.Where(row => patterns[row].Contains(column))];
            if (concerned.Length == 0)
            {
                return new Pivot(column, [patterns.Count], []);
            }

            rows.Remove(concerned[0]);

            // All of them have the same columns from here on, and so one set.
            SortedSet<int>? union = null;
            foreach (var pattern in concerned.Select(row => patterns[row]).Distinct())
            {
                if (union is null)
                {
                    union = new SortedSet<int>(pattern);
                }
                else
                {
                    union.UnionWith(pattern);
                }
            }

            union!.Remove(column);
            foreach (var row in concerned)
            {
                patterns[row] = union;
            }

            return new Pivot(column, concerned, [.. union]);
        }
    }

    private List<SortedSet<int>> Patterns(List<SortedSet<int>> carried) =>
    [
        .. Equations.Select(static row => new SortedSet<int>(row.Entries.Select(static entry => entry.Unknown))),
        .. _plan.Rows.OverSteps.Select(row => new SortedSet<int>(row.Entries.Select(entry => (entry.Ahead * Unknowns) + entry.Unknown))),
        .. Observations.Select(static row => new SortedSet<int>(row.Entries.Select(static entry => entry.Unknown))),
        .. Given(later: true).Select(static given => new SortedSet<int> { given.Entries[0].Unknown }),
        .. carried.Select(static row => new SortedSet<int>(row)),
    ];

    private List<Table> TablesOf(Elimination elimination)
    {
        Pivots = elimination.Pivots.Count;
        foreach (var pivot in elimination.Pivots)
        {
            pivot.Columns.Add(RightHandSide);
            while (pivot.Columns.Count % Columns != 0)
            {
                pivot.Columns.Add(RightHandSide + 1);
            }
        }

        return
        [
            new Table(PivotTable, [.. elimination.Pivots.Select(static pivot => pivot.Column)]),
            new Table(FirstRowTable, Starts(elimination.Pivots.Select(static pivot => pivot.Rows.Length))),
            new Table(RowTable, [.. elimination.Pivots.SelectMany(static pivot => pivot.Rows).Select(row => row * Width)]),
            new Table(FirstColumnTable, Starts(elimination.Pivots.Select(static pivot => pivot.Columns.Count))),
            new Table(ColumnTable, [.. elimination.Pivots.SelectMany(static pivot => pivot.Columns)]),
            new Table(FirstSizeRowTable, Starts(elimination.Pivots.Take(Unknowns).Select(static pivot => pivot.Measure.Length))),
            new Table(SizeRowTable, [.. elimination.Pivots.SelectMany(static pivot => pivot.Measure).Select(row => row * Width)]),
            .. Left > 0 ? [new Table(LeftTable, [.. elimination.Left.Select(row => row * Width)])] : Array.Empty<Table>(),
        ];
    }

    /// <summary>Where each of several lists begins that stand behind each other, and where the last one ends.</summary>
    private static int[] Starts(IEnumerable<int> lengths)
    {
        var starts = new List<int> { 0 };
        foreach (var length in lengths)
        {
            starts.Add(starts[starts.Count - 1] + length);
        }

        return [.. starts];
    }

    /// <summary>A reflection.</summary>
    /// <param name="Column">The column that it leaves in its first row alone.</param>
    /// <param name="Rows">The rows that it changes.</param>
    /// <param name="Columns">The columns that it changes.</param>
    private sealed record Pivot(int Column, int[] Rows, List<int> Columns)
    {
        /// <summary>The rows that may still give the pivot, with what they were at first.</summary>
        public int[] Measure { get; init; } = [];
    }

    /// <summary>What the elimination goes through.</summary>
    /// <param name="Left">The rows that are left.</param>
    /// <param name="Pattern">Their columns among the next point's unknowns.</param>
    private sealed record Elimination(List<Pivot> Pivots, List<int> Left, List<SortedSet<int>> Pattern);
}
