namespace ScalableMNN.Generators.Lowering.Tiled;

/// <summary>Where the arrays of the loops over tiles stand in the workspace of a grid point.</summary>
internal sealed class TileWorkspace
{
    public TileWorkspace(SolverPlan plan, TileLayout tiles)
    {
        var area = tiles.Size * tiles.Size;
        var panel = tiles.Padded * tiles.Size;
        var next = 0;
        Vector = Take(tiles.Padded);
        Carry = Take(tiles.Padded);
        Coupling = Take(tiles.Count * area);
        Here = Take(tiles.Count * area);
        Next = Take(tiles.Count * area);
        RowPanel = Take(panel);
        Equations = Take(tiles.Count * tiles.Size * plan.Rows.AtPoints.Count);
        Matrix = Take(tiles.Count * tiles.Count * area);
        Solved = Take(tiles.Count * panel);
        Count = next;

        int Take(int count)
        {
            var start = next;
            next += count;
            return start;
        }
    }

    /// <summary>The right-hand side or solution of the grid point, padded.</summary>
    public int Vector { get; }

    /// <summary>What the neighbouring point has handed on, padded.</summary>
    public int Carry { get; }

    /// <summary>The smoothness rows' part of M between a tile and itself at the next point, one tile after the other.</summary>
    public int Coupling { get; }

    /// <summary>Their part on the point itself.</summary>
    public int Here { get; }

    /// <summary>Their part on the next point.</summary>
    public int Next { get; }

    /// <summary>A row of tiles in panel form: the row of L times D, or a column of V divided by D.</summary>
    public int RowPanel { get; }

    /// <summary>The coefficients of all equations in panel form, a panel for each row of tiles.</summary>
    public int Equations { get; }

    /// <summary>The block of the grid point, tile after tile, row by row.</summary>
    public int Matrix { get; }

    /// <summary>V = L^-1 Q in panel form, a panel for each column of tiles.</summary>
    public int Solved { get; }

    /// <summary>How many lanes there are.</summary>
    public int Count { get; }
}
