using System;
using System.Linq;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.OdeSolvers;
using MathNet.Numerics.Statistics;

namespace ScalableMNN.Samples.LorenzDiscovery;

/// <summary>Points on a trajectory of the equations of Lorenz, with sigma = 10, rho = 28, beta = 8/3, from (-8, 7, 27).</summary>
/// <param name="Points">The state at each time, one row of x, y and z.</param>
public sealed record LorenzData(double[][] Points)
{
    /// <summary>Seconds between two points.</summary>
    public const double Step = 0.01;

    // The error of the Runge-Kutta method at this many steps between two points is below 1e-8 at the end of 1000 points, although errors grow by a factor of some thousand on the way.
    private const int Substeps = 100;

    /// <summary>The coefficients, by the names that the libraries give them.</summary>
    public static (string Coefficient, double Value)[] Truth { get; } =
    [
        ("XRateX", -10), ("XRateY", 10), ("YRateX", 28), ("YRateY", -1), ("YRateXZ", -1), ("ZRateZ", -8.0 / 3), ("ZRateXY", 1),
    ];

    /// <summary>Computes a trajectory.</summary>
    /// <param name="count">Number of points.</param>
    public static LorenzData Simulate(int count)
    {
        var start = Vector<double>.Build.Dense([-8, 7, 27]);
        var end = (count - 1) * Step;
        var path = RungeKutta.FourthOrder(start, 0, end, ((count - 1) * Substeps) + 1, static (_, s) =>
            Vector<double>.Build.Dense([10 * (s[1] - s[0]), (s[0] * (28 - s[2])) - s[1], (s[0] * s[1]) - (8.0 / 3 * s[2])]));
        return new LorenzData([.. Enumerable.Range(0, count).Select(i => path[i * Substeps].ToArray())]);
    }

    /// <summary>Adds normally distributed noise.</summary>
    /// <param name="fraction">Its standard deviation, as a fraction of that of each state.</param>
    /// <param name="seed">Where the random numbers begin.</param>
    public LorenzData WithNoise(double fraction, int seed)
    {
        var random = new Random(seed);
        var deviations = Enumerable.Range(0, 3).Select(state => ArrayStatistics.PopulationStandardDeviation([.. Points.Select(point => point[state])])).ToArray();
        return new LorenzData([.. Points.Select(point => point.Select((value, state) => fraction == 0 ? value : value + Normal.Sample(random, 0, fraction * deviations[state])).ToArray())]);
    }
}
