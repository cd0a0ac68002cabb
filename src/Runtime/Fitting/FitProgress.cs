namespace ScalableMNN.Runtime.Fitting;

/// <summary>How far a fit has come.</summary>
/// <param name="Iteration">How many improvements it has found.</param>
/// <param name="Loss">The smallest loss so far, over all trajectories.</param>
/// <param name="GradientNorm">The largest component of the gradient there, in the minimiser's coordinates; where trajectories are fitted one by one, that of the one that has just improved.</param>
public readonly record struct FitProgress(int Iteration, double Loss, double GradientNorm);
