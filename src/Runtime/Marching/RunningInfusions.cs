using System.Collections.Generic;

namespace ScalableMNN.Runtime.Marching;

/// <summary>The rates at which amounts reach states by infusions, at one time, with their derivatives.</summary>
internal sealed class RunningInfusions
{
    /// <summary>No infusion runs.</summary>
    public static readonly RunningInfusions None = new([], []);

    private RunningInfusions(double[] rates, double[] by)
    {
        Rates = rates;
        By = by;
    }

    /// <summary>The rate of each dose of the model, as it arrives; empty where nothing runs.</summary>
    public double[] Rates { get; }

    /// <summary>The derivative of each of these rates with respect to each of the quantities of its dose, in the order of <see cref="DoseQuantities"/>.</summary>
    public double[] By { get; }

    /// <summary>Whether nothing runs.</summary>
    public bool IsNone => Rates.Length == 0;

    /// <summary>Adds up infusions, anew, so that no rounding is left of one that has ended.</summary>
    /// <param name="running">Those that run.</param>
    /// <param name="doses">How many doses the model has.</param>
    public static RunningInfusions Of(IReadOnlyCollection<Infusion> running, int doses)
    {
        if (running.Count == 0)
        {
            return None;
        }

        var (rates, by) = (new double[doses], new double[doses * DoseQuantities.Count]);
        foreach (var infusion in running)
        {
            rates[infusion.Dose] += infusion.Rate;
            by[(infusion.Dose * DoseQuantities.Count) + DoseQuantities.Part] += infusion.ByPart;
            by[(infusion.Dose * DoseQuantities.Count) + DoseQuantities.Rate] += infusion.ByRate;
            by[(infusion.Dose * DoseQuantities.Count) + DoseQuantities.Duration] += infusion.ByDuration;
        }

        return new RunningInfusions(rates, by);
    }
}
