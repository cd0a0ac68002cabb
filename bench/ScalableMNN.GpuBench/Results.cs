#if HAS_ILGPU
using System;
using System.Collections.Generic;

namespace ScalableMNN.GpuBench;

/// <summary>The raw results of a run.</summary>
/// <param name="Device">The accelerator's name.</param>
/// <param name="Kind">CUDA, OpenCL or the processor.</param>
/// <param name="MemoryBytes">Its memory.</param>
/// <param name="TriadBytesPerSecond">Its measured memory bandwidth: a = b + s c over arrays that no cache holds, 24 bytes for each element.</param>
/// <param name="Date">When it was run.</param>
/// <param name="Command">How.</param>
/// <param name="Commit">Which version of the source.</param>
/// <param name="IsQuick">Whether everything was shrunk, so that the times say nothing.</param>
internal sealed record Results(
    string Device, string Kind, long MemoryBytes, double TriadBytesPerSecond, DateTimeOffset Date, string Command, string? Commit, bool IsQuick, IReadOnlyList<ShapeResult> Shapes);

/// <summary>One shape.</summary>
/// <param name="FirstSolveSeconds">The first solve: compilation of the kernel, memory, and copies.</param>
/// <param name="SolveKernelMs">The kernel of a solve, median.</param>
/// <param name="SolveMs">A solve with other parameters, copy of the solution back to the host included, median.</param>
/// <param name="GradientKernelMs">The kernel of a gradient after a solve, median.</param>
/// <param name="GradientMs">The same with copies, median.</param>
/// <param name="NanosecondsPerPoint">The kernel of a solve, for each grid point of each trajectory.</param>
/// <param name="SolveBytes">What a solve's kernel reads and writes at the least.</param>
/// <param name="BandwidthShare">That in relation to the measured bandwidth.</param>
/// <param name="SolutionDifference">Largest difference from the processor's solution, relative to its largest number, over the first trajectories.</param>
/// <param name="GradientDifference">The same of the derivatives.</param>
/// <param name="ReferenceMs">The reference implementation on two processor cores, for comparison.</param>
internal sealed record ShapeResult(
    string Name,
    int Trajectories,
    int Points,
    int Unknowns,
    int Slices,
    double FirstSolveSeconds,
    double SolveKernelMs,
    double SolveMs,
    double GradientKernelMs,
    double GradientMs,
    double NanosecondsPerPoint,
    double SolveBytes,
    double BandwidthShare,
    double? SolutionDifference,
    double? GradientDifference,
    double? ReferenceMs);
#endif
