using System;

namespace ILGPU;

/// <summary>A contiguous part of a buffer.</summary>
/// <typeparam name="T">The element.</typeparam>
public interface IContiguousArrayView<T>
    where T : unmanaged
{
    internal ArrayView<T> Contiguous { get; }
}

/// <summary>A part of a buffer.</summary>
/// <typeparam name="T">The element.</typeparam>
public readonly struct ArrayView<T> : IContiguousArrayView<T>
    where T : unmanaged
{
    private readonly T[] _values;
    private readonly long _start;

    internal ArrayView(T[] values, long start, long length)
    {
        _values = values;
        _start = start;
        Length = length;
    }

    /// <summary>How many elements there are.</summary>
    public long Length { get; }

    ArrayView<T> IContiguousArrayView<T>.Contiguous => this;

    internal Span<T> Span => _values.AsSpan((int)_start, (int)Length);

    /// <summary>An element. Here, unlike on an accelerator, an index beyond the view is found out.</summary>
    /// <param name="index">Its index.</param>
    public ref T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Length);
            return ref _values[_start + index];
        }
    }

    /// <summary>A part of the view.</summary>
    /// <param name="index">Its first element.</param>
    /// <param name="subViewLength">How many elements it has.</param>
    /// <returns>The part.</returns>
    public ArrayView<T> SubView(long index, long subViewLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, Math.Max(0, Length - 1));
        ArgumentOutOfRangeException.ThrowIfNegative(subViewLength);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index + subViewLength, Length);
        return new ArrayView<T>(_values, _start + index, subViewLength);
    }
}
