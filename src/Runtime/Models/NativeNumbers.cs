using System;
using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ScalableMNN.Runtime.Models;

/// <summary>Numbers outside the managed heap, such as those of a tensor, for <see cref="ModelValues.Place"/> and <see cref="StateStorage.Place"/>. Nothing is copied. Dispose it when the memory goes away: using it afterwards is an exception then.</summary>
public sealed unsafe class NativeNumbers : MemoryManager<double>
{
    private double* _numbers;
    private readonly int _length;
    private readonly object _owner;

    /// <summary>Stands for numbers that lie still.</summary>
    /// <param name="numbers">The numbers, in memory that the garbage collector does not move.</param>
    /// <param name="owner">Keeps them there as long as this is in use.</param>
    /// <exception cref="ArgumentNullException">There is no owner.</exception>
    public NativeNumbers(Span<double> numbers, object owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        _numbers = (double*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(numbers));
        _length = numbers.Length;
        _owner = owner;
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The memory went away.</exception>
    public override Span<double> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_numbers is null && _length > 0, this);
        GC.KeepAlive(_owner);
        return new Span<double>(_numbers, _length);
    }

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(elementIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(elementIndex, _length);
        ObjectDisposedException.ThrowIf(_numbers is null && _length > 0, this);
        return new MemoryHandle(_numbers + elementIndex);
    }

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _numbers = null;
}
