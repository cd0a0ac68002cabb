namespace ScalableMNN.Runtime.Models;

/// <summary>A state that doses reach.</summary>
/// <param name="State">Index of the state.</param>
/// <param name="Bioavailability">Which of the expressions says which part of a dose arrives; -1 where all of it does.</param>
/// <param name="Lag">Which of the expressions says how much later it arrives; -1 where it does at once.</param>
public sealed record MarchedDose(int State, int Bioavailability, int Lag)
{
    /// <summary>Which of the expressions says the rate of infusions whose rate is the model's to say; -1 for none.</summary>
    public int Rate { get; init; } = -1;

    /// <summary>Which of the expressions says the duration of infusions whose duration is the model's to say; -1 for none.</summary>
    public int Duration { get; init; } = -1;
}
