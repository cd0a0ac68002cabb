using System;
using ScalableMNN.Runtime.Lanes;

namespace ScalableMNN.Runtime.Models;

/// <summary>
/// What the source generator writes for a model and the runtime is written against: its description, and its kernels over one lane of trajectories.
/// </summary>
/// <remarks>
/// The kernels work on scaled unknowns z = h^r u^(r), with h the step that follows the grid point (at the last point, the one before it). The problem is
/// min over z of the sum over all rows of (a z - b)^2, weights included in a and b; M = A^T A is block-banded, and M = L D L^T. Vectors hold N lanes for each of
/// T + 2 points, of which the two beyond the grid are zero.
/// </remarks>
/// <typeparam name="TSelf">The model.</typeparam>
public interface IMechanisticModel<TSelf>
    where TSelf : IMechanisticModel<TSelf>
{
    /// <summary>States, values, grid and equations of the model, and the sizes of its kernels' arrays.</summary>
    static abstract ModelDescription Description { get; }

    /// <summary>
    /// Forward sweep: evaluates the rows, factorises M, and reduces the right-hand side A^T b to D L^-1 form on the way.
    /// </summary>
    /// <param name="block">Inputs; rows and factor are written.</param>
    /// <param name="reduced">Receives the reduced right-hand side.</param>
    /// <param name="failure">Receives the first grid point whose pivot is not larger than rounding, or infinity.</param>
    static abstract void Factorise<TLane>(LaneBlock<TLane> block, Span<TLane> reduced, out TLane failure)
        where TLane : unmanaged, ILane<TLane>;

    /// <summary>Forward sweep with the factor at hand: reduces a right-hand side in place.</summary>
    /// <param name="block">Inputs, rows and factor.</param>
    /// <param name="vector">A right-hand side; becomes the reduced one.</param>
    static abstract void Reduce<TLane>(LaneBlock<TLane> block, Span<TLane> vector)
        where TLane : unmanaged, ILane<TLane>;

    /// <summary>Backward sweep: substitutes in place.</summary>
    /// <param name="block">Inputs, rows and factor.</param>
    /// <param name="vector">A reduced right-hand side; becomes the solution.</param>
    static abstract void Substitute<TLane>(LaneBlock<TLane> block, Span<TLane> vector)
        where TLane : unmanaged, ILane<TLane>;

    /// <summary>Computes A^T (s b - A z) from the rows, never from M, so that it keeps the digits that M has lost.</summary>
    /// <param name="block">Inputs and rows; with <see cref="Dsl.Precision.Single"/> the rows are written.</param>
    /// <param name="solution">z.</param>
    /// <param name="scale">s: one for the solution of the problem, zero for its adjoint.</param>
    /// <param name="residual">Receives the residual.</param>
    /// <param name="squares">Receives the sum of the squares of s b - A z.</param>
    static abstract void Residual<TLane>(LaneBlock<TLane> block, ReadOnlySpan<TLane> solution, TLane scale, Span<TLane> residual, out TLane squares)
        where TLane : unmanaged, ILane<TLane>;

    /// <summary>
    /// Adds the derivatives of the loss with respect to every input and parameter, by the chain rule on dL/da = rho lambda - q z and dL/db = q, with
    /// rho = b - a z and q = a lambda for each row.
    /// </summary>
    /// <param name="block">Inputs and rows.</param>
    /// <param name="solution">z.</param>
    /// <param name="adjoint">lambda = M^-1 dL/dz.</param>
    /// <param name="header">Receives, added, the derivatives with respect to the values of each trajectory.</param>
    /// <param name="steps">Receives, added, the derivatives with respect to the values of each grid point, (T + 2) times <see cref="KernelLayout.Steps"/> lanes.</param>
    static abstract void Chain<TLane>(LaneBlock<TLane> block, ReadOnlySpan<TLane> solution, ReadOnlySpan<TLane> adjoint, Span<TLane> header, Span<TLane> steps)
        where TLane : unmanaged, ILane<TLane>;

    /// <summary>Evaluates the equations at one time, left side minus right side of each, for a march: the time is that of the start among the inputs, and unknowns are not scaled.</summary>
    /// <param name="block">Inputs, and the unknowns of <see cref="ModelDescription.March"/> in the place of the iterate.</param>
    /// <param name="values">Receives one lane for each equation.</param>
    /// <exception cref="NotSupportedException">The model cannot be marched.</exception>
    static virtual void Evaluate<TLane>(LaneBlock<TLane> block, Span<TLane> values)
        where TLane : unmanaged, ILane<TLane> => throw new NotSupportedException($"{TSelf.Description.Name} cannot be marched, because {TSelf.Description.March.Obstacle}.");

    /// <summary>Evaluates the derivatives of the equations at one time.</summary>
    /// <param name="block">As for <see cref="Evaluate"/>.</param>
    /// <param name="values">Receives <see cref="MarchDescription.Width"/> lanes.</param>
    /// <exception cref="NotSupportedException">The model cannot be marched.</exception>
    static virtual void Differentiate<TLane>(LaneBlock<TLane> block, Span<TLane> values)
        where TLane : unmanaged, ILane<TLane> => throw new NotSupportedException($"{TSelf.Description.Name} cannot be marched, because {TSelf.Description.March.Obstacle}.");

    /// <summary>Evaluates the time derivatives of the equations at one time: the first of all equations, then the second, and so on.</summary>
    /// <param name="block">As for <see cref="Evaluate"/>.</param>
    /// <param name="values">Receives one lane for each equation and each of the derivatives that the solution carries beyond the highest in the equations.</param>
    /// <exception cref="NotSupportedException">The model cannot be marched, or carries no such derivatives.</exception>
    static virtual void Prolong<TLane>(LaneBlock<TLane> block, Span<TLane> values)
        where TLane : unmanaged, ILane<TLane> => throw new NotSupportedException($"The solution of {TSelf.Description.Name} carries no derivatives beyond those in its equations.");

    /// <summary>Evaluates expressions at one time, and their derivatives.</summary>
    /// <param name="block">As for <see cref="Evaluate"/>.</param>
    /// <param name="values">Receives <see cref="MarchDescription.ExpressionWidth"/> lanes: the values of all, then the derivatives of each.</param>
    /// <exception cref="NotSupportedException">The model cannot be marched, or has no such expressions.</exception>
    static virtual void Express<TLane>(LaneBlock<TLane> block, Span<TLane> values)
        where TLane : unmanaged, ILane<TLane> => throw new NotSupportedException($"{TSelf.Description.Name} has nothing that is observed, and no doses, or cannot be marched.");
}
