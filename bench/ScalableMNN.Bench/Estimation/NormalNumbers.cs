using System;

namespace ScalableMNN.Bench.Estimation;

/// <summary>Normally distributed numbers (Box and Muller), the same ones every time.</summary>
internal sealed class NormalNumbers(int seed)
{
    private readonly Random _random = new(seed);

    public double Next(double deviation) => deviation * Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    public double Between(double lower, double upper) => lower + ((upper - lower) * _random.NextDouble());
}
