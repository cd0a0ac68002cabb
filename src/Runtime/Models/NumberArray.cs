using System;
using System.Runtime.InteropServices;

namespace ScalableMNN.Runtime.Models;

/// <summary>
/// An array of numbers with trajectories innermost. A large one begins with a cache line, so that neighbouring blocks of trajectories share no line, nor do the cores that work on
/// them.
/// </summary>
internal sealed class NumberArray
{
    /// <summary>The largest length.</summary>
    public static readonly int MaxLength = Array.MaxLength - Line;

    // From this size on the garbage collector would not move an array in any case, so that pinning it costs nothing.
    private const int Large = 85_000 / sizeof(double);
    private const int Line = 64;

    private readonly double[] _values;
    private readonly int _start;
    private readonly int _length;

    private NumberArray(double[] values, int start, int length)
    {
        _values = values;
        _start = start;
        _length = length;
    }

    /// <summary>The numbers.</summary>
    public Span<double> Span => _values.AsSpan(_start, _length);

    /// <summary>The numbers, to be kept beyond a call.</summary>
    public Memory<double> Memory => _values.AsMemory(_start, _length);

    /// <summary>Makes an array whose numbers are zero, or yet to be written.</summary>
    public static NumberArray Allocate(int length, bool clear)
    {
        if (length < Large)
        {
            return new NumberArray(clear ? new double[length] : GC.AllocateUninitializedArray<double>(length), 0, length);
        }

        var room = length + (Line / sizeof(double)) - 1;
        var values = clear ? GC.AllocateArray<double>(room, pinned: true) : GC.AllocateUninitializedArray<double>(room, pinned: true);
        return new NumberArray(values, (int)((-Marshal.UnsafeAddrOfPinnedArrayElement(values, 0) & (Line - 1)) / sizeof(double)), length);
    }

    /// <summary>Makes a copy.</summary>
    public NumberArray Copy()
    {
        var copy = Allocate(_length, clear: false);
        Span.CopyTo(copy.Span);
        return copy;
    }
}
