using System;
using MathNet.Numerics.Distributions;

namespace ScalableMNN.Generated.Tests.Estimation;

/// <summary>Normally distributed numbers, the same ones every time.</summary>
internal sealed class GaussianNoise(int seed)
{
    private readonly Random _random = new(seed);

    public double Next(double deviation) => Normal.Sample(_random, 0, deviation);

    public bool Happens(double probability) => _random.NextDouble() < probability;

    public double Between(double lower, double upper) => lower + ((upper - lower) * _random.NextDouble());
}
