using global::System;
using global::System.Runtime.InteropServices;
using global::ILGPU;
using global::ILGPU.Runtime;

namespace ScalableMNN.Generated.Ilgpu;

/// <summary>Memory of an accelerator that is used again and grows when more is needed.</summary>
internal sealed class DeviceBuffer<T> : IDisposable
    where T : unmanaged
{
    private readonly Accelerator _accelerator;
    private MemoryBuffer1D<T, Stride1D.Dense>? _buffer;

    public DeviceBuffer(Accelerator accelerator) => _accelerator = accelerator;

    /// <summary>The first numbers of the memory.</summary>
    public ArrayView<T> View(long length) => _buffer!.View.BaseView.SubView(0, Math.Max(1, length));

    /// <summary>Makes sure that there is enough; returns whether what there was is lost.</summary>
    public bool Reserve(long length)
    {
        length = Math.Max(1, length);
        if (_buffer is { } present && present.Length >= length)
        {
            return false;
        }

        Dispose();
        _buffer = _accelerator.Allocate1D<T>(length);
        return true;
    }

    /// <summary>Copies numbers to the accelerator.</summary>
    public void Write(ReadOnlySpan<T> source)
    {
        if (source.Length > 0)
        {
            View(source.Length).CopyFromCPU(ref MemoryMarshal.GetReference(source), source.Length);
        }
    }

    /// <summary>Copies numbers from the accelerator.</summary>
    public void Read(Span<T> target)
    {
        if (target.Length > 0)
        {
            View(target.Length).CopyToCPU(ref MemoryMarshal.GetReference(target), target.Length);
        }
    }

    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = null;
        buffer?.Dispose();
    }
}
