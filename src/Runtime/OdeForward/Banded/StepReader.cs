using System;
using System.Runtime.CompilerServices;
using ScalableMNN.Runtime.Lanes;
using static System.Runtime.CompilerServices.Unsafe;

namespace ScalableMNN.Runtime.Banded;

/// <summary>Reads the numbers of one grid point after another, forwards or backwards, several points at a time because trajectories are contiguous in their array.</summary>
internal ref struct StepReader<TLane>
    where TLane : unmanaged, ILane<TLane>
{
    private readonly ref double _source;
    private readonly ref TLane _buffer;
    private readonly ReadOnlySpan<nint> _offsets;
    private readonly int _size;
    private readonly int _steps;
    private readonly int _chunk;
    private int _from;
    private int _to;

    /// <param name="source">The array.</param>
    /// <param name="offsets">Where the numbers of each trajectory begin.</param>
    /// <param name="size">How many numbers a grid point has.</param>
    /// <param name="steps">How many grid points there are; 1 where all share their numbers.</param>
    /// <param name="buffer">Room for <paramref name="chunk"/> grid points.</param>
    /// <param name="chunk">How many are read at a time.</param>
    public StepReader(ReadOnlySpan<double> source, ReadOnlySpan<nint> offsets, int size, int steps, ref TLane buffer, int chunk)
    {
        _source = ref System.Runtime.InteropServices.MemoryMarshal.GetReference(source);
        _buffer = ref buffer;
        _offsets = offsets;
        _size = size;
        _steps = steps;
        _chunk = chunk;
    }

    /// <summary>The numbers of a grid point, until the next call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref TLane At(int step)
    {
        if (_steps == 1)
        {
            step = 0;
        }

        if (step < _from || step >= _to)
        {
            Fill(step);
        }

        return ref Add(ref _buffer, (nint)(step - _from) * _size);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Fill(int step)
    {
        _from = step / _chunk * _chunk;
        _to = Math.Min(_steps, _from + _chunk);
        LaneTransfer.Gather(ref Add(ref _source, (nint)_from * _size), _offsets, (nint)(_to - _from) * _size, ref _buffer);
    }
}
