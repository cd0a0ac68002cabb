using System;
using TorchSharp;
using static TorchSharp.torch;

namespace ScalableMNN.Samples.SeaSurfaceTemperature;

/// <summary>Reads the past of each cell: temperatures (B, cells, 156) and the time of year (B) in, (B, cells, outputs) out. Every cell by the same network, which is told the cell.</summary>
public sealed class Encoder : nn.Module<Tensor, Tensor, Tensor>
{
    // Means over four weeks: what changes faster says little about the years to come.
    private const int Together = 4;

    private readonly nn.Module<Tensor, Tensor> straight;
    private readonly nn.Module<Tensor, Tensor> curved;
    private readonly Tensor names;

    /// <summary>Makes the network.</summary>
    public Encoder(int cells, int outputs, int hidden)
        : base(nameof(Encoder))
    {
        var inputs = (Weeks / Together) + 3 + cells;
        straight = nn.Linear(inputs, outputs, dtype: float64);
        curved = nn.Sequential(nn.Linear(inputs, hidden, dtype: float64), nn.Tanh(), nn.Linear(hidden, outputs, dtype: float64));
        names = eye(cells, dtype: float64);
        RegisterComponents();
    }

    /// <summary>How many weeks it sees.</summary>
    public static int Weeks => 156;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input1, Tensor input2)
    {
        long[] shape = [input1.size(0), input1.size(1)];
        var angle = (input2 * (2 * Math.PI)).view(-1, 1, 1).expand(shape[0], shape[1], 1);
        var seen = cat(
            [
                input1.unflatten(2, [Weeks / Together, Together]).mean([-1]),
                input1.narrow(-1, -1, 1),
                cos(angle),
                sin(angle),
                names.expand(shape[0], shape[1], shape[1]),
            ],
            -1);
        return straight.call(seen) + curved.call(seen);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            straight.Dispose();
            curved.Dispose();
            names.Dispose();
        }

        base.Dispose(disposing);
    }
}
