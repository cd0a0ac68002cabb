using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScalableMNN.Runtime.Lanes;
using static System.Runtime.CompilerServices.Unsafe;

namespace ScalableMNN.Runtime.Banded;

/// <summary>Writes the numbers of one grid point after another, several points at a time; where all grid points share their numbers, adds them up.</summary>
internal ref struct StepWriter<TLane>
    where TLane : unmanaged, ILane<TLane>
{
    private readonly ref double _target;
    private readonly ref TLane _buffer;
    private readonly ReadOnlySpan<nint> _offsets;
    private readonly int _size;
    private readonly int _steps;
    private readonly int _chunk;
    private int _from;
    private int _to;

    /// <param name="target">The array; empty where nothing is to be written.</param>
    /// <param name="offsets">Where the numbers of each trajectory begin.</param>
    /// <param name="size">How many numbers a grid point has.</param>
    /// <param name="steps">How many grid points there are; 1 where all share their numbers.</param>
    /// <param name="buffer">Room for <paramref name="chunk"/> grid points.</param>
    /// <param name="chunk">How many are written at a time.</param>
    public StepWriter(Span<double> target, ReadOnlySpan<nint> offsets, int size, int steps, ref TLane buffer, int chunk)
    {
        _target = ref MemoryMarshal.GetReference(target);
        _buffer = ref buffer;
        _offsets = offsets;
        _size = size;
        _steps = steps;
        _chunk = chunk;
        if (steps == 1)
        {
            for (var k = 0; k < size; k++)
            {
                Add(ref buffer, k) = TLane.Zero;
            }

            _to = 1;
        }
    }

    /// <summary>Whether all grid points share their numbers, so that they must be added to what is there.</summary>
    public readonly bool Accumulates => _steps == 1;

    /// <summary>Room for the numbers of a grid point, until the next call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref TLane At(int step)
    {
        if (_steps == 1)
        {
            return ref _buffer;
        }

        if (step < _from || step >= _to)
        {
            Turn(step);
        }

        return ref Add(ref _buffer, (nint)(step - _from) * _size);
    }

    /// <summary>Writes what is still held.</summary>
    public void Flush() => LaneTransfer.Scatter(ref _buffer, (nint)(_to - _from) * _size, ref Add(ref _target, (nint)_from * _size), _offsets);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Turn(int step)
    {
        Flush();
        _from = step / _chunk * _chunk;
        _to = Math.Min(_steps, _from + _chunk);
    }
}
