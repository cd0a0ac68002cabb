namespace ScalableMNN.Dsl;

/// <summary>
/// How measured values scatter about what the model predicts: the residual error. f is the prediction, a is <see cref="ObservedAttribute.Noise"/>, b is <see cref="ObservedAttribute.Proportional"/>; both are estimated
/// where they are not given.
/// </summary>
public enum ErrorModel
{
    /// <summary>Normal, with the standard deviation a whatever the prediction is.</summary>
    Additive,

    /// <summary>Normal, with the standard deviation b |f|: a coefficient of variation. The prediction is not zero where something was measured.</summary>
    Proportional,

    /// <summary>Normal, with the variance a^2 + (b f)^2: proportional where much is measured, additive where little is.</summary>
    Combined,

    /// <summary>The logarithm of the value is normal about the logarithm of the prediction, with the standard deviation a. Values and predictions are positive.</summary>
    LogNormal,

    /// <summary>Counts, whose mean and variance are both the prediction. There is nothing to be estimated of the noise; values are 0, 1, 2 and so on.</summary>
    Poisson,

    /// <summary>
    /// Student's t about the prediction, with the scale a and <see cref="ObservedAttribute.DegreesOfFreedom"/>: heavy tails, so that outliers count for little. Source: Lange, Little and Taylor, Robust statistical
    /// modeling using the t distribution, Journal of the American Statistical Association 84, 1989.
    /// </summary>
    StudentT,
}
