using System;
using ScalableMNN.Runtime.Lanes;

namespace ScalableMNN.Runtime.Solving;

/// <summary>How the iterations of a lane ended, trajectory by trajectory.</summary>
/// <param name="squares">The sum of squares of the rows at the last iterate.</param>
/// <param name="failure">The step at which the last factorisation failed, or infinity.</param>
/// <param name="lanes">The trajectories.</param>
internal readonly ref struct GaussNewtonOutcome<TLane>(TLane squares, TLane failure, ReadOnlySpan<GaussNewtonLane> lanes)
    where TLane : unmanaged, ILane<TLane>
{
    private readonly ReadOnlySpan<GaussNewtonLane> _lanes = lanes;

    public TLane Squares { get; } = squares;

    public TLane Failure { get; } = failure;

    public bool HasConverged(int lane) => _lanes[lane].HasConverged;

    public int IterationsOf(int lane) => _lanes[lane].Iterations;

    public double CorrectionOf(int lane) => _lanes[lane].Correction;
}

/// <summary>Where the iterations of one trajectory stand.</summary>
internal struct GaussNewtonLane
{
    /// <summary>The sum of squares at the last accepted iterate.</summary>
    public double Merit;

    /// <summary>Which part of the step is tried.</summary>
    public double Fraction;

    /// <summary>Whether the last try was refused, so that a smaller part of the same step comes next.</summary>
    public bool IsRefused;

    /// <summary>Size of the last full step, relative to the iterate: the largest of all states.</summary>
    public double Correction;

    /// <summary>The correction before.</summary>
    public double Previous;

    /// <summary>The sum of squares of the iterate's unknowns.</summary>
    public double Size;

    public int Iterations;

    public bool HasConverged;

    public bool IsDone;
}
