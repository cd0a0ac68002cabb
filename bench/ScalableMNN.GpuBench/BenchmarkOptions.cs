#if HAS_ILGPU
namespace ScalableMNN.GpuBench;

/// <summary>What is measured, and where the results go.</summary>
/// <param name="Device">Which accelerator, as AcceleratorChoice reads it.</param>
/// <param name="Json">The file for the raw results, or null.</param>
/// <param name="Only">A part of the names of the shapes that are measured, or null for all.</param>
/// <param name="Commit">Which version of the source was built.</param>
/// <param name="IsQuick">Whether everything is shrunk, so that the times say nothing.</param>
/// <param name="Reference">The file with the times of the reference implementation on this device, or null.</param>
/// <param name="MemoryLimit">How many bytes of the device's memory a batch may use.</param>
internal sealed record BenchmarkOptions(
    string Device, string? Json = null, string? Only = null, string? Commit = null, bool IsQuick = false, string? Reference = null, long MemoryLimit = long.MaxValue);
#endif
