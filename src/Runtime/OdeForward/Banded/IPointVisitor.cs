using ScalableMNN.Runtime.Lanes;

namespace ScalableMNN.Runtime.Banded;

/// <summary>Looks at the points of a backward sweep, from the last to the first, when their solution is final.</summary>
internal interface IPointVisitor<TLane>
    where TLane : unmanaged, ILane<TLane>
{
    /// <summary>Looks at a point.</summary>
    /// <param name="block">The block under the sweep.</param>
    /// <param name="t">The point.</param>
    /// <param name="solution">Its solution; those of the points after it lie <paramref name="stride"/> further each.</param>
    /// <param name="stride">From one point to the next.</param>
    void Visit(scoped ref BandedBlock<TLane> block, int t, ref TLane solution, nint stride);
}
