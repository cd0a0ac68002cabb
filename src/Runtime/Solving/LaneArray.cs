using System;
using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScalableMNN.Runtime.Lanes;

namespace ScalableMNN.Runtime.Solving;

/// <summary>Memory for lanes, uninitialised and aligned to the widest vector, so that no load of a kernel straddles two cache lines.</summary>
internal sealed class LaneArray : IDisposable
{
    private const int Alignment = 64;
    private const int Padding = Alignment / sizeof(double);

    private readonly double[] _array;
    private readonly int _start;
    private GCHandle _pin;

    private LaneArray(double[] array, GCHandle pin, nint address)
    {
        _array = array;
        _pin = pin;
        _start = (int)((-address & (Alignment - 1)) / sizeof(double));
    }

    /// <summary>How many numbers there is room for.</summary>
    public int Length => _array.Length - Padding;

    /// <summary>Memory for the length of one job, from the pool; to be disposed.</summary>
    public static LaneArray Rent(int length)
    {
        var array = ArrayPool<double>.Shared.Rent(length + Padding);
        var pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        return new LaneArray(array, pin, pin.AddrOfPinnedObject());
    }

    /// <summary>Memory that lives as long as it is referred to, and never moves.</summary>
    public static LaneArray Allocate(int length)
    {
        var array = GC.AllocateUninitializedArray<double>(length + Padding, pinned: true);
        return new LaneArray(array, default, Marshal.UnsafeAddrOfPinnedArrayElement(array, 0));
    }

    /// <summary>A part of it as lanes.</summary>
    /// <param name="first">The first lane.</param>
    /// <param name="count">How many lanes.</param>
    public Span<TLane> Slice<TLane>(int first, int count)
        where TLane : unmanaged, ILane<TLane> =>
        MemoryMarshal.Cast<double, TLane>(_array.AsSpan(_start + (first * TLane.Count), count * TLane.Count));

    /// <summary>How many numbers hold some lanes, of whatever precision.</summary>
    public static int NumbersOf<TLane>(int count)
        where TLane : unmanaged, ILane<TLane> =>
        checked((int)((((long)count * Unsafe.SizeOf<TLane>()) + sizeof(double) - 1) / sizeof(double)));

    /// <summary>A part of it as lanes of whatever precision.</summary>
    /// <param name="start">The number that it starts with.</param>
    /// <param name="count">How many lanes.</param>
    public Span<TLane> At<TLane>(int start, int count)
        where TLane : unmanaged, ILane<TLane> =>
        MemoryMarshal.Cast<double, TLane>(_array.AsSpan(_start + start, NumbersOf<TLane>(count)))[..count];

    /// <summary>Gives rented memory back.</summary>
    public void Dispose()
    {
        if (_pin.IsAllocated)
        {
            _pin.Free();
            ArrayPool<double>.Shared.Return(_array);
        }
    }
}
