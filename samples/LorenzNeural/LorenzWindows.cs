using System.Linq;
using MathNet.Numerics.OdeSolvers;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;
using Vector = MathNet.Numerics.LinearAlgebra.Vector<double>;

namespace ScalableMNN.Samples.LorenzNeural;

/// <summary>A trajectory of the equations of Lorenz in tenths, seen with noise, and windows of it. Lorenz, Deterministic nonperiodic flow, Journal of the Atmospheric Sciences 20 (1963).</summary>
public sealed class LorenzWindows
{
    /// <summary>Grid points of a window, 0.01 apart.</summary>
    public const int Points = 50;

    /// <summary>Simulates the trajectory.</summary>
    /// <param name="count">Number of points.</param>
    /// <param name="noise">Standard deviation of the noise, as a fraction of that of each state.</param>
    public LorenzWindows(int count, double noise)
    {
        // Ten steps of the integrator to each point, after a while in which the trajectory finds the attractor.
        const int Substeps = 10;
        const int Skipped = 500;
        var steps = (count + Skipped - 1) * Substeps;
        var path = RungeKutta.FourthOrder(Vector.Build.Dense([-0.8, 0.7, 2.7]), 0, 0.01 * steps / Substeps, steps + 1, static (_, u) =>
            Vector.Build.Dense([10 * (u[1] - u[0]), (28 * u[0]) - u[1] - (10 * u[0] * u[2]), (10 * u[0] * u[1]) - (8.0 / 3 * u[2])]));
        Clean = torch.tensor(Enumerable.Range(Skipped, count).SelectMany(i => path[i * Substeps]).ToArray(), [count, 3]);
        Seen = Clean + (noise * Clean.std(0, unbiased: false) * torch.randn_like(Clean));
    }

    /// <summary>The trajectory without noise, (count, 3).</summary>
    public Tensor Clean { get; }

    /// <summary>The trajectory with noise.</summary>
    public Tensor Seen { get; }

    /// <summary>The names of the ten candidate terms.</summary>
    public static string[] Terms { get; } = ["1", "x", "y", "z", "x x", "x y", "x z", "y y", "y z", "z z"];

    /// <summary>The true coefficients, (10, 3), for states in tenths.</summary>
    public static double[,] Truth { get; } = new double[,]
    {
        { 0, 0, 0 },
        { -10, 28, 0 },
        { 10, -1, 0 },
        { 0, 0, -8.0 / 3 },
        { 0, 0, 0 },
        { 0, 0, 10 },
        { 0, -10, 0 },
        { 0, 0, 0 },
        { 0, 0, 0 },
        { 0, 0, 0 },
    };

    /// <summary>Draws windows, (batch, T, 3).</summary>
    public Tensor Draw(int batch)
    {
        var starts = torch.randint(0, Seen.size(0) - Points + 1, [batch, 1], dtype: torch.int64);
        return Seen[starts + torch.arange(Points, dtype: torch.int64)];
    }
}
