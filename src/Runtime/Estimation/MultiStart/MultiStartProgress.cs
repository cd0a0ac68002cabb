namespace ScalableMNN.Runtime.Estimation.MultiStart;

/// <summary>How far an estimation from many starts has come.</summary>
/// <param name="Ended">How many starts have ended.</param>
/// <param name="Starts">How many there are.</param>
/// <param name="Best">The lowest objective of a minimum so far; NaN before there is one.</param>
public readonly record struct MultiStartProgress(int Ended, int Starts, double Best);
