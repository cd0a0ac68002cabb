using System;

namespace TorchSharp;

/// <summary>What a contract's members do when they are called: nothing but say so.</summary>
internal static class Contract
{
    public static Exception NotRun => new NotSupportedException("This is a declaration to compile against, not TorchSharp.");
}

public enum DeviceType
{
    CPU = 0,
    CUDA = 1,
}

public enum PaddingModes
{
    Constant = 4,
}

public class DisposeScope : IDisposable
{
    internal DisposeScope()
    {
    }

    public void Dispose() => throw Contract.NotRun;
}

/// <summary>Functions and nested types under the names of PyTorch.</summary>
public static partial class torch
{
    public enum ScalarType : sbyte
    {
        Float32 = 6,
        Float64 = 7,
    }

    public class Device
    {
        internal Device()
        {
        }
    }

    public static DisposeScope NewDisposeScope() => throw Contract.NotRun;

    public static IDisposable no_grad() => throw Contract.NotRun;

    public static bool is_grad_enabled() => throw Contract.NotRun;

    public static ScalarType get_default_dtype() => throw Contract.NotRun;

    public static Tensor empty(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => throw Contract.NotRun;

    public static Tensor empty_strided(long[] size, long[] strides, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => throw Contract.NotRun;

    public static Tensor tensor(double[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => throw Contract.NotRun;

    public static Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false) => throw Contract.NotRun;

    public static Tensor cat(System.Collections.Generic.IList<Tensor> tensors, long dim = 0) => throw Contract.NotRun;

    public static Tensor full(long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => throw Contract.NotRun;

    public static Tensor full_like(Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => throw Contract.NotRun;

    public static Tensor zeros(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => throw Contract.NotRun;

    public static Tensor zeros(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => throw Contract.NotRun;

    public static Tensor zeros_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => throw Contract.NotRun;
}
