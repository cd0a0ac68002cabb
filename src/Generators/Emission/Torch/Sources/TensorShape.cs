using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace ScalableMNN.Torch;

/// <summary>Checks and broadcasts the shapes of tensors, with messages that say what was given, what is wanted and what to do.</summary>
internal static class TensorShape
{
    /// <summary>A shape as text, such as (2, 20).</summary>
    public static string Describe(ReadOnlySpan<long> shape) => "(" + string.Join(", ", shape.ToArray().Select(static extent => extent.ToString(CultureInfo.InvariantCulture))) + ")";

    /// <summary>Checks that a tensor lies where the kernels run and holds numbers that they read.</summary>
    /// <param name="owner">The model, or the function.</param>
    /// <param name="name">The name of the argument.</param>
    /// <param name="tensor">The argument.</param>
    /// <param name="type">The number type that all arguments have.</param>
    public static void CheckKind(string owner, string name, Tensor tensor, torch.ScalarType type)
    {
        if (tensor is null)
        {
            throw new ArgumentNullException(name, $"{owner}: {name} is missing.");
        }

        if (tensor.device_type != DeviceType.CPU)
        {
            throw new ArgumentException(
                $"{owner}: {name} is on {tensor.device}, but this layer runs on the CPU, and a silent copy would hide what it costs. Call it with {name}.cpu(), and move its result back with .to({name}.device). "
                + "On a GPU a model solves by SolveOnAccelerator, with ILGPU and without libtorch, whose memory it cannot share.",
                name);
        }

        if (tensor.dtype != type)
        {
            throw new ArgumentException(
                $"{owner}: {name} has dtype {tensor.dtype}, but {type} is wanted. Give all tensors and the layer one dtype, Float64 or Float32, for example with {name}.to(torch.{(type == torch.ScalarType.Float32 ? "float32" : "float64")}); the layer itself changes by .to() as well.",
                name);
        }
    }

    /// <summary>The batch shape that results from several, aligned at the right.</summary>
    /// <param name="owner">The model, or the function.</param>
    /// <param name="inputs">The batch dimensions of each input.</param>
    /// <returns>The common batch shape.</returns>
    public static long[] Broadcast(string owner, IReadOnlyList<(string Name, long[] Batch)> inputs)
    {
        var common = new long[inputs.Count == 0 ? 0 : inputs.Max(static input => input.Batch.Length)];
        var owners = new string[common.Length];
        Array.Fill(common, 1);
        foreach (var (name, batch) in inputs)
        {
            for (var d = 0; d < batch.Length; d++)
            {
                var at = common.Length - batch.Length + d;
                if (batch[d] == 0)
                {
                    throw new ArgumentException($"{owner}: the batch shape {Describe(batch)} of {name} holds no trajectory. Skip the layer where the batch is empty.", name);
                }

                if (batch[d] != 1 && common[at] != 1 && batch[d] != common[at])
                {
                    throw new ArgumentException(
                        $"{owner}: the batch shape {Describe(batch)} of {name} does not broadcast against that of {owners[at]}, whose extent there is {common[at]}. Batch dimensions are aligned at the right; each must be equal or 1.",
                        name);
                }

                if (batch[d] != 1)
                {
                    common[at] = batch[d];
                    owners[at] = name;
                }
            }
        }

        return common;
    }

    /// <summary>Sums a gradient over the dimensions along which its argument was broadcast.</summary>
    /// <param name="gradient">The gradient in the broadcast shape.</param>
    /// <param name="shape">The shape of the argument.</param>
    /// <returns>The gradient in that shape; the tensor itself where nothing is to be summed.</returns>
    public static Tensor SumTo(Tensor gradient, long[] shape)
    {
        var own = gradient.shape;
        var extra = own.Length - shape.Length;
        var summed = Enumerable.Range(0, own.Length).Where(d => d < extra || (shape[d - extra] == 1 && own[d] != 1)).Select(static d => (long)d).ToArray();
        return summed.Length == 0 ? gradient : gradient.sum(summed, keepdim: true).view(shape);
    }
}
