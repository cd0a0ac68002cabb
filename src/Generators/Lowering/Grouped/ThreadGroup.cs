using System;

namespace ScalableMNN.Generators.Lowering.Grouped;

/// <summary>The group of threads that has a trajectory together.</summary>
/// <param name="Threads">How many threads are worthwhile; kernels run with any number of them.</param>
/// <param name="IsShared">Whether the workspace fits into the memory that the threads of a group share.</param>
/// <param name="Residual">How the residual shares the grid points.</param>
/// <param name="Chain">How the chain rule does.</param>
internal sealed record ThreadGroup(int Threads, bool IsShared, Strands Residual, Strands Chain)
{
    /// <summary>What every device has, in bytes.</summary>
    public const int SharedMemory = 48 * 1024;

    private const int Warp = 32;

    private const int MostThreads = 128;

    /// <summary>Three sums for each strand: as many as a refinement adds up at once.</summary>
    public int Sums => 3 * Threads;

    /// <summary>Full warps, a thread for each row of the block up to the most that find work between two barriers.</summary>
    public static ThreadGroup For(SolverPlan plan, int rows, int workspace)
    {
        var threads = Math.Min(MostThreads, (rows + Warp - 1) / Warp * Warp);
        var bytes = ((plan.IsSingle ? sizeof(float) : sizeof(double)) * workspace) + (sizeof(double) * 3 * threads);
        return new ThreadGroup(threads, bytes <= SharedMemory, Strands.OfResidual(plan, threads), Strands.OfChain(plan, threads));
    }
}
