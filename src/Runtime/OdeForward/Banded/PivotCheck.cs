using System.Runtime.CompilerServices;
using ScalableMNN.Runtime.Lanes;

namespace ScalableMNN.Runtime.Banded;

/// <summary>Watches the pivots of a factorisation for signs that the rows do not determine the solution.</summary>
internal struct PivotCheck<TLane>
    where TLane : unmanaged, ILane<TLane>
{
    // A pivot is what is left of a diagonal entry of the normal equations; below this part of it nothing but rounding is left.
    private const double Singular = 8 * 2.220446049250313e-16;

    // Below this part of it rounding may have had a say: the errors of earlier points are carried along and grow with the length of the grid. Such a trajectory is probed.
    private const double Suspicious = 1e-7;

    /// <summary>The grid point at hand.</summary>
    public TLane Point;

    /// <summary>The first point with a pivot that is no larger than rounding, or infinity.</summary>
    public TLane SingularAt;

    /// <summary>The first point with a pivot that may be due to rounding, or infinity.</summary>
    public TLane SuspiciousAt;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Look(TLane pivot, TLane diagonal)
    {
        SingularAt = TLane.RecordFailure(SingularAt, pivot, TLane.Create(Singular) * diagonal, Point);
        SuspiciousAt = TLane.RecordFailure(SuspiciousAt, pivot, TLane.Create(Suspicious) * diagonal, Point);
    }
}
