using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using ScalableMNN.Runtime.Models;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace ScalableMNN.Torch;

/// <summary>
/// Lends the memory of tensors to the kernels, which read and write there with the tensors' own strides. A tensor whose batch dimensions, or whose other dimensions, do not lie at one stride is
/// copied before. After disposal the memory is out of reach.
/// </summary>
internal sealed class TensorPlace : IDisposable
{
    private readonly List<Tensor> _tensors = [];
    private readonly List<IDisposable> _numbers = [];

    /// <summary>Finds the memory of a tensor that is to be read.</summary>
    /// <param name="tensor">The tensor, in any dtype.</param>
    /// <param name="batch">The batch dimensions, to which it broadcasts.</param>
    /// <param name="trailing">The dimensions of a trajectory, to which it broadcasts as well.</param>
    /// <returns>The numbers, and where they lie.</returns>
    public (Memory<double> Numbers, BatchLayout Layout) Read(Tensor tensor, long[] batch, long[] trailing)
    {
        if (tensor.dtype != torch.ScalarType.Float64)
        {
            tensor = Keep(tensor.to(torch.ScalarType.Float64));
        }

        var (shape, strides) = (tensor.shape, tensor.stride());
        if (Layout(shape, strides, batch, trailing) is not { } layout)
        {
            tensor = Keep(Keep(tensor.expand([.. batch, .. trailing])).contiguous());
            shape = tensor.shape;
            strides = tensor.stride();
            layout = Layout(shape, strides, batch, trailing)!.Value;
        }

        return (Numbers(tensor, shape, strides), layout);
    }

    /// <summary>Finds the memory of a tensor that is to be written.</summary>
    /// <param name="tensor">A tensor in double precision whose dimensions lie at one stride, such as a contiguous one.</param>
    /// <param name="batch">The batch dimensions.</param>
    /// <param name="trailing">The dimensions of a trajectory.</param>
    /// <returns>The numbers, and where they lie.</returns>
    public (Memory<double> Numbers, BatchLayout Layout) Write(Tensor tensor, long[] batch, long[] trailing)
    {
        var (shape, strides) = (tensor.shape, tensor.stride());
        return (Numbers(tensor, shape, strides), Layout(shape, strides, batch, trailing) ?? throw new InvalidOperationException("The tensor cannot be written in place."));
    }

    /// <summary>Finds the strides of trajectories and of the numbers within one.</summary>
    /// <param name="shape">The shape of a tensor.</param>
    /// <param name="strides">Its strides.</param>
    /// <param name="batch">The batch dimensions, to which it broadcasts.</param>
    /// <param name="trailing">The dimensions of a trajectory, to which it broadcasts as well.</param>
    /// <returns>The two strides, or null where there is more than one of a kind.</returns>
    public static BatchLayout? Layout(long[] shape, long[] strides, long[] batch, long[] trailing)
    {
        var split = shape.Length - trailing.Length;
        return Stride(shape.AsSpan(split), strides.AsSpan(split), trailing) is { } row
            && Stride(shape.AsSpan(0, split), strides.AsSpan(0, split), batch) is { } trajectory
                ? new BatchLayout(row, trajectory)
                : null;
    }

    /// <summary>From the first to the last number of a tensor that is not empty, how many places there are.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="strides">Its strides.</param>
    public static long Extent(long[] shape, long[] strides)
    {
        var extent = 1L;
        for (var d = 0; d < shape.Length; d++)
        {
            extent += (shape[d] - 1) * strides[d];
        }

        return extent;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var numbers in _numbers)
        {
            numbers.Dispose();
        }

        foreach (var tensor in _tensors)
        {
            tensor.Dispose();
        }
    }

    /// <summary>The one stride of several dimensions in row-major order, where they have one: each steps over all that come after it.</summary>
    private static int? Stride(ReadOnlySpan<long> shape, ReadOnlySpan<long> strides, ReadOnlySpan<long> wanted)
    {
        long? stride = null;
        var next = 1L;
        for (var d = wanted.Length - 1; d >= 0; d--)
        {
            if (wanted[d] == 1)
            {
                continue;
            }

            var at = d - wanted.Length + shape.Length;
            var own = at < 0 || shape[at] == 1 ? 0 : strides[at];
            stride ??= own;
            if (own != stride * next)
            {
                return null;
            }

            next *= wanted[d];
        }

        // A single number is next to itself.
        return stride is null ? 1 : stride <= int.MaxValue ? (int)stride : null;
    }

    private Memory<double> Numbers(Tensor tensor, long[] shape, long[] strides)
    {
        // One row over all of the tensor's memory: it is contiguous whatever the tensor is, and keeps the memory alive.
        var row = Keep(tensor.as_strided([Extent(shape, strides)], [1], tensor.storage_offset()));
        var numbers = new NativeNumbers(MemoryMarshal.Cast<byte, double>(row.bytes), row);
        _numbers.Add(numbers);
        return numbers.Memory;
    }

    private Tensor Keep(Tensor tensor)
    {
        _tensors.Add(tensor.DetachFromDisposeScope());
        return tensor;
    }
}
