using System.Linq;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace ScalableMNN.Samples.LogisticParameters;

/// <summary>Populations that grow logistically, seen with noise: (B, T) counts, and what they were made from.</summary>
/// <param name="Seen">The noisy counts.</param>
/// <param name="Clean">The counts without noise.</param>
/// <param name="Rate">r of each.</param>
/// <param name="Capacity">K of each.</param>
public sealed record Populations(Tensor Seen, Tensor Clean, Tensor Rate, Tensor Capacity)
{
    /// <summary>Number T of grid points, 0.2 apart.</summary>
    public const int Points = 40;

    /// <summary>Standard deviation of the noise.</summary>
    public const double Noise = 0.05;

    /// <summary>The times of the points.</summary>
    public static double[] Times { get; } = [.. Enumerable.Range(0, Points).Select(static point => 0.2 * point)];

    /// <summary>Draws populations: r in [0.6, 2.4], K in [0.6, 1.8], N(0) in [0.05, 0.4]; the curves are the closed form of the solution.</summary>
    public static Populations Draw(int count)
    {
        var rate = (torch.rand(count, dtype: torch.float64) * 1.8) + 0.6;
        var capacity = (torch.rand(count, dtype: torch.float64) * 1.2) + 0.6;
        var start = (torch.rand(count, dtype: torch.float64) * 0.35) + 0.05;
        var times = torch.tensor(Times);
        var decay = torch.exp(-rate.unsqueeze(1) * times);
        var clean = capacity.unsqueeze(1) / (1 + ((capacity / start) - 1).unsqueeze(1) * decay);
        return new Populations(clean + (Noise * torch.randn_like(clean)), clean, rate, capacity);
    }
}
