using System;
using System.Globalization;

namespace ScalableMNN.Runtime;

/// <summary>Where each trajectory of a batch finds its numbers in an input whose own batch dimensions may be fewer or of extent 1.</summary>
internal sealed class Broadcast
{
    private readonly long[]? _offsets;
    private readonly long _size;

    private Broadcast(long size, long[]? offsets, bool isShared)
    {
        _size = size;
        _offsets = offsets;
        IsShared = isShared;
    }

    /// <summary>Whether several trajectories share numbers.</summary>
    public bool IsShared { get; }

    /// <summary>How many numbers one trajectory has.</summary>
    public long Size => _size;

    /// <summary>Where the numbers of a trajectory begin.</summary>
    public long Offset(int trajectory) => _offsets is null ? trajectory * _size : _offsets[trajectory];

    /// <summary>The batch shape that results from several, aligned at the right.</summary>
    /// <param name="inputs">The batch dimensions of every input and its name.</param>
    /// <returns>The common batch shape.</returns>
    /// <exception cref="ArgumentException">Two extents differ and neither is 1, or an extent is 0.</exception>
    public static int[] CommonShape(params ReadOnlySpan<(string Name, int[] Batch)> inputs)
    {
        var rank = 0;
        foreach (var (name, batch) in inputs)
        {
            rank = Math.Max(rank, batch.Length);
            if (Array.IndexOf(batch, 0) >= 0)
            {
                throw new ArgumentException($"{name}: the batch shape {NdArray.Describe(batch)} holds no trajectory. Skip the solve where the batch is empty.", name);
            }
        }

        var common = new int[rank];
        Array.Fill(common, 1);
        var owners = new string[rank];
        foreach (var (name, batch) in inputs)
        {
            for (var d = 0; d < batch.Length; d++)
            {
                var at = rank - batch.Length + d;
                if (batch[d] == 1)
                {
                    continue;
                }

                if (common[at] != 1 && common[at] != batch[d])
                {
                    throw new ArgumentException(
                        string.Create(CultureInfo.InvariantCulture, $"{name}: batch shape {NdArray.Describe(batch)} does not broadcast against {owners[at]}, whose extent there is {common[at]}. Batch dimensions are aligned at the right; each must be equal or 1."),
                        name);
                }

                common[at] = batch[d];
                owners[at] = name;
            }
        }

        return common;
    }

    /// <summary>Maps the trajectories of a batch, counted row-major, onto an input.</summary>
    /// <param name="batch">The batch shape of the solve.</param>
    /// <param name="own">The batch dimensions of the input, which broadcast to <paramref name="batch"/>.</param>
    /// <param name="size">How many numbers of the input belong to one trajectory.</param>
    /// <returns>The map.</returns>
    public static Broadcast Map(ReadOnlySpan<int> batch, ReadOnlySpan<int> own, long size)
    {
        var trajectories = 1;
        foreach (var extent in batch)
        {
            trajectories = checked(trajectories * extent);
        }

        long distinct = 1;
        foreach (var extent in own)
        {
            distinct *= extent;
        }

        if (distinct == trajectories)
        {
            return new Broadcast(size, null, isShared: false);
        }

        var strides = new long[batch.Length];
        var stride = size;
        for (var d = own.Length - 1; d >= 0; d--)
        {
            strides[batch.Length - own.Length + d] = own[d] == 1 ? 0 : stride;
            stride *= own[d];
        }

        var offsets = new long[trajectories];
        Span<int> index = stackalloc int[batch.Length];
        index.Clear();
        long offset = 0;
        for (var trajectory = 0; trajectory < trajectories; trajectory++)
        {
            offsets[trajectory] = offset;
            for (var d = batch.Length - 1; d >= 0; d--)
            {
                offset += strides[d];
                if (++index[d] < batch[d])
                {
                    break;
                }

                offset -= strides[d] * batch[d];
                index[d] = 0;
            }
        }

        return new Broadcast(size, offsets, isShared: true);
    }
}
