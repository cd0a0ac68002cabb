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
/// <param name="Reference">The times of the reference implementation as they were given, or null.</param>
/// <param name="Shapes">What was measured.</param>
/// <param name="Failures">Shapes that could not be measured, and why.</param>
internal sealed record Results(
    string Device,
    string Kind,
    long MemoryBytes,
    double TriadBytesPerSecond,
    DateTimeOffset Date,
    string Command,
    string? Commit,
    bool IsQuick,
    ReferenceTimes? Reference,
    IReadOnlyList<ShapeResult> Shapes,
    IReadOnlyList<ShapeFailure> Failures);

/// <summary>One shape.</summary>
/// <param name="FirstSolveSeconds">The first solve: compilation of the kernel, memory, and copies.</param>
/// <param name="SolveKernelMs">The kernel of a solve, median.</param>
/// <param name="SolveMs">A solve with other parameters, copy of the solution back to the host included, median.</param>
/// <param name="GradientKernelMs">The kernel of a gradient after a solve, median.</param>
/// <param name="GradientMs">The same with copies, median.</param>
/// <param name="NanosecondsPerPoint">The kernel of a solve, for each grid point of each trajectory.</param>
/// <param name="SolveBytes">What a solve's kernel reads and writes at the least.</param>
/// <param name="BandwidthShare">That in relation to the measured bandwidth.</param>
/// <param name="SolutionDifference">Largest difference from the processor's solution, relative to its largest number; null for batches that take the processor too long.</param>
/// <param name="GradientDifference">The same of the derivatives.</param>
/// <param name="ReferenceOnProcessorMs">A solve by the reference implementation on two processor cores, of another machine.</param>
/// <param name="SolveRatio">How many times as long the reference takes for a solve on this device as the kernel, data on the device in both; null without its times.</param>
/// <param name="BothRatio">The same for a solve and its gradient.</param>
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
    double? ReferenceOnProcessorMs,
    double? SolveRatio,
    double? BothRatio);

/// <summary>A shape that could not be measured.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Trajectories">The batch.</param>
/// <param name="Points">Points of the grid.</param>
/// <param name="Reason">What went wrong.</param>
internal sealed record ShapeFailure(string Name, int Trajectories, int Points, string Reason);
#endif
