using System;

namespace ILGPU.Runtime;

/// <summary>Memory of an accelerator.</summary>
/// <typeparam name="T">The element.</typeparam>
/// <typeparam name="TStride">How elements are spread.</typeparam>
public sealed class MemoryBuffer1D<T, TStride> : IDisposable
    where T : unmanaged
    where TStride : struct
{
    private readonly T[] _values;
    private Action? _release;

    internal MemoryBuffer1D(T[] values, Action release)
    {
        _values = values;
        _release = release;
    }

    /// <summary>How many elements there are.</summary>
    public long Length => _values.Length;

    /// <summary>All of it.</summary>
    public ArrayView1D<T, TStride> View => new(new ArrayView<T>(_values, 0, _values.Length));

    /// <inheritdoc/>
    public void Dispose()
    {
        _release?.Invoke();
        _release = null;
    }
}

/// <summary>A view of one dimension.</summary>
/// <typeparam name="T">The element.</typeparam>
/// <typeparam name="TStride">How elements are spread.</typeparam>
public readonly struct ArrayView1D<T, TStride>
    where T : unmanaged
    where TStride : struct
{
    internal ArrayView1D(ArrayView<T> view) => BaseView = view;

    /// <summary>The contiguous view.</summary>
    public ArrayView<T> BaseView { get; }
}
