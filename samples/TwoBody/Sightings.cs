using System;
using System.Linq;
using MathNet.Numerics.Distributions;

namespace ScalableMNN.Samples.TwoBody;

/// <summary>Noisy positions of both bodies at irregular times.</summary>
/// <param name="Times">The times, years, increasing.</param>
/// <param name="X1">Positions of the first body along the first axis, astronomical units.</param>
/// <param name="Y1">And along the second one.</param>
/// <param name="X2">Positions of the second body along the first axis.</param>
/// <param name="Y2">And along the second one.</param>
public sealed record Sightings(double[] Times, double[] X1, double[] Y1, double[] X2, double[] Y2)
{
    /// <summary>Makes sightings of an orbit, spread over the nights of a span of years at random; the first one is at its start.</summary>
    /// <param name="orbit">The orbit.</param>
    /// <param name="count">How many.</param>
    /// <param name="years">The span.</param>
    /// <param name="noise">Standard deviation of every coordinate.</param>
    /// <param name="seed">The same seed gives the same sightings.</param>
    /// <returns>The sightings.</returns>
    public static Sightings Of(KeplerOrbit orbit, int count, double years, double noise, int seed)
    {
        const double Night = 1 / 365.25;
        var random = new Random(seed);
        var nights = Enumerable.Range(1, (int)(years / Night)).ToArray();
        random.Shuffle(nights);
        double[] times = [0, .. nights.Take(count - 1).Order().Select(static night => night * Night)];
        var positions = times.Select(orbit.At).ToArray();
        return new Sightings(
            times,
            Noisy(static at => at.X1),
            Noisy(static at => at.Y1),
            Noisy(static at => at.X2),
            Noisy(static at => at.Y2));

        double[] Noisy(Func<(double X1, double Y1, double X2, double Y2), double> coordinate) =>
            [.. positions.Select(at => coordinate(at) + Normal.Sample(random, 0, noise))];
    }
}
