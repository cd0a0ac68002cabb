using System;

namespace ScalableMNN.Runtime.Estimation.Shooting;

/// <summary>
/// A number that is held near a value by a row of its own, while everything else is estimated: for a profile of what is no parameter of the model. Where the iterations come to rest, the misfit of the data is the least that
/// there is at the number's value there, whatever the weight of the row: both have the same Lagrangian.
/// </summary>
/// <param name="Trajectory">Whose it is; null for one of the whole model.</param>
/// <param name="Value">The number at a point.</param>
/// <param name="Slopes">Its derivatives with respect to all columns, those of a trajectory first, each on its own scale.</param>
/// <param name="Target">Where it is held.</param>
/// <param name="Deviation">How closely.</param>
internal sealed record Tether(int? Trajectory, Func<ShootingPoint, double> Value, Func<ShootingPoint, double[]> Slopes, double Target, double Deviation)
{
    /// <summary>What is left of it, in units of its deviation.</summary>
    public double ResidualAt(ShootingPoint point) => (Target - Value(point)) / Deviation;
}
