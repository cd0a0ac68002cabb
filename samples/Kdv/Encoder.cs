using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using static TorchSharp.torch;

namespace ScalableMNN.Samples.Kdv;

/// <summary>A residual network over space, which is a circle: frames (B, 10, 256) in, channels (B, outputs, 256) out.</summary>
public sealed class Encoder : nn.Module<Tensor, Tensor>
{
    private readonly TorchSharp.Modules.Sequential layers;

    /// <summary>Makes the network.</summary>
    /// <param name="outputs">Channels at the end.</param>
    /// <param name="hidden">Channels in between.</param>
    /// <param name="blocks">Residual blocks.</param>
    public Encoder(int outputs, int hidden, int blocks)
        : base(nameof(Encoder))
    {
        List<nn.Module<Tensor, Tensor>> parts = [new CircularConvolution(Frames, hidden)];
        parts.AddRange(Enumerable.Range(0, blocks).Select(_ => new Residual(hidden)));
        parts.Add(new CircularConvolution(hidden, outputs));
        layers = nn.Sequential(parts);
        RegisterComponents();
    }

    /// <summary>How many frames go in.</summary>
    public static int Frames => 10;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => layers.call(input);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            layers.Dispose();
        }

        base.Dispose(disposing);
    }

    private sealed class Residual : nn.Module<Tensor, Tensor>
    {
        private readonly nn.Module<Tensor, Tensor> inner;

        public Residual(int channels)
            : base(nameof(Residual))
        {
            inner = nn.Sequential(nn.GELU(), new CircularConvolution(channels, channels), nn.GELU(), new CircularConvolution(channels, channels));
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => input + inner.call(input);
    }
}
