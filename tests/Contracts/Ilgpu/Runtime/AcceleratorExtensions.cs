using System;
using System.Runtime.InteropServices;

namespace ILGPU.Runtime;

/// <summary>What is done with accelerators and views.</summary>
public static class AcceleratorExtensions
{
    /// <summary>Copies numbers to a view.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <typeparam name="TView">The view.</typeparam>
    /// <param name="target">Where to.</param>
    /// <param name="cpuData">The first number.</param>
    /// <param name="length">How many.</param>
    public static void CopyFromCPU<T, TView>(this TView target, ref T cpuData, long length)
        where T : unmanaged
        where TView : IContiguousArrayView<T> => MemoryMarshal.CreateReadOnlySpan(ref cpuData, (int)length).CopyTo(target.Contiguous.Span);

    /// <summary>Copies numbers from a view.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <typeparam name="TView">The view.</typeparam>
    /// <param name="source">Where from.</param>
    /// <param name="cpuData">Where the first number goes.</param>
    /// <param name="length">How many.</param>
    public static void CopyToCPU<T, TView>(this TView source, ref T cpuData, long length)
        where T : unmanaged
        where TView : IContiguousArrayView<T> => source.Contiguous.Span[..(int)length].CopyTo(MemoryMarshal.CreateSpan(ref cpuData, (int)length));

    /// <summary>Loads a kernel of twelve parameters.</summary>
    public static Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> LoadAutoGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(
        this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct =>
        (index, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12) =>
            accelerator.Launch((Index1D)(object)index, thread => action((TIndex)(object)thread, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12));

    /// <summary>Loads a kernel of twelve parameters for groups of threads.</summary>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(
        this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> action)
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct =>
        (config, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12) =>
            accelerator.Launch(config, () => action(p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12));
}
