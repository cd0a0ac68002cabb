using TorchSharp;
using static TorchSharp.torch;

namespace ScalableMNN.Samples.LogisticParameters;

/// <summary>An autoencoder whose decoder is the model: noisy counts in, rate, capacity and initial count in the middle, a logistic curve out.</summary>
public sealed class PopulationNetwork : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> encoder;
    private readonly LogisticModule model;

    /// <summary>Makes the network.</summary>
    public PopulationNetwork()
        : base(nameof(PopulationNetwork))
    {
        encoder = nn.Sequential(
            nn.Linear(Populations.Points, 64, dtype: float64),
            nn.Tanh(),
            nn.Linear(64, 64, dtype: float64),
            nn.Tanh(),
            nn.Linear(64, 3, dtype: float64));
        model = new LogisticModule(Populations.Points, dtype: float64);
        RegisterComponents();
    }

    /// <summary>Infers rate, capacity and initial count, (B) each, from counts (B, T). They are positive and of order one at first.</summary>
    public (Tensor Rate, Tensor Capacity, Tensor Start) Infer(Tensor seen)
    {
        var inferred = nn.functional.softplus(encoder.call(seen) + 0.5);
        return (inferred[.., 0], inferred[.., 1], inferred[.., 2] / 4);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var (rate, capacity, start) = Infer(input);

        // While it learns, the network may ask for growth that the grid cannot follow; the loss leads away from there.
        model.ThrowWhereUnsolved = !training;
        return LogisticModule.N(model.call(rate, capacity, start.unsqueeze(-1)));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            encoder.Dispose();
            model.Dispose();
        }

        base.Dispose(disposing);
    }
}
