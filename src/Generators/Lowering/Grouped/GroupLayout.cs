using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Lowering.Ir;
using ScalableMNN.Generators.Lowering.Tiled;

namespace ScalableMNN.Generators.Lowering.Grouped;

/// <summary>
/// Where a group of threads has the block of a grid point: padded as for tiles, its lower triangle in strips of columns as wide as a tile. A strip begins at its own diagonal and ends with the
/// right-hand side, a row below the block; column after column, so that threads which share the rows find neighbouring numbers.
/// </summary>
internal sealed class GroupLayout
{
    /// <summary>Which place in the workspace a strip begins at.</summary>
    public const string StripTable = "StripStart";

    public GroupLayout(SolverPlan plan)
    {
        Tiles = new TileLayout(plan);
        Size = Tiles.Size;
        Count = Tiles.Count;
        Padded = Tiles.Padded;
        Height = Padded + 1;
        StripStart = [.. Enumerable.Range(0, Count).Select(StartOf)];
        FactorCount = StartOf(Count);
        var next = 0;
        Strips = Take(FactorCount);

        // The equations have been added up when V is computed.
        Solved = Take(Math.Max(Padded * Padded, plan.Rows.AtPoints.Count * Height));
        Coupling = Take(Size * Height);
        Here = Take(Size * Height);
        Next = Take(Size * Height);
        Diagonal = Take(Padded);
        Inverse = Take(Padded);
        Bound = Take(Padded);
        Vector = Take(Padded);
        Carry = Take(Padded);
        Powers = Take(Tiles.Width * Padded);
        Workspace = next;

        int Take(int count)
        {
            var start = next;
            next += count;
            return start;
        }
    }

    public TileLayout Tiles { get; }

    /// <summary>Columns of a strip.</summary>
    public int Size { get; }

    /// <summary>How many strips there are.</summary>
    public int Count { get; }

    /// <summary>Number of unknowns with padding.</summary>
    public int Padded { get; }

    /// <summary>Rows of the first strip: the unknowns and the right-hand side.</summary>
    public int Height { get; }

    public IReadOnlyList<int> StripStart { get; }

    /// <summary>
    /// Numbers of the factor for each grid point: the strips of L, zero on its diagonal and, within a strip, above it, with the reciprocals of D in the place of the right-hand side.
    /// </summary>
    public int FactorCount { get; }

    /// <summary>The block, and its factor.</summary>
    public int Strips { get; }

    /// <summary>V = L^-1 Q, row after row; before it, the coefficients of the equations, each followed by its right-hand side.</summary>
    public int Solved { get; }

    /// <summary>The smoothness rows' part of M between a tile and itself at the next point: row a of all tiles, one after the other.</summary>
    public int Coupling { get; }

    /// <summary>Their part on the point itself.</summary>
    public int Here { get; }

    /// <summary>Their part on the next point.</summary>
    public int Next { get; }

    /// <summary>D.</summary>
    public int Diagonal { get; }

    /// <summary>1 / D.</summary>
    public int Inverse { get; }

    /// <summary>What a pivot must be larger than.</summary>
    public int Bound { get; }

    /// <summary>The right-hand side or solution of the grid point.</summary>
    public int Vector { get; }

    /// <summary>What the neighbouring point has handed on.</summary>
    public int Carry { get; }

    /// <summary>Powers of q by row: m times the number of rows plus the row holds q to the power of m and the row's derivative.</summary>
    public int Powers { get; }

    /// <summary>How many numbers there are.</summary>
    public int Workspace { get; }

    private int StartOf(int strip) => Size * ((strip * Height) - (Size * strip * (strip - 1) / 2));
}
