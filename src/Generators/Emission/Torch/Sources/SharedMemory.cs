using System;
using System.Buffers;
using System.Runtime.InteropServices;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace ScalableMNN.Torch;

/// <summary>The same numbers as a tensor and as memory of the runtime.</summary>
internal static class SharedMemory
{
    /// <summary>Numbers of the runtime as a tensor on the same memory.</summary>
    /// <param name="memory">The numbers, at least one.</param>
    /// <param name="shape">Its shape.</param>
    /// <returns>The tensor, which keeps the numbers alive.</returns>
    public static Tensor ToTensor(ReadOnlyMemory<double> memory, params ReadOnlySpan<long> shape)
    {
        if (memory.IsEmpty)
        {
            return torch.zeros(shape, dtype: torch.ScalarType.Float64);
        }

        if (!MemoryMarshal.TryGetArray(memory, out var segment))
        {
            throw new InvalidOperationException("The numbers do not lie in an array.");
        }

        using var flat = torch.frombuffer(segment.Array!, torch.ScalarType.Float64, segment.Count, segment.Offset);
        return flat.view(shape.ToArray());
    }

    /// <summary>A tensor's numbers as memory of the runtime.</summary>
    /// <param name="tensor">A contiguous tensor of double precision on the CPU.</param>
    /// <returns>The same numbers; the memory keeps them alive.</returns>
    public static ReadOnlyMemory<double> ToMemory(Tensor tensor) => new TensorMemory(tensor).Memory;

    /// <summary>The numbers of a contiguous tensor of double precision on the CPU.</summary>
    public static Span<double> ToSpan(Tensor tensor) => MemoryMarshal.Cast<byte, double>(tensor.bytes);

    private sealed class TensorMemory(Tensor tensor) : MemoryManager<double>
    {
        // Span and length come from the tensor at each call; the tensor outlives whoever reads.
        public override Span<double> GetSpan() => ToSpan(tensor);

        public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException("The memory of a tensor lies still; read it as a span.");

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
