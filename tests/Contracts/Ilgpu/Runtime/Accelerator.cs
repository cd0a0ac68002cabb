using System;
using System.Runtime.CompilerServices;

namespace ILGPU.Runtime;

/// <summary>Kinds of accelerators.</summary>
public enum AcceleratorType
{
    /// <summary>The processor.</summary>
    CPU,

    /// <summary>A card of NVIDIA.</summary>
    Cuda,

    /// <summary>A device with OpenCL.</summary>
    OpenCL,
}

/// <summary>Something went wrong on an accelerator.</summary>
public abstract class AcceleratorException(string message) : Exception(message);

/// <summary>A device that runs kernels.</summary>
public abstract class Accelerator : IDisposable
{
    /// <summary>What it is called.</summary>
    public abstract string Name { get; }

    /// <summary>Its kind.</summary>
    public abstract AcceleratorType AcceleratorType { get; }

    /// <summary>Bytes of memory.</summary>
    public abstract long MemorySize { get; }

    /// <summary>Whether it has been disposed of.</summary>
    public bool IsDisposed { get; private set; }

    /// <summary>The most threads of a group.</summary>
    public int MaxNumThreadsPerGroup { get; } = 16;

    /// <summary>Takes memory.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="length">How many elements.</param>
    /// <returns>The memory.</returns>
    public MemoryBuffer1D<T, Stride1D.Dense> Allocate1D<T>(long length)
        where T : unmanaged => Allocate<T>(length);

    /// <summary>Waits until all work is done.</summary>
    public abstract void Synchronize();

    /// <inheritdoc/>
    public void Dispose()
    {
        IsDisposed = true;
        GC.SuppressFinalize(this);
    }

    internal abstract MemoryBuffer1D<T, Stride1D.Dense> Allocate<T>(long length)
        where T : unmanaged;

    internal abstract void Launch(int threads, Action<Index1D> kernel);

    internal abstract void Launch(KernelConfig config, Action kernel);
}

/// <summary>Runs kernels thread by thread, and groups of threads one group after the other, with as much memory as it is told, and counts what is taken.</summary>
/// <param name="memorySize">Bytes of memory.</param>
public sealed class LoopAccelerator(long memorySize) : Accelerator
{
    /// <summary>Bytes that are taken.</summary>
    public long Taken { get; private set; }

    /// <summary>Bytes beyond which memory is refused, though the device says to have more.</summary>
    public long Available { get; set; } = memorySize;

    /// <summary>Whether the device is lost with the next kernel.</summary>
    public bool IsLost { get; set; }

    /// <inheritdoc/>
    public override string Name => "a loop";

    /// <inheritdoc/>
    public override AcceleratorType AcceleratorType => AcceleratorType.CPU;

    /// <inheritdoc/>
    public override long MemorySize { get; } = memorySize;

    /// <inheritdoc/>
    public override void Synchronize()
    {
    }

    internal override MemoryBuffer1D<T, Stride1D.Dense> Allocate<T>(long length)
    {
        var bytes = length * Unsafe.SizeOf<T>();
        if (Taken + bytes > Available)
        {
            throw new LoopException("out of memory.");
        }

        Taken += bytes;
        return new MemoryBuffer1D<T, Stride1D.Dense>(new T[length], () => Taken -= bytes);
    }

    internal override void Launch(int threads, Action<Index1D> kernel)
    {
        if (IsLost)
        {
            throw new LoopException("the device is lost.");
        }

        for (var thread = 0; thread < threads; thread++)
        {
            kernel(thread);
        }
    }

    internal override void Launch(KernelConfig config, Action kernel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(config.Threads, MaxNumThreadsPerGroup);
        if (IsLost)
        {
            throw new LoopException("the device is lost.");
        }

        for (var group = 0; group < config.Groups; group++)
        {
            ThreadsOfGroup.Run(group, config.Threads, kernel);
        }
    }

    private sealed class LoopException(string message) : AcceleratorException(message);
}
