using System;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>The estimate of a parameter.</summary>
/// <param name="Name">The name of the coefficient.</param>
/// <param name="Trajectory">Index of the trajectory, or null for a parameter of the whole model.</param>
/// <param name="Value">The estimate; NaN where the data do not determine it.</param>
/// <param name="StandardError">Its standard error, from the curvature at the minimum; NaN where it is not known, and at a bound.</param>
/// <param name="Lower">Lower end of the confidence interval: Student's t, or the normal distribution where the noise is given, cut off at the bounds of the parameter.</param>
/// <param name="Upper">Upper end of it.</param>
/// <param name="IsAtBound">Whether it stands at one of its bounds, where standard errors mean nothing.</param>
public sealed record ParameterEstimate(string Name, int? Trajectory, double Value, double StandardError, double Lower, double Upper, bool IsAtBound)
{
    /// <summary>Makes an estimate of what was found.</summary>
    /// <param name="name">The name of the coefficient.</param>
    /// <param name="trajectory">Index of the trajectory, or null.</param>
    /// <param name="value">Where the estimation ended.</param>
    /// <param name="lower">The lower bound.</param>
    /// <param name="upper">The upper bound.</param>
    /// <param name="isLost">Whether the data do not determine it.</param>
    /// <param name="deviation">The standard error, NaN where it is not known.</param>
    /// <param name="quantile">Half of the confidence interval, in standard errors.</param>
    internal static ParameterEstimate Of(string name, int? trajectory, double value, double lower, double upper, bool isLost, double deviation, double quantile)
    {
        if (isLost)
        {
            return new ParameterEstimate(name, trajectory, double.NaN, double.NaN, double.NaN, double.NaN, false);
        }

        return IsAt(lower, value - lower) || IsAt(upper, upper - value)
            ? new ParameterEstimate(name, trajectory, value, double.NaN, double.NaN, double.NaN, true)
            : new ParameterEstimate(name, trajectory, value, deviation, Math.Max(lower, value - (quantile * deviation)), Math.Min(upper, value + (quantile * deviation)), false);
    }

    /// <summary>Whether a value stands at a bound, or within what rounding leaves of it where data say next to nothing.</summary>
    private static bool IsAt(double bound, double inside)
    {
        const double Rounding = 1e-9;
        return double.IsFinite(bound) && inside <= Rounding * Math.Abs(bound);
    }
}
