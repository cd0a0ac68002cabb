using System;

namespace ScalableMNN.Samples.TwoBody;

/// <summary>The motion of two bodies in closed form: each on an ellipse around their common centre, which moves uniformly. It starts where they are nearest.</summary>
/// <param name="M1">Mass of the first, in masses of the Sun.</param>
/// <param name="M2">Mass of the second.</param>
/// <param name="Axis">Half the long axis of the ellipse of one around the other, astronomical units.</param>
/// <param name="Eccentricity">Its eccentricity, 0 for a circle, below 1.</param>
/// <param name="Drift">Velocity of the centre along both axes, astronomical units in a year.</param>
public sealed record KeplerOrbit(double M1, double M2, double Axis, double Eccentricity, (double X, double Y) Drift)
{
    /// <summary>Time of a revolution, years: Kepler's third law.</summary>
    public double Period => Math.Sqrt(Axis * Axis * Axis / (M1 + M2));

    /// <summary>The positions of both bodies.</summary>
    /// <param name="years">The time.</param>
    /// <returns>Astronomical units.</returns>
    public (double X1, double Y1, double X2, double Y2) At(double years)
    {
        var anomaly = EccentricAnomaly(2 * Math.PI * years / Period);

        // The second as seen from the first.
        var x = Axis * (Math.Cos(anomaly) - Eccentricity);
        var y = Axis * Math.Sqrt(1 - (Eccentricity * Eccentricity)) * Math.Sin(anomaly);
        var (centreX, centreY) = (Drift.X * years, Drift.Y * years);
        var (first, second) = (-M2 / (M1 + M2), M1 / (M1 + M2));
        return (centreX + (first * x), centreY + (first * y), centreX + (second * x), centreY + (second * y));
    }

    /// <summary>Solves Kepler's equation E - e sin E = M by Newton's method.</summary>
    private double EccentricAnomaly(double mean)
    {
        var anomaly = mean;
        for (var i = 0; i < 50; i++)
        {
            var step = (anomaly - (Eccentricity * Math.Sin(anomaly)) - mean) / (1 - (Eccentricity * Math.Cos(anomaly)));
            anomaly -= step;
            if (Math.Abs(step) < 1e-15 * (1 + Math.Abs(anomaly)))
            {
                break;
            }
        }

        return anomaly;
    }
}
