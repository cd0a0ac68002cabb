namespace ScalableMNN.Runtime.Schedules;

/// <summary>An amount that a schedule gives to a state.</summary>
/// <param name="Index">Which of the model's doses, see <see cref="Models.MarchDescription.Doses"/>.</param>
/// <param name="Time">When it is given, or begins.</param>
/// <param name="Amount">How much altogether.</param>
/// <param name="Form">How it is given.</param>
/// <param name="Extent">How long it takes, or its rate, as the form says.</param>
internal readonly record struct Dose(int Index, double Time, double Amount, DoseForm Form, double Extent)
{
    /// <summary>When that was said of which it is a repetition: what resets the states after that ends the repetitions.</summary>
    public double SaidAt { get; init; } = Time;

    /// <summary>Whether it has been repeated for ever.</summary>
    public SteadyForm Steady { get; init; }

    /// <summary>The time from one of these repetitions to the next; 0 for an infusion that has run for ever, and ends at its time.</summary>
    public double Interval { get; init; }

    /// <summary>Whether nothing is given at its time or after: an infusion that has run for ever ends.</summary>
    public bool Ends => Steady != SteadyForm.None && Interval == 0;
}
