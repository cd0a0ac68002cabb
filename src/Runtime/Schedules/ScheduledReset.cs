namespace ScalableMNN.Runtime.Schedules;

/// <summary>A time at which all states become their initial values.</summary>
/// <param name="Time">When.</param>
/// <param name="Doses">How many doses were said before; those of them that are given by then are over.</param>
internal readonly record struct ScheduledReset(double Time, int Doses);
