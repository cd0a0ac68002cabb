using System.Collections.Generic;
using System.Linq;

namespace ScalableMNN.Generators.Lowering.Reflections;

/// <summary>
/// Where the numbers of R stand at a grid point: the reciprocals of its diagonal, then row by row what stands beside the diagonal, on the point's own unknowns
/// that are eliminated later (columns 0 to N - 1) and on the next point's (columns N to 2 N - 1). A row bears the number of the unknown that it was left with.
/// </summary>
internal sealed class TriangleLayout
{
    private readonly Dictionary<(int Row, int Column), int> _places = [];

    /// <param name="order">The point's unknowns in the order in which they are eliminated.</param>
    /// <param name="rows">The columns beside the diagonal, for the row of each unknown.</param>
    public TriangleLayout(IReadOnlyList<int> order, IReadOnlyDictionary<int, HashSet<int>> rows)
    {
        Order = order;
        Count = order.Count;
        foreach (var row in order)
        {
            foreach (var column in rows[row].OrderBy(static column => column))
            {
                _places.Add((row, column), Count++);
            }
        }
    }

    /// <summary>The point's unknowns in the order in which they are eliminated.</summary>
    public IReadOnlyList<int> Order { get; }

    /// <summary>How many numbers there are.</summary>
    public int Count { get; }

    /// <summary>The place of the reciprocal of a diagonal entry.</summary>
    public static int Inverse(int row) => row;

    /// <summary>The place of an entry; false where it is zero.</summary>
    public bool TryPlace(int row, int column, out int place) => _places.TryGetValue((row, column), out place);
}
