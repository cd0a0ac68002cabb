using System.Collections.Generic;
using System.Linq;

namespace ScalableMNN.Generators.Lowering.Reflections;

/// <summary>
/// Where the numbers of R stand at a grid point: the reciprocals of its diagonal, then row by row what stands beside the diagonal, on the point's own unknowns
/// (columns 0 to N - 1) and on the next point's (columns N to 2 N - 1).
/// </summary>
internal sealed class TriangleLayout
{
    private readonly Dictionary<(int Row, int Column), int> _places = [];

    public TriangleLayout(int unknowns, IReadOnlyList<HashSet<int>> rows)
    {
        Count = unknowns;
        for (var row = 0; row < rows.Count; row++)
        {
            foreach (var column in rows[row].OrderBy(static column => column))
            {
                _places.Add((row, column), Count++);
            }
        }
    }

    public static TriangleLayout Empty { get; } = new(0, []);

    /// <summary>How many numbers there are.</summary>
    public int Count { get; }

    /// <summary>The place of the reciprocal of a diagonal entry.</summary>
    public static int Inverse(int row) => row;

    /// <summary>The place of an entry; false where it is zero.</summary>
    public bool TryPlace(int row, int column, out int place) => _places.TryGetValue((row, column), out place);
}
