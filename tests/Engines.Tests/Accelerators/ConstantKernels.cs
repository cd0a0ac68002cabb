using ILGPU;

namespace ScalableMNN.Engines.Tests.Accelerators;

/// <summary>Kernels that make a number of a condition: by whole numbers, which ILGPU 1.5.3 misreads on devices, and the right way.</summary>
internal static class ConstantKernels
{
    public static void Double(Index1D i, ArrayView<int> conditions, ArrayView<double> numbers) => numbers[i] = conditions[i] > 2 ? 1 : 0;

    public static void Single(Index1D i, ArrayView<int> conditions, ArrayView<float> numbers) => numbers[i] = conditions[i] > 2 ? 1 : 0;

    public static void Added(Index1D i, ArrayView<int> conditions, ArrayView<double> numbers) => numbers[i] += conditions[i] > 2 ? 0 : 1;

    public static void Right(Index1D i, ArrayView<int> conditions, ArrayView<double> numbers) => numbers[i] = conditions[i] > 2 ? 1.0 : 0.0;
}
