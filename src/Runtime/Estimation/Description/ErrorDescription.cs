using ScalableMNN.Dsl;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>How measured values scatter about the prediction.</summary>
/// <param name="Model">The error model.</param>
/// <param name="NoiseStart">Where the estimation of the noise starts; NaN for what the data are in size.</param>
/// <param name="Proportional">The standard deviation in proportion to the prediction where it is known, otherwise NaN.</param>
/// <param name="ProportionalStart">Where its estimation starts; NaN for 0.1.</param>
/// <param name="DegreesOfFreedom">Those of Student's t.</param>
public sealed record ErrorDescription(ErrorModel Model, double NoiseStart, double Proportional, double ProportionalStart, double DegreesOfFreedom)
{
    /// <summary>Values scatter normally, with one deviation.</summary>
    public static ErrorDescription Additive { get; } = new(ErrorModel.Additive, double.NaN, double.NaN, double.NaN, 4);

    /// <summary>Whether there is a noise that is the same for every value, or the same on the logarithm.</summary>
    internal bool HasNoise => Model is not (ErrorModel.Proportional or ErrorModel.Poisson);

    /// <summary>Whether there is one in proportion to the prediction.</summary>
    internal bool HasProportional => Model is ErrorModel.Proportional or ErrorModel.Combined;
}
