using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Lowering.Ir;
using ScalableMNN.Generators.Lowering.Reflections;
using ScalableMNN.Generators.Problem;

namespace ScalableMNN.Generators.Lowering.Grouped;

/// <summary>
/// The stack of rows that a group of threads triangularises at a grid point: the point's equations, the smoothness rows to the next point, observations, values given at later points, and what the
/// points before have left. Columns are the point's unknowns in the order in which they are eliminated, the next point's in the same order, and the right-hand side. Which row gives which pivot is
/// decided here: the first that may have one. Reflections keep the digits of rows of different sizes only if that row is chosen with care.
/// </summary>
internal sealed class StackPlan
{
    /// <summary>The place of an unknown in the order of elimination.</summary>
    public const string PlaceTable = "Place";

    /// <summary>The row that gives the pivot of a place, which changes its place in the stack with the row there.</summary>
    public const string PivotTable = "PivotRow";

    /// <summary>The same for the rows that are left, on the next point's unknowns.</summary>
    public const string LeftTable = "LeftRow";

    /// <summary>The first place by whose pivot a row has been used up.</summary>
    public const string UsedTable = "UsedBy";

    /// <summary>Where the row of a place begins in the factor.</summary>
    public const string RowTable = "RowStart";

    private readonly SolverPlan _plan;
    private readonly int[] _places;

    public StackPlan(SolverPlan plan)
    {
        _plan = plan;
        Unknowns = plan.Unknowns;
        var order = EliminationOrder.Of(plan);
        _places = new int[Unknowns];
        for (var i = 0; i < Unknowns; i++)
        {
            _places[order[i]] = i;
        }

        Equations = [.. EliminationOrder.OfRows(plan.Rows.AtPoints.Where(static row => !row.IsMeasured))];
        Observations = [.. EliminationOrder.OfRows(plan.Rows.AtPoints.Where(static row => row.IsMeasured))];
        FirstSmooth = Equations.Count;
        FirstObservation = FirstSmooth + plan.Rows.OverSteps.Count;
        FirstLater = FirstObservation + Observations.Count;
        FirstCarried = FirstLater + Given(later: true).Count();
        var given = Given(later: false).Count();

        // What the rows of a point leave once they have determined its unknowns; more than that many rows are brought back to a triangle.
        IsReduced = FirstCarried > Unknowns;
        Carried = IsReduced ? Unknowns : given;
        Rows = Math.Max(FirstCarried + Carried, Unknowns);
        Left = IsReduced ? Unknowns : Math.Max(0, Math.Min(given, Rows - Unknowns));
        var pivots = Pivots();
        Tables =
        [
            new Table(PlaceTable, _places),
            new Table(PivotTable, pivots.Own),
            new Table(UsedTable, pivots.Used),
            new Table(RowTable, [.. Enumerable.Range(0, Unknowns).Select(RowStart)]),
            .. IsReduced ? [new Table(LeftTable, pivots.Left)] : Array.Empty<Table>(),
        ];
        var next = 0;
        Stack = Take(Math.Max(Rows * Columns, FactorCount));
        Kept = Take(Carried * (Unknowns + 1));
        Used = Take(Rows);
        Sizes = Take(Unknowns);
        SizesBefore = Take(Unknowns);
        Diagonal = Take(Unknowns);
        Vector = Take(2 * Unknowns);
        Workspace = next;

        int Take(int count)
        {
            var start = next;
            next += count;
            return start;
        }
    }

    public int Unknowns { get; }

    /// <summary>Columns of the stack.</summary>
    public int Columns => (2 * Unknowns) + 1;

    /// <summary>Rows of the stack.</summary>
    public int Rows { get; }

    /// <summary>The equations in the order in which they are stacked.</summary>
    public IReadOnlyList<Row> Equations { get; }

    public IReadOnlyList<Row> Observations { get; }

    public int FirstSmooth { get; }

    public int FirstObservation { get; }

    /// <summary>The first of the rows of values given at more than one point.</summary>
    public int FirstLater { get; }

    public int FirstCarried { get; }

    /// <summary>How many rows points leave to the next at the most, and at first the values given at the first point alone.</summary>
    public int Carried { get; }

    /// <summary>How many of them there are after the first point.</summary>
    public int Left { get; }

    /// <summary>Whether the rows that are left are triangularised.</summary>
    public bool IsReduced { get; }

    public IReadOnlyList<Table> Tables { get; }

    /// <summary>Numbers of the factor for each grid point: the rows of R, each with the reciprocal of its pivot first, then what stands beside it, on the point's unknowns and on the next point's.</summary>
    public int FactorCount => RowStart(Unknowns);

    /// <summary>The stack, row after row; in the sweeps, the factor of the grid point.</summary>
    public int Stack { get; }

    /// <summary>What the points before have left: coefficients and right-hand side of each row.</summary>
    public int Kept { get; }

    /// <summary>Half a place behind the one by whose pivot a row is used up, by row.</summary>
    public int Used { get; }

    /// <summary>The squared norm of what a column may get its pivot from.</summary>
    public int Sizes { get; }

    /// <summary>What carried rows were made from, by column.</summary>
    public int SizesBefore { get; }

    /// <summary>The pivots of the rows that are left.</summary>
    public int Diagonal { get; }

    /// <summary>A vector on the point's unknowns and the next point's.</summary>
    public int Vector { get; }

    /// <summary>How many numbers of workspace there are.</summary>
    public int Workspace { get; }

    /// <summary>The place of an unknown in the order of elimination.</summary>
    public int Place(int unknown) => _places[unknown];

    /// <summary>The rows of what is given: at the first point alone, or at later ones too.</summary>
    public IEnumerable<Row> Given(bool later) => _plan.Rows.AtFirstPoints.Where(row => (row.Extent.Points > 1) == later);

    private int RowStart(int row) => (row * 2 * Unknowns) - (row * (row - 1) / 2);

    /// <summary>Goes through the elimination with what may differ from zero, until what is left to the next point is what was assumed to be.</summary>
    private (int[] Own, int[] Left, int[] Used) Pivots()
    {
        var carried = Enumerable.Range(0, Carried).Select(_ => new bool[Columns]).ToArray();
        var number = 0;
        foreach (var given in Given(later: false))
        {
            carried[number++][Place(given.Entries[0].Unknown)] = true;
        }

        while (true)
        {
            var rows = Patterns(carried);
            var numbers = Enumerable.Range(0, Rows).ToArray();
            var own = Eliminate(rows, numbers, 0, Unknowns, 0);
            var used = new int[Rows];
            for (var row = 0; row < Rows; row++)
            {
                used[numbers[row]] = Math.Min(row, Unknowns);
            }

            var left = IsReduced ? Eliminate(rows, numbers, Unknowns, Unknowns, Unknowns) : [];
            var isStable = true;
            for (var row = 0; row < Left; row++)
            {
                for (var column = 0; column < Unknowns; column++)
                {
                    if (rows[Unknowns + row][Unknowns + column] && !carried[row][column])
                    {
                        carried[row][column] = true;
                        isStable = false;
                    }
                }
            }

            if (isStable)
            {
                return (own, left, used);
            }
        }
    }

    private bool[][] Patterns(bool[][] carried)
    {
        var rows = Enumerable.Range(0, Rows).Select(_ => new bool[Columns]).ToArray();
        Mark(Equations, 0);
        Mark(Observations, FirstObservation);
        var row = FirstSmooth;
        foreach (var step in _plan.Rows.OverSteps)
        {
            foreach (var entry in step.Entries)
            {
                rows[row][(entry.Ahead * Unknowns) + Place(entry.Unknown)] = true;
            }

            row++;
        }

        row = FirstLater;
        foreach (var given in Given(later: true))
        {
            rows[row++][Place(given.Entries[0].Unknown)] = true;
        }

        for (var i = 0; i < Carried; i++)
        {
            carried[i].CopyTo(rows[FirstCarried + i], 0);
        }

        return rows;

        void Mark(IReadOnlyList<Row> equations, int first)
        {
            for (var i = 0; i < equations.Count; i++)
            {
                foreach (var entry in equations[i].Entries)
                {
                    rows[first + i][Place(entry.Unknown)] = true;
                }
            }
        }
    }

    /// <summary>Eliminates columns one after the other; returns the rows that give the pivots.</summary>
    /// <param name="numbers">The number that each row had at first; of those that may give a pivot the lowest does.</param>
    private static int[] Eliminate(bool[][] rows, int[] numbers, int firstRow, int count, int firstColumn)
    {
        var pivots = new int[count];
        for (var k = 0; k < count; k++)
        {
            int at = firstRow + k, column = firstColumn + k;
            if (at >= rows.Length)
            {
                pivots[k] = rows.Length - 1;
                continue;
            }

            var concerned = Enumerable.Range(at, rows.Length - at).Where(row => rows[row][column]).OrderBy(row => numbers[row]).ToList();
            pivots[k] = concerned.Count == 0 ? at : concerned[0];
            var union = new bool[rows[0].Length];
            foreach (var row in concerned)
            {
                for (var c = column; c < union.Length; c++)
                {
                    union[c] |= rows[row][c];
                }
            }

            foreach (var row in concerned)
            {
                rows[row] = (bool[])union.Clone();
                rows[row][column] = row == pivots[k];
            }

            (rows[at], rows[pivots[k]]) = (rows[pivots[k]], rows[at]);
            (numbers[at], numbers[pivots[k]]) = (numbers[pivots[k]], numbers[at]);
        }

        return pivots;
    }
}
