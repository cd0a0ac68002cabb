using System.Linq;
using TorchSharp;
using static TorchSharp.torch;

namespace ScalableMNN.Samples.Kdv;

/// <summary>
/// A convolution over five neighbours on a circle, (B, from, points) in, (B, to, points) out, as one product of matrices. <c>nn.Conv1d</c> with circular padding is the same function; libtorch 2.10 has been
/// seen to leave NaN in it, and in its gradient, on some processors.
/// </summary>
public sealed class CircularConvolution : nn.Module<Tensor, Tensor>
{
    private const int Reach = 2;

    private readonly TorchSharp.Modules.Linear product;

    /// <summary>Makes the layer.</summary>
    /// <param name="from">Channels that come in.</param>
    /// <param name="to">Channels that go out.</param>
    public CircularConvolution(int from, int to)
        : base(nameof(CircularConvolution))
    {
        product = nn.Linear(((2 * Reach) + 1) * from, to);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var neighbours = cat([.. Enumerable.Range(-Reach, (2 * Reach) + 1).Select(shift => input.roll(shift, -1))], 1);
        return product.call(neighbours.transpose(1, 2)).transpose(1, 2);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            product.Dispose();
        }

        base.Dispose(disposing);
    }
}
