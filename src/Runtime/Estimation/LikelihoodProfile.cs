using System.Collections.Generic;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>The profile likelihood of a parameter.</summary>
/// <param name="Parameter">The name of the coefficient.</param>
/// <param name="Points">The values that it was held at, increasing, with what they cost.</param>
/// <param name="Lower">Lower end of the confidence interval; NaN where the profile does not rise enough on this side, so that the data give no such bound.</param>
/// <param name="Upper">Upper end of it.</param>
/// <param name="Threshold">The deviance at the ends of the interval.</param>
public sealed record LikelihoodProfile(string Parameter, IReadOnlyList<ProfilePoint> Points, double Lower, double Upper, double Threshold);

/// <summary>A point of a profile.</summary>
/// <param name="Value">The value at which the parameter was held.</param>
/// <param name="Deviance">By how much the misfit, in units of the noise, exceeds its minimum.</param>
/// <param name="Status">How the estimation of everything else ended.</param>
public readonly record struct ProfilePoint(double Value, double Deviance, EstimateStatus Status);
