using System;
using ScalableMNN.Runtime.Lanes;

namespace ScalableMNN.Runtime.Models;

/// <summary>
/// What the kernels of a model work on: the packed inputs of one lane of trajectories and the scratch that belongs to it, contiguous, so that a whole sweep stays
/// in cache as long as it can. Arrays with a value for each grid point hold the values of point t at t times their width.
/// </summary>
/// <typeparam name="TLane">The lane.</typeparam>
public readonly ref struct LaneBlock<TLane>
    where TLane : unmanaged, ILane<TLane>
{
    /// <summary>Number T of grid points.</summary>
    public required int Points { get; init; }

    /// <summary>Inputs and parameters with one value for each trajectory: <see cref="KernelLayout.Header"/> lanes.</summary>
    public required Span<TLane> Header { get; init; }

    /// <summary>
    /// Inputs and parameters with a value for each grid point: T + 2 times <see cref="KernelLayout.Steps"/> lanes. What lies beyond the last point repeats it, and the
    /// step at the last point repeats the last step.
    /// </summary>
    public required Span<TLane> Steps { get; init; }

    /// <summary>
    /// The equation rows as evaluated by the factorisation, for the phases after it: T times <see cref="KernelLayout.Rows"/> lanes. With <see cref="Dsl.Precision.Single"/> the
    /// residual evaluates them, for the chain rule, and the factorisation has none.
    /// </summary>
    public required Span<TLane> Rows { get; init; }

    /// <summary>The factor of the normal equations: T times <see cref="KernelLayout.Factor"/> lanes.</summary>
    public required Span<TLane> Factor { get; init; }

    /// <summary>Scratch of one grid point: <see cref="KernelLayout.Workspace"/> lanes.</summary>
    public required Span<TLane> Workspace { get; init; }

    /// <summary>Where nonlinear equations are linearised, a vector of scaled unknowns; empty for a linear model.</summary>
    public Span<TLane> Iterate { get; init; }

    /// <summary>Time that has passed, since the start of the trajectory, at the block's first point: zero but where a long grid is solved in pieces.</summary>
    public TLane Origin { get; init; }
}
