using System;
using System.Linq;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace ScalableMNN.Samples.NoisySine;

/// <summary>The data: (sin 2x + 0.5 noise) exp(-0.1 x), with normally distributed noise.</summary>
public sealed class DampedSine
{
    /// <summary>Draws the data.</summary>
    /// <param name="points">How many, equally spaced on [0, points / 10].</param>
    /// <param name="seed">The seed of the noise; one seed gives the same data everywhere.</param>
    public DampedSine(int points, int seed)
    {
        var noise = new Normal(0, 0.5, new MersenneTwister(seed));
        X = [.. Enumerable.Range(0, points).Select(i => points * 0.1 * i / (points - 1))];
        Truth = [.. X.Select(static x => Math.Sin(2 * x) * Math.Exp(-0.1 * x))];
        Noisy = [.. X.Select(x => (Math.Sin(2 * x) + noise.Sample()) * Math.Exp(-0.1 * x))];
    }

    /// <summary>Where the data are.</summary>
    public double[] X { get; }

    /// <summary>The function without noise.</summary>
    public double[] Truth { get; }

    /// <summary>The function with noise: what is fitted.</summary>
    public double[] Noisy { get; }
}
