namespace ScalableMNN.Runtime.Marching;

/// <summary>What happens at one time, or the beginning of the march.</summary>
/// <param name="Time">When.</param>
/// <param name="What">What happens; null for the beginning.</param>
/// <param name="Before">The slopes of the components before it.</param>
/// <param name="After">The slopes of the components after it.</param>
/// <param name="Rates">The rates of infusions after it, as they are given; empty where none runs.</param>
/// <param name="Unknowns">Of an event, all unknowns just before it.</param>
internal sealed record MarchedJump(double Time, Happening? What, double[] Before, double[] After, double[] Rates, double[] Unknowns) : MarchedPart
{
    /// <summary>The modes of switches before it.</summary>
    public double[] ModesBefore { get; init; } = [];
}
