using global::System;
using global::System.Runtime.InteropServices;
using global::ILGPU.Runtime;

namespace ScalableMNN.Generated.Ilgpu;

/// <summary>Why a card may not be found though the machine has one.</summary>
internal static class DeviceSearch
{
    private const string Making = "the context must be made with Context.Create(builder => builder.Default().EnableAlgorithms())";

    /// <summary>What to look at when there is no device of a kind.</summary>
    /// <param name="type">The kind, or null for any.</param>
    public static string Why(AcceleratorType? type) =>
        type == AcceleratorType.OpenCL ? $"An OpenCL device needs its vendor's driver, and {Making}."
        : OperatingSystem.IsWindows() ? Driver("nvcuda.dll", IsThere("nvcuda.dll"), null, false)
        : Driver("libcuda.so", IsThere("libcuda.so"), "libcuda.so.1", IsThere("libcuda.so.1"));

    /// <summary>What is said of the CUDA driver: a library that ILGPU looks for by one name alone.</summary>
    /// <param name="library">That name.</param>
    /// <param name="isThere">Whether it can be loaded.</param>
    /// <param name="versioned">The name that some containers have instead, or null.</param>
    /// <param name="isVersionedThere">Whether that one can be loaded.</param>
    public static string Driver(string library, bool isThere, string? versioned, bool isVersionedThere) =>
        isThere ? $"The CUDA driver ({library}) can be loaded. Does nvidia-smi list the card? And {Making}."
        : isVersionedThere ? $"ILGPU looks for the CUDA driver by the name {library}, and only {versioned} can be loaded here: make a link of that name to it, in a folder that LD_LIBRARY_PATH names when the program starts."
        : $"The CUDA driver ({library}) cannot be loaded: install the card's driver or, in a container, let it see the card.";

    private static bool IsThere(string library)
    {
        if (!NativeLibrary.TryLoad(library, out var handle))
        {
            return false;
        }

        NativeLibrary.Free(handle);
        return true;
    }
}
