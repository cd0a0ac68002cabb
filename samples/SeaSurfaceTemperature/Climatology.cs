using System;
using System.Linq;
using TorchSharp;
using static TorchSharp.torch;

namespace ScalableMNN.Samples.SeaSurfaceTemperature;

/// <summary>The usual course of a year in each cell: the mean and three harmonics that are nearest to the temperatures of some weeks.</summary>
/// <param name="times">The weeks' times in years, (weeks).</param>
/// <param name="values">The temperatures, (weeks, cells).</param>
public sealed class Climatology(Tensor times, Tensor values)
{
    private readonly Tensor weights = linalg.lstsq(Harmonics(times), values).Solution;

    /// <summary>The usual temperatures at given times in years, (weeks, cells).</summary>
    public Tensor At(Tensor when) => Harmonics(when).matmul(weights);

    private static Tensor Harmonics(Tensor times) =>
        stack([ones_like(times), .. Enumerable.Range(1, 3).SelectMany(n => new[] { cos(times * (2 * Math.PI * n)), sin(times * (2 * Math.PI * n)) })], -1);
}
