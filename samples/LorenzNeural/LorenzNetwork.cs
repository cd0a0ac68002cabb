using System;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ScalableMNN.Samples.LorenzNeural;

/// <summary>
/// Discovery as in Pervez et al., Mechanistic Neural Networks for Scientific Machine Learning (ICML 2024): a network cleans a window of data, candidate terms of the cleaned states times learned coefficients
/// are the rates, and the mechanistic layer solves for the trajectory that has them.
/// </summary>
public sealed class LorenzNetwork : nn.Module<Tensor, (Tensor Solved, Tensor Cleaned)>
{
    private readonly Sequential cleaner;
    private readonly IntegratedModule model;
    private readonly Parameter weights;
    private readonly Tensor whitening;
    private readonly Tensor mask;
    private readonly Tensor mean;

    /// <summary>Makes the network.</summary>
    /// <param name="data">States, (count, 3). On a trajectory the candidate terms are nearly dependent: what is learned are the weights of combinations that are orthonormal on these data.</param>
    public LorenzNetwork(Tensor data)
        : base(nameof(LorenzNetwork))
    {
        const int Numbers = 3 * LorenzWindows.Points;
        cleaner = nn.Sequential(nn.Linear(Numbers, 128, dtype: float64), nn.Tanh(), nn.Linear(128, Numbers, dtype: float64));
        model = new IntegratedModule(LorenzWindows.Points, dtype: float64);
        weights = new Parameter(zeros(LorenzWindows.Terms.Length, 3, dtype: float64));
        var (_, triangle) = linalg.qr(Candidates(data.unsqueeze(0)).squeeze(0));
        whitening = (linalg.inv(triangle) * Math.Sqrt(data.size(0))).contiguous();
        mask = ones(LorenzWindows.Terms.Length, 3, dtype: float64);
        mean = zeros(LorenzWindows.Terms.Length, 3, dtype: float64);

        // At first nothing is cleaned.
        using (no_grad())
        {
            foreach (var (name, parameter) in cleaner.named_parameters())
            {
                if (name.StartsWith('2'))
                {
                    parameter.mul_(0.01);
                }
            }
        }

        RegisterComponents();
    }

    /// <summary>The coefficients, (10, 3), those that were dropped at zero.</summary>
    public Tensor Coefficients => whitening.matmul(weights) * mask;

    /// <inheritdoc/>
    public override (Tensor Solved, Tensor Cleaned) forward(Tensor input)
    {
        var cleaned = input + (0.1 * cleaner.call(input.flatten(1)).view(input.shape));
        var rates = Candidates(cleaned).matmul(Coefficients);
        var solved = model.call(rates.transpose(-1, -2), cleaned[.., 0].unsqueeze(-1));
        return (IntegratedModule.U(solved).transpose(-1, -2), cleaned);
    }

    /// <summary>The loss: trajectory and cleaned data near the data and near each other, and few coefficients.</summary>
    public Tensor Loss(Tensor window, double sparsity)
    {
        var (solved, cleaned) = call(window);
        return nn.functional.mse_loss(solved, window) + nn.functional.mse_loss(cleaned, window) + nn.functional.mse_loss(solved, cleaned) + (sparsity * Coefficients.abs().mean());
    }

    /// <summary>Takes the coefficients of a training step into their running mean over some two hundred steps, beside which a single step says little.</summary>
    public void Follow()
    {
        using var off = no_grad();
        mean.mul_(0.995).add_(Coefficients * 0.005);
    }

    /// <summary>Drops of each rate the coefficient whose running mean is smallest, where that is below a threshold: what is left has to settle before the next.</summary>
    /// <param name="threshold">The threshold.</param>
    public void Drop(double threshold)
    {
        using var off = no_grad();
        var sizes = mean.abs().where(mask.ne(0), tensor(double.PositiveInfinity));
        var smallest = sizes.argmin(0, keepdim: true);
        mask.scatter_(0, smallest, sizes.gather(0, smallest).gt(threshold).to(float64) * mask.gather(0, smallest));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            cleaner.Dispose();
            model.Dispose();
            weights.Dispose();
            whitening.Dispose();
            mask.Dispose();
            mean.Dispose();
        }

        base.Dispose(disposing);
    }

    private static Tensor Candidates(Tensor states)
    {
        var (x, y, z) = (states[.., .., 0], states[.., .., 1], states[.., .., 2]);
        return stack([ones_like(x), x, y, z, x * x, x * y, x * z, y * y, y * z, z * z], -1);
    }
}
