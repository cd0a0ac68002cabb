using System;

namespace TorchSharp;

public static partial class torch
{
    public class Tensor : IDisposable
    {
        public bool requires_grad => throw Contract.NotRun;

        public ScalarType dtype => throw Contract.NotRun;

        public bool is_sparse => throw Contract.NotRun;

        public Device device => throw Contract.NotRun;

        public DeviceType device_type => throw Contract.NotRun;

        public long[] shape => throw Contract.NotRun;

        public Span<byte> bytes => throw Contract.NotRun;

        public static Tensor operator -(Tensor tensor) => throw Contract.NotRun;

        public static Tensor operator +(Tensor left, Tensor right) => throw Contract.NotRun;

        public static Tensor operator +(Tensor left, double right) => throw Contract.NotRun;

        public static Tensor operator -(Tensor left, Tensor right) => throw Contract.NotRun;

        public static Tensor operator -(double left, Tensor right) => throw Contract.NotRun;

        public static Tensor operator *(Tensor left, Tensor right) => throw Contract.NotRun;

        public static Tensor operator *(Tensor left, double right) => throw Contract.NotRun;

        public static Tensor operator *(int left, Tensor right) => throw Contract.NotRun;

        public static Tensor operator *(double left, Tensor right) => throw Contract.NotRun;

        public void Dispose() => throw Contract.NotRun;

        public Tensor MoveToOuterDisposeScope() => throw Contract.NotRun;

        public Tensor DetachFromDisposeScope() => throw Contract.NotRun;

        public long dim() => throw Contract.NotRun;

        public long size(int dim) => throw Contract.NotRun;

        public long numel() => throw Contract.NotRun;

        public bool is_contiguous() => throw Contract.NotRun;

        public long[] stride() => throw Contract.NotRun;

        public long storage_offset() => throw Contract.NotRun;

        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0L) => throw Contract.NotRun;

        public Tensor contiguous() => throw Contract.NotRun;

        public Tensor clone() => throw Contract.NotRun;

        public Tensor detach() => throw Contract.NotRun;

        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => throw Contract.NotRun;

        public Tensor copy_(Tensor source, bool nonBlocking = false) => throw Contract.NotRun;

        public Tensor fill_(Scalar value) => throw Contract.NotRun;

        public Tensor view(params long[] shape) => throw Contract.NotRun;

        public Tensor expand(params long[] sizes) => throw Contract.NotRun;

        public Tensor permute(params long[] permutation) => throw Contract.NotRun;

        public Tensor narrow(long dim, long start, long length) => throw Contract.NotRun;

        public Tensor select(long dim, long index) => throw Contract.NotRun;

        public Tensor t() => throw Contract.NotRun;

        public Tensor unsqueeze(long dim) => throw Contract.NotRun;

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => throw Contract.NotRun;

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => throw Contract.NotRun;

        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => throw Contract.NotRun;

        public Tensor pow(Scalar exponent) => throw Contract.NotRun;

        public Tensor clamp(Scalar? min = null, Scalar? max = null) => throw Contract.NotRun;

        public Tensor exp() => throw Contract.NotRun;

        public Tensor sigmoid() => throw Contract.NotRun;
    }
}

public static class TensorExtensionMethods
{
    public static double ToDouble(this torch.Tensor value) => throw Contract.NotRun;
}
