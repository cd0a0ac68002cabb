using TorchSharp;
using static TorchSharp.torch;

namespace ScalableMNN.Samples.Kdv;

/// <summary>Ten frames of a wave in, the next ten out, (B, 10, 256) both: at each point in space a network writes an equation of fourth order, and the mechanistic layer solves it.</summary>
public sealed class MechanisticForecaster : nn.Module<Tensor, Tensor>
{
    // For each of the ten points in time five coefficients and a right-hand side; four initial values; nine steps.
    private const int Times = 10;
    private const int Outputs = (6 * Times) + 4 + (Times - 1);

    private readonly Encoder encoder;
    private readonly PointInSpaceModule model;

    /// <summary>Makes the network.</summary>
    public MechanisticForecaster(int hidden, int blocks)
        : base(nameof(MechanisticForecaster))
    {
        encoder = new Encoder(Outputs, hidden, blocks);
        model = new PointInSpaceModule(dtype: float32);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        // (B, 256, outputs): each point in space is a trajectory.
        var made = encoder.call(input).transpose(1, 2);
        var perTime = made[.., .., ..(6 * Times)].unflatten(2, [6, Times]);
        var start = made[.., .., (6 * Times)..((6 * Times) + 4)];
        var last = input[.., -1].unsqueeze(-1);
        var solved = model.call(new PointInSpaceModule.Tensors
        {
            // Before training the equation says that nothing moves: u = the last frame.
            C0 = 1 + perTime[.., .., 0],
            C1 = perTime[.., .., 1],
            C2 = perTime[.., .., 2],
            C3 = perTime[.., .., 3],
            C4 = perTime[.., .., 4],
            Right = last + perTime[.., .., 5],
            InitialU = nn.functional.pad(last, [0, 3]) + start,

            // Around one: the unit of time is about that between two frames, and derivatives are of the size of the wave.
            Steps = 0.5 + made[.., .., ((6 * Times) + 4)..].sigmoid(),
        });
        return PointInSpaceModule.U(solved).transpose(1, 2);
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

/// <summary>The same without an equation: the network's channels are the changes since the last frame.</summary>
public sealed class PlainForecaster : nn.Module<Tensor, Tensor>
{
    private readonly Encoder encoder;

    /// <summary>Makes the network.</summary>
    public PlainForecaster(int hidden, int blocks)
        : base(nameof(PlainForecaster))
    {
        encoder = new Encoder(Encoder.Frames, hidden, blocks);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => input.narrow(1, -1, 1) + encoder.call(input);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            encoder.Dispose();
        }

        base.Dispose(disposing);
    }
}
