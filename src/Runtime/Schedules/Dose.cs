namespace ScalableMNN.Runtime.Schedules;

/// <summary>An amount that a schedule gives to a state.</summary>
/// <param name="Index">Which of the model's doses, see <see cref="Models.MarchDescription.Doses"/>.</param>
/// <param name="Time">When it is given, or begins.</param>
/// <param name="Duration">How long it takes; 0 for one that is given at once.</param>
/// <param name="Amount">How much altogether.</param>
internal readonly record struct Dose(int Index, double Time, double Duration, double Amount)
{
    /// <summary>The rate of an infusion.</summary>
    public double Rate => Amount / Duration;
}
