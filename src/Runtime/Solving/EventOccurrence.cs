namespace ScalableMNN.Runtime.Solving;

/// <summary>An event that has happened.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Time">When.</param>
public readonly record struct EventOccurrence(string Name, double Time);
