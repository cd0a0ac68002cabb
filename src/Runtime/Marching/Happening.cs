namespace ScalableMNN.Runtime.Marching;

/// <summary>Something that happens to a trajectory at a time: an amount is added to a component, the rates of infusions become others, an event of the model, a reset, or a steady state.</summary>
/// <param name="Time">When, lag included.</param>
/// <param name="Dose">Which of the model's doses; -1 for what is none.</param>
/// <param name="Amount">How much is given; which part of it arrives is for the bioavailability to say.</param>
/// <param name="Rates">The infusions that run from then on; null where they stay as they are.</param>
/// <param name="Event">Which of the model's events; -1 for what is none.</param>
internal readonly record struct Happening(double Time, int Dose, double Amount, RunningInfusions? Rates, int Event = -1)
{
    /// <summary>How much of the amount arrives.</summary>
    public double Arrives { get; init; }

    /// <summary>How its time depends on what the model says of doses.</summary>
    public TimeShift[] Shifts { get; init; } = [];

    /// <summary>Whether all states become their initial values.</summary>
    public bool Resets { get; init; }

    /// <summary>The regimen whose steady state the states come to; null for none.</summary>
    public SteadyRegimen? Regimen { get; init; }
}
