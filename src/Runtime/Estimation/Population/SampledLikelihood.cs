using System.Globalization;

namespace ScalableMNN.Runtime.Estimation.Population;

/// <summary>The likelihood of a population at its estimate, by importance sampling: without bias, but with chance.</summary>
/// <param name="MinusTwoLogLikelihood">Minus twice its logarithm.</param>
/// <param name="StandardError">The Monte Carlo standard error of that.</param>
/// <param name="Approximation">What the method of the estimate says in its place.</param>
/// <param name="Samples">How many samples of each trajectory.</param>
/// <param name="LeastEffective">How many independent samples those of the worst trajectory are worth: few of many say that the error is not to be trusted.</param>
public readonly record struct SampledLikelihood(double MinusTwoLogLikelihood, double StandardError, double Approximation, int Samples, double LeastEffective)
{
    /// <summary>By how much the approximation is above.</summary>
    public double Difference => Approximation - MinusTwoLogLikelihood;

    /// <summary>It as a sentence.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"-2 log likelihood {MinusTwoLogLikelihood:0.000} +- {StandardError:0.000} by importance sampling ({Samples} samples a trajectory, worth {LeastEffective:0} at least), {Approximation:0.000} by the approximation");
}
