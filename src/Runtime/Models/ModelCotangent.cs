using System;

namespace ScalableMNN.Runtime.Models;

/// <summary>
/// The derivative of a loss with respect to every unknown of a solution, zero until it is set: what the gradient starts from. The generated <c>Cotangent</c> of a model has
/// one property for each state.
/// </summary>
public abstract class ModelCotangent : StateStorage
{
    /// <summary>Makes a cotangent of the shape of a solution, all zero.</summary>
    /// <param name="solution">The solution.</param>
    protected ModelCotangent(ModelTrajectories solution)
        : base((solution ?? throw new ArgumentNullException(nameof(solution))).Model, solution.TrajectoryCount, solution.PointCount, clear: true)
    {
    }

    /// <summary>All numbers: unknown n at grid point t of trajectory b at (t N + n) B + b.</summary>
    public Span<double> Values => Storage;

    /// <summary>All numbers as <see cref="Values"/> has them, to be kept beyond a call: a part of an array, for those who share its memory.</summary>
    /// <returns>The same memory, not a copy.</returns>
    public Memory<double> AsMemory() => StorageMemory;

    /// <summary>Sets every number to zero.</summary>
    public void Clear() => Values.Clear();

    /// <summary>The view of one state.</summary>
    /// <param name="index">Index of the state.</param>
    /// <returns>Its numbers.</returns>
    protected StateCotangent StateOf(int index) => new(this, index, 0);
}
