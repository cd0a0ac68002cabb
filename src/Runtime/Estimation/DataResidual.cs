using ScalableMNN.Runtime.Schedules;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>A measured value and what the fit says of it.</summary>
/// <param name="Observable">The name of the observable.</param>
/// <param name="Trajectory">Index of the trajectory.</param>
/// <param name="Point">Index of the grid point.</param>
/// <param name="Time">Its time.</param>
/// <param name="Measured">The measured value.</param>
/// <param name="Fitted">The fitted one.</param>
/// <param name="Standardised">Measured minus fitted, in units of the noise; on the logarithm where values are log-normal. NaN for a value that is censored.</param>
/// <param name="Censoring">Whether the value is censored; <paramref name="Measured"/> is then its limit, or the middle between both.</param>
public readonly record struct DataResidual(string Observable, int Trajectory, int Point, double Time, double Measured, double Fitted, double Standardised, Censoring Censoring = Censoring.None);
