namespace ScalableMNN.Runtime.Schedules;

/// <summary>An event at a time that a schedule says.</summary>
/// <param name="Index">Which of the model's events.</param>
/// <param name="Time">When.</param>
internal readonly record struct ScheduledEvent(int Index, double Time);
