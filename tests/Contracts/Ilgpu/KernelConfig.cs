namespace ILGPU;

/// <summary>How many groups of how many threads run a kernel.</summary>
/// <param name="gridDimension">How many groups.</param>
/// <param name="groupDimension">How many threads of each.</param>
public readonly struct KernelConfig(Index1D gridDimension, Index1D groupDimension)
{
    internal int Groups { get; } = gridDimension;

    internal int Threads { get; } = groupDimension;
}
