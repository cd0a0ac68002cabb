using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScalableMNN.Runtime.Lanes;

namespace ScalableMNN.Runtime.Marching;

/// <summary>
/// A matrix that combines the stages of a step, applied to all components at once. The stages of a component stand side by side in lanes, stage s of component i at i lanes + s, as the kernels have them;
/// lanes beyond the last stage repeat it.
/// </summary>
internal sealed class StageMatrix
{
    private readonly double[] _columns;
    private readonly int _stages;
    private readonly int _lanes;

    /// <param name="stages">How many stages there are.</param>
    /// <param name="lanes">How many lanes hold them: 4 or 8.</param>
    public StageMatrix(int stages, int lanes)
    {
        _stages = stages;
        _lanes = lanes;
        _columns = new double[stages * lanes];
    }

    /// <param name="rows">The matrix, row by row.</param>
    /// <param name="stages">How many rows and columns it has.</param>
    /// <param name="lanes">How many lanes hold the stages.</param>
    public StageMatrix(ReadOnlySpan<double> rows, int stages, int lanes)
        : this(stages, lanes)
    {
        for (var row = 0; row < stages; row++)
        {
            SetRow(row, rows.Slice(row * stages, stages));
        }
    }

    /// <summary>Sets a row.</summary>
    public void SetRow(int row, ReadOnlySpan<double> factors)
    {
        for (var column = 0; column < _stages; column++)
        {
            for (var lane = row; lane < (row == _stages - 1 ? _lanes : row + 1); lane++)
            {
                _columns[(column * _lanes) + lane] = factors[column];
            }
        }
    }

    /// <summary>target = factor matrix source, component by component.</summary>
    public void Multiply(double factor, ReadOnlySpan<double> source, Span<double> target)
    {
        if (_lanes == 4)
        {
            Multiply<Lane4>(factor, source, target);
        }
        else
        {
            Multiply<Lane8>(factor, source, target);
        }
    }

    /// <summary>The matrix times the stages of one component.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Of<TLane>(ReadOnlySpan<double> component)
        where TLane : unmanaged, ILane<TLane> => Of(MemoryMarshal.Cast<double, TLane>(_columns.AsSpan()), ref MemoryMarshal.GetReference(component));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Of<TLane>(ReadOnlySpan<TLane> columns, ref double stages)
        where TLane : unmanaged, ILane<TLane>
    {
        var sum = columns[0] * TLane.Create(stages);
        for (var column = 1; column < columns.Length; column++)
        {
            sum = TLane.MultiplyAdd(columns[column], TLane.Create(Unsafe.Add(ref stages, column)), sum);
        }

        return sum;
    }

    private void Multiply<TLane>(double factor, ReadOnlySpan<double> source, Span<double> target)
        where TLane : unmanaged, ILane<TLane>
    {
        ref var from = ref MemoryMarshal.GetReference(source);
        ReadOnlySpan<TLane> columns = MemoryMarshal.Cast<double, TLane>(_columns.AsSpan());
        var to = MemoryMarshal.Cast<double, TLane>(target);
        var scale = TLane.Create(factor);
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = scale * Of(columns, ref Unsafe.Add(ref from, i * TLane.Count));
        }
    }
}
