using System.Collections.Generic;

namespace ScalableMNN.Generators.Problem;

/// <summary>
/// What the rows over a step add to M, in scaled unknowns: z at the step's first point, with the step as the scale, and x, the unknowns of its second point in that same scale. The
/// coefficients of these rows are then constants, and so are their products.
/// </summary>
internal sealed class StepProducts
{
    public StepProducts(int unknowns, IReadOnlyList<Row> rows)
    {
        OnHere = new double[unknowns, unknowns];
        Coupling = new double[unknowns, unknowns];
        OnNext = new double[unknowns, unknowns];
        foreach (var row in rows)
        {
            foreach (var a in row.Entries)
            {
                foreach (var b in row.Entries)
                {
                    if (a.Ahead <= b.Ahead)
                    {
                        var block = a.Ahead != b.Ahead ? Coupling : a.Ahead == 0 ? OnHere : OnNext;
                        block[a.Unknown, b.Unknown] += row.Weight * a.Value * (row.Weight * b.Value);
                    }
                }
            }
        }
    }

    /// <summary>Their part on z.</summary>
    public double[,] OnHere { get; }

    /// <summary>Their part between z and x.</summary>
    public double[,] Coupling { get; }

    /// <summary>Their part on x.</summary>
    public double[,] OnNext { get; }
}
