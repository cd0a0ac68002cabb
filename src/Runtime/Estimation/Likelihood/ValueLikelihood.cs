namespace ScalableMNN.Runtime.Estimation.Likelihood;

/// <summary>What one measured value says of its prediction.</summary>
/// <param name="MinusTwoLog">Minus twice the logarithm of its likelihood, with all constants.</param>
/// <param name="Slope">The derivative of minus the logarithm by the prediction.</param>
/// <param name="Information">The information on the prediction, positive: expected (Fisher's) for a value that was read, observed for one that is censored.</param>
internal readonly record struct ValueLikelihood(double MinusTwoLog, double Slope, double Information)
{
    /// <summary>The likelihood where the error model has none, as a logarithm of a negative prediction.</summary>
    public static ValueLikelihood None { get; } = new(double.PositiveInfinity, double.NaN, double.NaN);
}
