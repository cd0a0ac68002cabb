using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace ScalableMNN.Runtime.Banded;

/// <summary>
/// Working memory for lanes: pinned and aligned to 64 bytes, so that no vector straddles two cache lines, and reused, because the first touch of fresh memory costs more than a
/// solve does. Several owners may hold it; it goes back when the last lets go.
/// </summary>
internal sealed class LaneMemory
{
    private const int Alignment = 64;
    private const long RetainedBytes = 256L << 20;

    // By size class; every entry free. A pool of plain memory is no state of a solve: what comes out of it is written before it is read.
    private static readonly Dictionary<int, Stack<byte[]>> Free = [];
    private static readonly Lock Gate = new();
    private static long _retained;

    private readonly byte[] _bytes;
    private int _owners = 1;

    private LaneMemory(byte[] bytes) => _bytes = bytes;

    /// <summary>Takes memory. What it holds is undefined.</summary>
    /// <param name="bytes">How much.</param>
    /// <returns>The memory, with one owner.</returns>
    /// <exception cref="NotSupportedException">More is asked for than one array can hold.</exception>
    public static LaneMemory Rent(long bytes)
    {
        var size = SizeClass(bytes + Alignment);
        lock (Gate)
        {
            if (Free.TryGetValue(size, out var free) && free.TryPop(out var reused))
            {
                _retained -= size;
                return new LaneMemory(reused);
            }
        }

        return new LaneMemory(GC.AllocateUninitializedArray<byte>(size, pinned: true));
    }

    /// <summary>The memory as lanes.</summary>
    /// <typeparam name="TLane">The lane.</typeparam>
    /// <returns>The first lane.</returns>
    public ref TLane Lanes<TLane>()
        where TLane : unmanaged
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(_bytes);
        var misaligned = AddressOf(ref first) & (Alignment - 1);
        return ref Unsafe.As<byte, TLane>(ref Unsafe.AddByteOffset(ref first, (Alignment - misaligned) & (Alignment - 1)));
    }

    /// <summary>Becomes one more owner.</summary>
    /// <returns>False where the memory has gone back already.</returns>
    public bool TryShare()
    {
        var owners = Volatile.Read(ref _owners);
        while (owners > 0)
        {
            var seen = Interlocked.CompareExchange(ref _owners, owners + 1, owners);
            if (seen == owners)
            {
                return true;
            }

            owners = seen;
        }

        return false;
    }

    /// <summary>Lets go.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _owners) != 0)
        {
            return;
        }

        if (_bytes.Length > RetainedBytes)
        {
            return;
        }

        lock (Gate)
        {
            if (_retained + _bytes.Length > RetainedBytes)
            {
                // What is kept was for other sizes: begin anew with what is in use now.
                Free.Clear();
                _retained = 0;
            }

            if (!Free.TryGetValue(_bytes.Length, out var free))
            {
                Free[_bytes.Length] = free = new Stack<byte[]>();
            }

            free.Push(_bytes);
            _retained += _bytes.Length;
        }
    }

    // The array is pinned: its address does not change.
    private static unsafe nint AddressOf(ref byte first) => (nint)Unsafe.AsPointer(ref first);

    // Four classes to the octave: no more than a quarter is wasted.
    private static int SizeClass(long bytes)
    {
        var quantum = Math.Max(4096, (long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)bytes) / 8);
        var rounded = (bytes + quantum - 1) / quantum * quantum;
        return rounded <= Array.MaxLength
            ? (int)rounded
            : throw new NotSupportedException("The working memory of one group of trajectories exceeds two gigabytes: solve with fewer grid points.");
    }
}
