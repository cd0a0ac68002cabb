using System;
using System.Collections.Generic;
using ScalableMNN.Generators.Lowering.Ir;

namespace ScalableMNN.Generators.Lowering.Tiled;

/// <summary>What the phases over tiles share: loops, panels, and the solves with the factor.</summary>
internal sealed class TileFrame
{
    public const string PanelTable = "PanelStart";

    private static readonly View _workspace = KernelBuffer.Workspace.Whole;

    public TileFrame(SolverPlan plan, PhaseFrame frame, TileLayout tiles, TileWorkspace places)
    {
        Plan = plan;
        Frame = frame;
        Tiles = tiles;
        Places = places;
    }

    public SolverPlan Plan { get; }

    public PhaseFrame Frame { get; }

    public TileLayout Tiles { get; }

    public TileWorkspace Places { get; }

    public int Size => Tiles.Size;

    public int Area => Tiles.Size * Tiles.Size;

    public static Index Variable(string name) => new IndexVariable(name);

    public static View Part(Region region, string name, Index start) => region.Open(name, _workspace, start);

    /// <summary>The factor of the grid point.</summary>
    public View Factor(Region region) => region.Open("factorHere", KernelBuffer.Factor.Whole, PhaseFrame.Step * Tiles.FactorCount);

    /// <summary>The panel of L left of the diagonal, of a row of tiles.</summary>
    public static View Panel(Region region, View factor, Index tile) => region.Open("panel", factor, new IndexTable(PanelTable, tile));

    /// <summary>Writes a loop, with a region for its body.</summary>
    public static void Loop(Region region, string variable, Index from, Index bound, Action<Region> body, bool descending = false)
    {
        var inner = region.Nested();
        body(inner);
        region.For(variable, from, bound, inner, descending);
    }

    /// <summary>Fills the smoothness matrices of all tiles with their constants, before the sweep.</summary>
    public void FillConstants(int start, double[,] matrix)
    {
        foreach (var (first, length, entries) in Tiles.Runs(matrix))
        {
            Loop(Frame.Prologue, "tile", first, first + length, body =>
            {
                var view = Part(body, "constants", (Variable("tile") * Area) + start);
                for (var a = 0; a < Size; a++)
                {
                    for (var c = 0; c < Size; c++)
                    {
                        body.Store(view, (a * Size) + c, new Literal(entries[a, c]));
                    }
                }
            });
        }
    }

    /// <summary>Sets a part of the workspace to zero, before the sweep.</summary>
    public void Clear(int start, int count) => Loop(Frame.Prologue, "i", start, start + count, body => body.Store(_workspace, Variable("i"), Operand.Zero));

    /// <summary>Visits every unknown with its padded place, in a loop over the states of one order.</summary>
    public void ForUnknowns(Region region, Action<Region, Index, Index, int> visit)
    {
        foreach (var (first, length) in Tiles.StateRuns())
        {
            var state = Plan.States[first];
            Loop(region, "state", 0, length, body =>
            {
                for (var order = 0; order < state.Size; order++)
                {
                    visit(body, (Variable("state") * state.Size) + (state.Offset + order), (Variable("state") * Tiles.Width) + ((first * Tiles.Width) + order), order);
                }
            });
        }
    }

    /// <summary>Loads a triangle below the diagonal of a diagonal tile of L.</summary>
    public Operand[,] Triangle(Region region, View factor, Index tile)
    {
        var triangle = new Operand[Size, Size];
        var view = region.Open("triangle", factor, (tile * Tiles.Triangle) + Tiles.DiagonalStart);
        for (var a = 1; a < Size; a++)
        {
            for (var c = 0; c < a; c++)
            {
                triangle[a, c] = region.Load($"l{a}_{c}", view, TileLayout.InTriangle(a, c));
            }
        }

        return triangle;
    }

    /// <summary>Subtracts the product of two panels, over a range of columns, from a tile of locals.</summary>
    public void SubtractProduct(Region region, Local[,] tile, View left, View right, Index from, Index bound, bool lowerOnly = false)
    {
        Loop(region, "k", from, bound, body =>
        {
            var a = Row(body, left, "x");
            var b = Row(body, right, "y");
            for (var i = 0; i < Size; i++)
            {
                for (var j = 0; j < (lowerOnly ? i + 1 : Size); j++)
                {
                    body.SubtractFrom(tile[i, j], a[i], b[j]);
                }
            }
        });
    }

    /// <summary>Subtracts a panel times a vector, over a range of columns, from locals.</summary>
    public void SubtractProduct(Region region, Local[] sums, View panel, View vector, Index from, Index bound)
    {
        Loop(region, "k", from, bound, body =>
        {
            var value = body.Load("y", vector, Variable("k"));
            var row = Row(body, panel, "x");
            for (var i = 0; i < Size; i++)
            {
                body.SubtractFrom(sums[i], row[i], value);
            }
        });
    }

    /// <summary>Solves L x = b in place, b in a padded array of the workspace.</summary>
    public void Forward(Region region, View factor, View vector)
    {
        Loop(region, "tile", 0, Tiles.Count, body =>
        {
            var here = body.Open("here", vector, Variable("tile") * Size);
            var sums = new Local[Size];
            for (var a = 0; a < Size; a++)
            {
                sums[a] = body.Variable($"s{a}", body.Load($"v{a}", here, a));
            }

            SubtractProduct(body, sums, Panel(body, factor, Variable("tile")), vector, 0, Variable("tile") * Size);
            var triangle = Triangle(body, factor, Variable("tile"));
            for (var a = 0; a < Size; a++)
            {
                for (var c = 0; c < a; c++)
                {
                    body.SubtractFrom(sums[a], triangle[a, c], sums[c]);
                }

                body.Store(here, a, sums[a]);
            }
        });
    }

    /// <summary>Solves L^T x = b in place, b in a padded array of the workspace.</summary>
    public void Backward(Region region, View factor, View vector)
    {
        Loop(
            region,
            "tile",
            0,
            Tiles.Count,
            body =>
            {
                var here = body.Open("here", vector, Variable("tile") * Size);
                var triangle = Triangle(body, factor, Variable("tile"));
                var x = new Operand[Size];
                for (var a = Size - 1; a >= 0; a--)
                {
                    x[a] = body.Load($"v{a}", here, a);
                    for (var c = Size - 1; c > a; c--)
                    {
                        x[a] = body.MultiplySubtract(triangle[c, a], x[c], x[a], $"x{a}");
                    }

                    body.Store(here, a, x[a]);
                }

                var panel = Panel(body, factor, Variable("tile"));
                Loop(body, "k", 0, Variable("tile") * Size, inner =>
                {
                    var row = Row(inner, panel, "l");
                    var value = inner.Load("v", vector, Variable("k"));
                    for (var a = 0; a < Size; a++)
                    {
                        value = inner.MultiplySubtract(row[a], x[a], value, "v");
                    }

                    inner.Store(vector, Variable("k"), value);
                });
            },
            descending: true);
    }

    /// <summary>Powers of q by the derivative that a place within a tile stands for.</summary>
    public IReadOnlyList<Operand> RatioPowers(int highest)
    {
        var powers = new List<Operand>();
        for (var power = 0; power <= highest; power++)
        {
            powers.Add(Frame.RatioPower(power));
        }

        return powers;
    }

    public Operand[] Row(Region region, View panel, string name)
    {
        var row = new Operand[Size];
        var view = region.Open(name + "Row", panel, Variable("k") * Size);
        for (var i = 0; i < Size; i++)
        {
            row[i] = region.Load($"{name}{i}", view, i);
        }

        return row;
    }
}
