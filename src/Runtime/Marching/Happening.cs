namespace ScalableMNN.Runtime.Marching;

/// <summary>Something that happens to a trajectory at a time: an amount is added to a component, the rates of infusions become others, or an event of the model.</summary>
/// <param name="Time">When, lag included.</param>
/// <param name="Dose">Which of the model's doses; -1 for an event.</param>
/// <param name="Amount">How much is given; which part of it arrives is for the bioavailability to say.</param>
/// <param name="Rates">The rates of all doses from then on, as they are given; null where they stay.</param>
/// <param name="Event">Which of the model's events; -1 for a dose.</param>
internal readonly record struct Happening(double Time, int Dose, double Amount, double[]? Rates, int Event = -1);
