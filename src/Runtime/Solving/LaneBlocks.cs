using System;
using System.Threading;
using System.Threading.Tasks;

namespace ScalableMNN.Runtime.Solving;

/// <summary>Spreads the lane blocks of a batch over the cores, each worker with scratch of its own.</summary>
internal static class LaneBlocks
{
    /// <summary>Does the work of every block.</summary>
    /// <param name="blocks">How many blocks.</param>
    /// <param name="scratch">How many numbers of scratch a worker needs.</param>
    /// <param name="options">Cores and cancellation.</param>
    /// <param name="state">What the work needs to know.</param>
    /// <param name="work">The work of one block.</param>
    public static void ForEach<TState>(int blocks, int scratch, SolveOptions options, TState state, Action<TState, int, LaneArray> work)
    {
        var token = options.CancellationToken;
        var workers = Math.Min(options.Workers, blocks);
        if (workers == 1)
        {
            using var array = LaneArray.Rent(scratch);
            for (var block = 0; block < blocks; block++)
            {
                token.ThrowIfCancellationRequested();
                work(state, block, array);
            }

            return;
        }

        token.ThrowIfCancellationRequested();
        var next = -1;
        Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = token }, _ =>
        {
            var block = Interlocked.Increment(ref next);
            if (block >= blocks)
            {
                return;
            }

            using var array = LaneArray.Rent(scratch);
            for (; block < blocks; block = Interlocked.Increment(ref next))
            {
                token.ThrowIfCancellationRequested();
                work(state, block, array);
            }
        });
    }
}
