using System;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ScalableMNN.Samples.SeaSurfaceTemperature;

/// <summary>
/// The past of each cell and the time of year in, the weeks to come out, (B, cells, weeks): a network makes the initial values of four oscillations for each cell, and the mechanistic layer solves their equations over
/// all weeks at once. Two oscillations have the year and half of it for a period and never fade; period, fading and level of the two others are learned for each cell. They belong to the place and not to the moment:
/// made from the past like the initial values, they fit the training windows better and new ones worse.
/// </summary>
public sealed class MechanisticForecaster : nn.Module<Tensor, Tensor, Tensor>
{
    private const int Modes = 4;

    private readonly Encoder encoder;
    private readonly ModeModule model;
    private readonly Parameter laws;
    private readonly Tensor frequencies = 2 * Math.PI / tensor(new[] { 1, 0.5, 4, 1.5 });

    /// <summary>Makes the network.</summary>
    public MechanisticForecaster(int cells, int weeks, int hidden)
        : base(nameof(MechanisticForecaster))
    {
        encoder = new Encoder(cells, 2 * Modes, hidden);
        model = new ModeModule(weeks, dtype: float64);
        laws = new Parameter(zeros(3, cells, 2, dtype: float64));
        RegisterComponents();
    }

    /// <summary>Damping, frequency and level of the two slow oscillations, (cells, 2) each: within a factor of e, or of its root, around what is likely, so that no forecast runs away.</summary>
    public (Tensor Damping, Tensor Frequency, Tensor Level) Laws => (tanh(laws[0]).exp(), frequencies[2..] * (0.5 * tanh(laws[1])).exp(), laws[2]);

    /// <inheritdoc/>
    public override Tensor forward(Tensor input1, Tensor input2)
    {
        var (slowDamping, slowFrequency, level) = Laws;
        var frequency = cat([frequencies[..2].expand(laws.size(1), 2), slowFrequency], -1);
        var stiffness = frequency.pow(2);

        // The season neither fades nor has a level.
        var damping = nn.functional.pad(slowDamping, [2, 0]);
        var drive = stiffness * nn.functional.pad(level, [2, 0]);

        // Rates in the unit in which they are as large as the values.
        var made = encoder.call(input1, input2);
        var initial = stack([made[.., .., ..Modes], frequency * made[.., .., Modes..]], -1);
        return ModeModule.U(model.call(damping, stiffness, drive, initial)).sum(2);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            encoder.Dispose();
            model.Dispose();
            laws.Dispose();
            frequencies.Dispose();
        }

        base.Dispose(disposing);
    }
}

/// <summary>The same without equations: the network's outputs are the weeks to come.</summary>
public sealed class PlainForecaster : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly Encoder encoder;

    /// <summary>Makes the network.</summary>
    public PlainForecaster(int cells, int weeks, int hidden)
        : base(nameof(PlainForecaster))
    {
        encoder = new Encoder(cells, weeks, hidden);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input1, Tensor input2) => encoder.call(input1, input2);

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
