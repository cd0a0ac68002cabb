using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Problem;

/// <summary>
/// The rows of a model in the order in which reflections take them, and the same by their extent. Phases rely on what is stated of each extent; a source that makes other rows is stopped here,
/// since they would be taken for what they are not.
/// </summary>
internal sealed class RowList
{
    /// <exception cref="InvalidOperationException">A row is not what is stated of its extent.</exception>
    public RowList(IEnumerable<Row> rows)
    {
        All = [.. rows];
        if (All.FirstOrDefault(static row => !IsOfItsExtent(row)) is { } other)
        {
            throw new InvalidOperationException($"The row {other.Name} is not one that phases know how to take at {other.Extent}.");
        }

        AtPoints = [.. All.Where(static row => row.Extent is { Reach: 0, Points: 0 })];
        AtFirstPoints = [.. All.Where(static row => row.Extent.Points > 0)];
        OverSteps = [.. All.Where(static row => row.Extent.Reach == 1)];
        OverTwoSteps = [.. All.Where(static row => row.Extent.Reach == 2)];
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<Row> All { get; }

    /// <summary>Those that hold at every point, of the point's own unknowns; no power of the step is in them.</summary>
    public IReadOnlyList<Row> AtPoints { get; }

    /// <summary>Those that hold at the first points only: each gives a value to one unknown.</summary>
    public IReadOnlyList<Row> AtFirstPoints { get; }

    /// <summary>Those that tie a point to the next. In scaled unknowns their coefficients are constants: the power of the step is the order of the derivative.</summary>
    public IReadOnlyList<Row> OverSteps { get; }

    /// <summary>Those that tie a point to the two after it; the power of the two steps is one less than the order of the derivative.</summary>
    public IReadOnlyList<Row> OverTwoSteps { get; }

    /// <summary>Whether a point is tied to the next but one.</summary>
    public bool ReachesTwoSteps => OverTwoSteps.Count > 0;

    private static bool IsOfItsExtent(Row row) => row.Entries.All(entry => entry.Ahead <= row.Extent.Reach) && row.Extent switch
    {
        { Reach: 0, Points: 0 } => row.Entries.All(static entry => entry.Power == 0),
        { Reach: 0 } => row.RightHandSide is GivenSymbol && row.Entries.Count == 1 && row.Entries[0] is { Power: 0, Coefficient: Number { Value: 1 } },
        { Reach: 1, Points: 0 } => IsHomogeneous(row, 0),
        { Reach: 2, Points: 0 } => IsHomogeneous(row, -1),
        _ => false,
    };

    private static bool IsHomogeneous(Row row, int excess) =>
        row.RightHandSide is Number { Value: 0 } && row.Entries.All(entry => entry.Coefficient is Number && entry.Power - entry.Order == excess);

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
