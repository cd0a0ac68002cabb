namespace ScalableMNN.Runtime.Marching;

/// <summary>A dose that has been repeated for ever: what happens within one interval of it, from the time of a record on.</summary>
/// <param name="Time">The time of the record, at which values are held.</param>
/// <param name="Interval">How long it is from one dose to the next; NaN for an infusion at a constant rate, or for none at all.</param>
/// <param name="Running">The infusions that run at the beginning of the interval, before anything happens in it.</param>
/// <param name="Period">What happens within the interval, in times from its beginning on.</param>
/// <param name="Adds">Whether the steady state is added to what is there, instead of taking its place.</param>
internal sealed record SteadyRegimen(double Time, double Interval, RunningInfusions Running, Happening[] Period, bool Adds);
