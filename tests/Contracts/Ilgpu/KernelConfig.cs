namespace ILGPU;

/// <summary>How many groups of how many threads run a kernel.</summary>
/// <param name="GridDim">How many groups.</param>
/// <param name="GroupDim">How many threads of each.</param>
public readonly record struct KernelConfig(int GridDim, int GroupDim);
