namespace ScalableMNN.Generators.Lowering;

/// <summary>How many lanes each array of the kernels holds, as <c>ScalableMNN.Runtime.Models.KernelLayout</c> tells the runtime.</summary>
internal sealed record KernelSizes(int Unknowns, int Header, int Steps, int Rows, int Factor, int Workspace);
