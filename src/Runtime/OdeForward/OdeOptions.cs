using System.Threading;

namespace ScalableMNN.Runtime;

/// <summary>How a solve goes about its work; nothing here changes its result.</summary>
public sealed record OdeOptions
{
    /// <summary>The options in use where none are given.</summary>
    public static OdeOptions Default { get; } = new();

    /// <summary>
    /// Whether the solution keeps the factor of the normal equations, which <see cref="OdeSolution.Backward"/> needs. Without it a solve needs far less memory: its working
    /// space stays in the cache.
    /// </summary>
    public bool KeepFactor { get; init; } = true;

    /// <summary>How many cores may work at once; -1 for all.</summary>
    public int MaxDegreeOfParallelism { get; init; } = -1;

    /// <summary>Ends the work early, with an <see cref="System.OperationCanceledException"/>.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>How many trajectories stand side by side: 1, 4 or 8, or 0 for what suits the machine and the batch. For tests: results do not depend on it.</summary>
    internal int LaneWidth { get; init; }
}
