using System.Collections.Generic;

namespace ScalableMNN.Generators.Lowering.Ir;

/// <summary>An array of lanes that a kernel is given.</summary>
/// <param name="Name">Its name in kernels.</param>
/// <param name="IsOfBlock">Whether it belongs to the block of trajectories; otherwise it is an argument of the phase.</param>
internal sealed record KernelBuffer(string Name, bool IsOfBlock)
{
    public static KernelBuffer Header { get; } = new("header", true);

    public static KernelBuffer Steps { get; } = new("steps", true);

    public static KernelBuffer Rows { get; } = new("rows", true);

    public static KernelBuffer Factor { get; } = new("factor", true);

    public static KernelBuffer Workspace { get; } = new("workspace", true);

    public static KernelBuffer Iterate { get; } = new("iterate", true);

    /// <summary>A number for each strand of a group of threads, to be added up.</summary>
    public static KernelBuffer Sums { get; } = new("sums", true);

    public static KernelBuffer Reduced { get; } = new("reduced", false);

    public static KernelBuffer Vector { get; } = new("vector", false);

    public static KernelBuffer Solution { get; } = new("solution", false);

    public static KernelBuffer Residual { get; } = new("residual", false);

    public static KernelBuffer Adjoint { get; } = new("adjoint", false);

    public static KernelBuffer HeaderGradient { get; } = new("headerGradient", false);

    public static KernelBuffer StepGradient { get; } = new("stepGradient", false);

    public static KernelBuffer Values { get; } = new("values", false);

    /// <summary>All of them: those of the block in its order, then the arguments in the order in which phases take them.</summary>
    public static IReadOnlyList<KernelBuffer> All { get; } =
        [Header, Steps, Rows, Factor, Workspace, Iterate, Sums, Reduced, Vector, Solution, Residual, Adjoint, HeaderGradient, StepGradient, Values];

    /// <summary>The whole of it.</summary>
    public View Whole => new(Name, this);

    /// <summary>The name of the block's property.</summary>
    public string Property => char.ToUpperInvariant(Name[0]) + Name.Substring(1);
}
