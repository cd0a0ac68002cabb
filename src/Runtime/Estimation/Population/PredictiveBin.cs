namespace ScalableMNN.Runtime.Estimation.Population;

/// <summary>What was measured in a stretch of time, beside what the model would have there.</summary>
/// <param name="From">The first time.</param>
/// <param name="To">The last time.</param>
/// <param name="Count">How many values were measured.</param>
/// <param name="Low">The quantile of 5 %.</param>
/// <param name="Middle">The median.</param>
/// <param name="High">The quantile of 95 %.</param>
public sealed record PredictiveBin(double From, double To, int Count, PredictiveQuantile Low, PredictiveQuantile Middle, PredictiveQuantile High);

/// <summary>A quantile of measured values, beside the same one of each simulated study.</summary>
/// <param name="Measured">That of the measured values.</param>
/// <param name="Lower">The lower end of what studies have.</param>
/// <param name="Median">The median over studies.</param>
/// <param name="Upper">The upper end.</param>
public readonly record struct PredictiveQuantile(double Measured, double Lower, double Median, double Upper)
{
    /// <summary>Whether the measured one is among those of the studies.</summary>
    public bool IsWithin => Lower <= Measured && Measured <= Upper;
}
