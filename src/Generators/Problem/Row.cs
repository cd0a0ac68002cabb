using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Problem;

/// <summary>
/// A row of the least-squares problem: at each grid point of its extent, the sum over its entries of coefficient times unknown is the right-hand side. This is all that eliminations, phases
/// and checks know of a row; which of the sources made it they do not ask.
/// </summary>
/// <param name="Name">A name that no other row of the same extent has; the names of locals are made of it.</param>
/// <param name="Text">What it says, for the reader of the kernel. Neighbouring rows with the same text belong together.</param>
/// <param name="Weight">Its weight.</param>
/// <param name="Extent">At which points it holds.</param>
/// <param name="Entries">Its coefficients, by the distance ahead and by increasing unknown.</param>
/// <param name="RightHandSide">The right-hand side.</param>
internal sealed record Row(string Name, string Text, double Weight, Extent Extent, IReadOnlyList<RowEntry> Entries, Expression RightHandSide)
{
    /// <summary>
    /// Whether it gives a value where there is one rather than something that holds everywhere. Reflections take such a row after those that hold, and it keeps its weight where the rows of a
    /// nonlinear model are brought to unit length.
    /// </summary>
    public bool IsMeasured { get; init; }

    /// <summary>The entries at the point itself, or so many points ahead.</summary>
    public IEnumerable<RowEntry> At(int ahead) => Entries.Where(entry => entry.Ahead == ahead);
}
