using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Lowering.Ir;

namespace ScalableMNN.Generators.Lowering.Grouped;

/// <summary>What the phases of a group share: its arrays, loops over strips and rows, and the solves with the factor.</summary>
internal sealed class GroupFrame
{
    public static readonly Index Row = new IndexVariable("i");

    public static readonly Index Strip = new IndexVariable("strip");

    public static readonly Index Inner = new IndexVariable("k");

    public static readonly Index Tile = new IndexVariable("tile");

    private static readonly View _workspace = KernelBuffer.Workspace.Whole;

    private readonly Dictionary<int, View> _arrays = [];

    public GroupFrame(SolverPlan plan, PhaseFrame frame, GroupLayout layout)
    {
        Plan = plan;
        Frame = frame;
        Layout = layout;
        Strips = Array("strips", layout.Strips);
    }

    public SolverPlan Plan { get; }

    public PhaseFrame Frame { get; }

    public GroupLayout Layout { get; }

    /// <summary>The block, and its factor.</summary>
    public View Strips { get; }

    private int Size => Layout.Size;

    /// <summary>An array of the workspace.</summary>
    public View Array(string name, int start)
    {
        if (!_arrays.TryGetValue(start, out var view))
        {
            view = Frame.Prologue.Open(name, _workspace, start);
            _arrays.Add(start, view);
        }

        return view;
    }

    /// <summary>Writes a loop, with a region for its body.</summary>
    public static void Loop(Region region, Index variable, Index from, Index bound, Action<Region> body, bool descending = false)
    {
        var inner = region.Nested();
        body(inner);
        region.For(((IndexVariable)variable).Name, from, bound, inner, descending);
    }

    /// <summary>Writes a loop that the threads share, with a region for its body.</summary>
    public static void Spread(Region region, Index variable, Index from, Index bound, Action<Region> body)
    {
        var inner = region.Nested();
        body(inner);
        region.Spread(((IndexVariable)variable).Name, from, bound, inner);
    }

    /// <summary>The columns of a strip, each to be read by the row of the block.</summary>
    public View[] Columns(Region region, Index strip, string name = "column") =>
        [.. Enumerable.Range(0, Size).Select(c => region.Open($"{name}{c}", Strips, new IndexTable(GroupLayout.StripTable, strip) + (strip * (-(c + 1) * Size)) + (c * Layout.Height)))];

    /// <summary>Sets an array to zero.</summary>
    public static void Clear(Region region, View array, int count) => Spread(region, Row, 0, count, body => body.Store(array, Row, Operand.Zero));

    /// <summary>Fills a smoothness matrix with its constants: entry (a, c) of a tile stands in row a of the array, or of its transpose in row c, at the tile's other index.</summary>
    public void FillConstants(View array, double[,] matrix, bool isTransposed)
    {
        foreach (var (first, length, entries) in Layout.Tiles.Runs(matrix))
        {
            Spread(Frame.Prologue, Tile, first, first + length, body =>
            {
                var here = body.Open("constants", array, Tile * Size);
                for (var a = 0; a < Size; a++)
                {
                    for (var c = 0; c < Size; c++)
                    {
                        body.Store(here, (a * Layout.Height) + c, new Literal(isTransposed ? entries[c, a] : entries[a, c]));
                    }
                }
            });
        }
    }

    /// <summary>Visits every unknown with its padded place; the threads share the states of one order.</summary>
    public void ForUnknowns(Region region, Action<Region, Index, Index> visit)
    {
        var state = new IndexVariable("state");
        foreach (var (first, length) in Layout.Tiles.StateRuns())
        {
            var block = Plan.States[first];
            Spread(region, state, 0, length, body =>
            {
                for (var order = 0; order < block.Size; order++)
                {
                    visit(body, (state * block.Size) + (block.Offset + order), (state * Layout.Tiles.Width) + ((first * Layout.Tiles.Width) + order));
                }
            });
        }
    }

    /// <summary>Powers of q, or ones.</summary>
    public Operand[] RatioPowers(int highest) => [.. Enumerable.Range(0, highest + 1).Select(Frame.RatioPower)];

    /// <summary>Brings the factor of the grid point into the workspace.</summary>
    public void LoadFactor(Region region)
    {
        var factor = region.Open("factorHere", KernelBuffer.Factor.Whole, PhaseFrame.Step * Layout.FactorCount);
        Spread(region, Row, 0, Layout.FactorCount, body => body.Store(Strips, Row, body.Load("number", factor, Row)));
    }

    /// <summary>The triangle of a strip below its diagonal.</summary>
    public Operand[,] Triangle(Region region, View[] columns, Index strip)
    {
        var triangle = new Operand[Size, Size];
        for (var a = 1; a < Size; a++)
        {
            for (var c = 0; c < a; c++)
            {
                triangle[a, c] = region.Load($"l{a}_{c}", columns[c], (strip * Size) + a);
            }
        }

        return triangle;
    }

    /// <summary>Solves L x = b in place, strip by strip: each thread solves the strip's triangle by itself, then they share the rows below.</summary>
    public void Forward(Region region, View vector) => Loop(region, Strip, 0, Layout.Count, body =>
    {
        var columns = Columns(body, Strip);
        var triangle = Triangle(body, columns, Strip);
        var x = new Operand[Size];
        for (var a = 0; a < Size; a++)
        {
            x[a] = body.Load($"v{a}", vector, (Strip * Size) + a);
            for (var c = 0; c < a; c++)
            {
                x[a] = body.MultiplySubtract(triangle[a, c], x[c], x[a], $"x{a}");
            }
        }

        // The strip is zero on its diagonal and above it, so that its own rows become x.
        Spread(body, Row, Strip * Size, Layout.Padded, rows =>
        {
            var sum = rows.Load("v", vector, Row);
            for (var c = 0; c < Size; c++)
            {
                sum = rows.MultiplySubtract(rows.Load("l", columns[c], Row), x[c], sum, "v");
            }

            rows.Store(vector, Row, sum);
        });
    });

    /// <summary>Solves L^T x = b in place.</summary>
    public void Backward(Region region, View vector) => Loop(
        region,
        Strip,
        0,
        Layout.Count,
        body =>
        {
            var columns = Columns(body, Strip);
            var triangle = Triangle(body, columns, Strip);
            var x = new Operand[Size];
            for (var a = Size - 1; a >= 0; a--)
            {
                x[a] = body.Load($"v{a}", vector, (Strip * Size) + a);
                for (var c = Size - 1; c > a; c--)
                {
                    x[a] = body.MultiplySubtract(triangle[c, a], x[c], x[a], $"x{a}");
                }
            }

            Spread(body, Tile, 0, Strip + 1, left =>
            {
                var others = Columns(left, Tile, "other");
                for (var c = 0; c < Size; c++)
                {
                    var sum = left.Load("v", vector, (Tile * Size) + c);
                    for (var a = 0; a < Size; a++)
                    {
                        sum = left.MultiplySubtract(left.Load("l", others[c], (Strip * Size) + a), x[a], sum, "v");
                    }

                    left.Store(vector, (Tile * Size) + c, sum);
                }
            });
        },
        descending: true);

    /// <summary>Multiplies a vector by 1 / D.</summary>
    public void Divide(Region region, View vector) => Spread(region, Tile, 0, Layout.Count, body =>
    {
        var columns = Columns(body, Tile);
        for (var c = 0; c < Size; c++)
        {
            body.Store(vector, (Tile * Size) + c, body.Multiply(body.Load("v", vector, (Tile * Size) + c), body.Load("inverse", columns[c], Layout.Padded)));
        }
    });

    /// <summary>One where a row is of a strip, zero elsewhere, for rows no higher than the strip's first.</summary>
    public Operand IsInside(Region region, Index strip, Index row) => region.Indicator("inside", row, (strip + 1) * Size);

    /// <summary>Ends a phase.</summary>
    public static Kernel Kernel(Phase phase, string summary, IReadOnlyList<Statement> statements, GroupLayout layout) => new(phase, summary, GroupSchedule.Of(statements), layout.Workspace);
}
