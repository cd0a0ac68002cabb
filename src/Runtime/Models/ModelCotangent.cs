using System;

namespace ScalableMNN.Runtime.Models;

/// <summary>
/// The derivative of a loss with respect to every unknown of a solution, zero until it is set: what the gradient starts from. The generated <c>Cotangent</c> of a model has
/// one property for each state.
/// </summary>
public abstract class ModelCotangent : StateStorage
{
    private readonly ModelTrajectories _solution;

    /// <summary>Makes a cotangent of the shape of a solution, all zero.</summary>
    /// <param name="solution">The solution.</param>
    protected ModelCotangent(ModelTrajectories solution)
        : base((solution ?? throw new ArgumentNullException(nameof(solution))).Model, solution.TrajectoryCount, solution.PointCount, clear: true)
    {
        _solution = solution;
    }

    /// <summary>All numbers: unknown n at grid point t of trajectory b at (t N + n) B + b.</summary>
    /// <exception cref="InvalidOperationException">They are placed where trajectories do not lie side by side.</exception>
    public Span<double> Values => Innermost;

    /// <summary>All numbers, to be kept beyond a call, for those who share their memory: as <see cref="StateStorage.Layout"/> says.</summary>
    /// <returns>The same memory, not a copy.</returns>
    public Memory<double> AsMemory() => StorageMemory;

    /// <summary>Sets every number to zero.</summary>
    public void Clear() => Values.Clear();

    private protected override ReadOnlySpan<double> TimesOf(int trajectory) => _solution.Times(trajectory);

    /// <summary>The view of one state.</summary>
    /// <param name="index">Index of the state.</param>
    /// <returns>Its numbers.</returns>
    protected StateCotangent StateOf(int index) => new(this, index, 0);
}
