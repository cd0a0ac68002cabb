using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using ScalableMNN.Runtime.Lanes;
using static System.Runtime.CompilerServices.Unsafe;

namespace ScalableMNN.Runtime.Banded;

/// <summary>
/// The sweeps over the grid for one block of trajectories side by side: factorisation, forward and backward substitution, residuals by rows. The normal equations are block
/// tridiagonal (pentadiagonal with central smoothness) in the scaled unknowns of <see cref="BandedPlan"/>; only the triangle of each diagonal block is kept.
/// </summary>
internal ref partial struct BandedBlock<TLane>
    where TLane : unmanaged, ILane<TLane>
{
    // Between two looks at the cancellation token.
    private const int CancellationStride = 1024;

    private readonly BandedPlan _plan;
    private readonly ScratchLayout _layout;
    private readonly ref TLane _factor;
    private readonly ref TLane _scratch;
    private readonly CancellationToken _cancellation;

    private PivotCheck<TLane> _pivots;

    /// <param name="plan">The sizes.</param>
    /// <param name="factor">The factor of this block.</param>
    /// <param name="scratch">Working space, of no meaning between calls.</param>
    /// <param name="cancellation">Ends a sweep early.</param>
    public BandedBlock(BandedPlan plan, ref TLane factor, ref TLane scratch, CancellationToken cancellation)
    {
        _plan = plan;
        _layout = plan.Scratch;
        _factor = ref factor;
        _scratch = ref scratch;
        _cancellation = cancellation;
        _pivots.SingularAt = TLane.Infinity;
        _pivots.SuspiciousAt = TLane.Infinity;
        NotFiniteAt = TLane.Infinity;
        StepNotPositiveAt = TLane.Infinity;
        SquaredResidual = TLane.Zero;
        SquaredCorrection = TLane.Zero;
        SquaredSolution = TLane.Zero;
    }

    /// <summary>The first point with an input that is not finite, or infinity.</summary>
    public TLane NotFiniteAt { get; private set; }

    /// <summary>The first step that is not larger than zero, or infinity.</summary>
    public TLane StepNotPositiveAt { get; private set; }

    /// <summary>The first point with a pivot no larger than rounding, or infinity.</summary>
    public readonly TLane SingularAt => _pivots.SingularAt;

    /// <summary>The first point with a pivot that may be due to rounding, or infinity.</summary>
    public readonly TLane SuspiciousAt => _pivots.SuspiciousAt;

    /// <summary>The sum of the squares of all weighted rows.</summary>
    public TLane SquaredResidual { get; private set; }

    public TLane SquaredCorrection { get; private set; }

    public TLane SquaredSolution { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ref TLane FactorRecord(int t) => ref Add(ref _factor, _plan.FactorHeader + ((nint)t * _plan.FactorRecord));
}
