using System.Threading;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Torch;

/// <summary>Keeps the array for the derivative with respect to the trajectories from one backward pass of a layer to the next: making a new one takes as long as filling it. Any number of threads may ask for it; one gets it.</summary>
internal sealed class SpareCotangent
{
    private ModelCotangent? _spare;

    /// <summary>Takes it.</summary>
    /// <param name="trajectories">Number of trajectories.</param>
    /// <returns>A cotangent of that size whose numbers are yet to be written, or null.</returns>
    public ModelCotangent? Take(int trajectories) => Interlocked.Exchange(ref _spare, null) is { } spare && spare.TrajectoryCount == trajectories ? spare : null;

    /// <summary>Gives it back.</summary>
    public void Return(ModelCotangent cotangent) => Volatile.Write(ref _spare, cotangent);
}
