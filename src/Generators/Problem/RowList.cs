using System.Collections.Generic;
using System.Linq;

namespace ScalableMNN.Generators.Problem;

/// <summary>The rows of a model in the order in which reflections take them, and the same by their extent.</summary>
internal sealed class RowList
{
    public RowList(IEnumerable<Row> rows)
    {
        All = [.. rows];
        AtPoints = [.. All.Where(static row => row.Extent is { Reach: 0, Points: 0 })];
        AtFirstPoints = [.. All.Where(static row => row.Extent.Points > 0)];
        OverSteps = [.. All.Where(static row => row.Extent.Reach == 1)];
        OverTwoSteps = [.. All.Where(static row => row.Extent.Reach == 2)];
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<Row> All { get; }

    /// <summary>Those that hold at every point, of the point's own unknowns.</summary>
    public IReadOnlyList<Row> AtPoints { get; }

    /// <summary>Those that hold at the first points only: values that are given.</summary>
    public IReadOnlyList<Row> AtFirstPoints { get; }

    /// <summary>Those that tie a point to the next. In scaled unknowns their coefficients are constants.</summary>
    public IReadOnlyList<Row> OverSteps { get; }

    /// <summary>Those that tie a point to the two after it.</summary>
    public IReadOnlyList<Row> OverTwoSteps { get; }

    /// <summary>Whether a point is tied to the next but one.</summary>
    public bool ReachesTwoSteps => OverTwoSteps.Count > 0;

    /// <summary>Neighbouring rows that belong together.</summary>
    public static IEnumerable<IReadOnlyList<Row>> Groups(IReadOnlyList<Row> rows)
    {
        for (int first = 0, next; first < rows.Count; first = next)
        {
            for (next = first + 1; next < rows.Count && rows[next].Text == rows[first].Text; next++)
            {
            }

            yield return [.. rows.Skip(first).Take(next - first)];
        }
    }
}
