namespace ScalableMNN.Runtime.Estimation;

/// <summary>The estimate of a parameter.</summary>
/// <param name="Name">The name of the coefficient.</param>
/// <param name="Trajectory">Index of the trajectory, or null for a parameter of the whole model.</param>
/// <param name="Value">The estimate; NaN where the data do not determine it.</param>
/// <param name="StandardError">Its standard error, from the curvature at the minimum; NaN where it is not known, 0 where the parameter was held.</param>
/// <param name="Lower">Lower end of the confidence interval: Student's t, or the normal distribution where the noise is given, cut off at the bounds of the parameter.</param>
/// <param name="Upper">Upper end of it.</param>
/// <param name="IsAtBound">Whether it stands at one of its bounds, where standard errors mean nothing.</param>
public sealed record ParameterEstimate(string Name, int? Trajectory, double Value, double StandardError, double Lower, double Upper, bool IsAtBound);
