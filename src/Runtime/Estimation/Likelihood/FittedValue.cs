using ScalableMNN.Runtime.Schedules;

namespace ScalableMNN.Runtime.Estimation.Likelihood;

/// <summary>A measured value and what is fitted to it.</summary>
/// <param name="Observable">What was measured.</param>
/// <param name="Trajectory">The trajectory.</param>
/// <param name="Point">The grid point.</param>
/// <param name="Value">The value, or what stands for one that is censored.</param>
/// <param name="Limits">Its limits, where it is censored.</param>
/// <param name="Own">Its own deviation, where it has one.</param>
/// <param name="Fitted">The prediction.</param>
internal readonly record struct FittedValue(int Observable, int Trajectory, int Point, double Value, CensoringLimits? Limits, double? Own, double Fitted);
