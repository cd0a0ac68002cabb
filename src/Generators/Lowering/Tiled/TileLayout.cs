using System;
using System.Collections.Generic;
using System.Linq;

namespace ScalableMNN.Generators.Lowering.Tiled;

/// <summary>
/// How a large block is cut into square tiles, so that the innermost loops keep a tile of results in registers. States are padded to the size of the largest, and as
/// many of them make a tile as fit into four unknowns; smoothness then couples a tile only to itself. The factor of a grid point holds the reciprocals of D, the
/// tiles on the diagonal of L below their own diagonal, and the tiles left of them as one panel for each row of tiles: [k * size + a] is column k of row a.
/// </summary>
internal sealed class TileLayout
{
    private readonly SolverPlan _plan;

    public TileLayout(SolverPlan plan)
    {
        _plan = plan;
        Width = plan.States.Max(static state => state.Size);
        StatesPerTile = Math.Max(1, 4 / Width);
        Size = StatesPerTile * Width;
        Count = ((plan.States.Count - 1) / StatesPerTile) + 1;
        Padded = Count * Size;
        Triangle = Size * (Size - 1) / 2;
        DiagonalStart = Padded;
        PanelStart = [.. Enumerable.Range(0, Count).Select(tile => DiagonalStart + (Count * Triangle) + (Size * Size * tile * (tile - 1) / 2))];
        FactorCount = DiagonalStart + (Count * Triangle) + (Size * Size * Count * (Count - 1) / 2);
    }

    /// <summary>Unknowns of the largest state.</summary>
    public int Width { get; }

    public int StatesPerTile { get; }

    /// <summary>Rows, and columns, of a tile.</summary>
    public int Size { get; }

    /// <summary>How many rows of tiles there are.</summary>
    public int Count { get; }

    /// <summary>Number of unknowns with padding.</summary>
    public int Padded { get; }

    /// <summary>Numbers below the diagonal of a tile.</summary>
    public int Triangle { get; }

    /// <summary>Where the diagonal tiles of L begin in the factor.</summary>
    public int DiagonalStart { get; }

    /// <summary>Where the panel of each row of tiles begins in the factor.</summary>
    public IReadOnlyList<int> PanelStart { get; }

    /// <summary>Numbers of the factor for each grid point.</summary>
    public int FactorCount { get; }

    /// <summary>The place of entry (row, column), row above column, in a tile's triangle.</summary>
    public static int InTriangle(int row, int column) => (row * (row - 1) / 2) + column;

    /// <summary>The padded index of an unknown.</summary>
    public int Place(int unknown)
    {
        var index = 0;
        foreach (var state in _plan.States)
        {
            if (unknown < state.Offset + state.Size)
            {
                return (index * Width) + unknown - state.Offset;
            }

            index++;
        }

        throw new ArgumentOutOfRangeException(nameof(unknown));
    }

    /// <summary>Which derivative a place within a tile stands for.</summary>
    public int OrderAt(int place) => place % Width;

    /// <summary>The padded indices that stand for no unknown.</summary>
    public IEnumerable<int> Padding()
    {
        var taken = new HashSet<int>(Enumerable.Range(0, _plan.Unknowns).Select(Place));
        return Enumerable.Range(0, Padded).Where(place => !taken.Contains(place));
    }

    /// <summary>Runs of neighbouring tiles with the same smoothness matrix: first tile, number of tiles, and the matrix.</summary>
    public IEnumerable<(int First, int Length, double[,] Matrix)> Runs(double[,] matrix)
    {
        var first = 0;
        var current = Matrix(0);
        for (var tile = 1; tile <= Count; tile++)
        {
            var next = tile < Count ? Matrix(tile) : null;
            if (next is not null && next.Cast<double>().SequenceEqual(current.Cast<double>()))
            {
                continue;
            }

            yield return (first, tile - first, current);
            first = tile;
            current = next ?? current;
        }

        double[,] Matrix(int tile)
        {
            var entries = new double[Size, Size];
            for (var s = 0; s < StatesPerTile && (tile * StatesPerTile) + s < _plan.States.Count; s++)
            {
                var state = _plan.States[(tile * StatesPerTile) + s];
                for (var i = 0; i < state.Size; i++)
                {
                    for (var j = 0; j < state.Size; j++)
                    {
                        entries[(s * Width) + i, (s * Width) + j] = matrix[state.Offset + i, state.Offset + j];
                    }
                }
            }

            return entries;
        }
    }

    /// <summary>Runs of neighbouring states of one order: first state, number of states.</summary>
    public IEnumerable<(int First, int Length)> StateRuns()
    {
        var first = 0;
        for (var state = 1; state <= _plan.States.Count; state++)
        {
            if (state == _plan.States.Count || _plan.States[state].Order != _plan.States[first].Order)
            {
                yield return (first, state - first);
                first = state;
            }
        }
    }
}
