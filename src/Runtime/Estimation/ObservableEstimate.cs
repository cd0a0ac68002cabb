namespace ScalableMNN.Runtime.Estimation;

/// <summary>How well an observable is fitted.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Count">How many values were measured.</param>
/// <param name="SumOfSquares">The sum of the squares of the residuals.</param>
/// <param name="Noise">Standard deviation of the noise.</param>
/// <param name="IsNoiseGiven">Whether the noise was given; otherwise it is estimated.</param>
public sealed record ObservableEstimate(string Name, int Count, double SumOfSquares, double Noise, bool IsNoiseGiven);
