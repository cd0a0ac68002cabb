namespace ScalableMNN.Runtime.Models;

/// <summary>A state that doses reach.</summary>
/// <param name="State">Index of the state.</param>
/// <param name="Bioavailability">Which of the expressions says which part of a dose arrives; -1 where all of it does.</param>
/// <param name="Lag">Which of the expressions says how much later it arrives; -1 where it does at once.</param>
public sealed record MarchedDose(int State, int Bioavailability, int Lag);
