using System;

namespace ScalableMNN.Generated.Tests.Estimation;

/// <summary>Solutions of the models that have one.</summary>
internal static class ClosedForms
{
    public static double Decay(double t, double initial, double k) => initial * Math.Exp(-k * t);

    public static double Logistic(double t, double initial, double r, double c) => c / (1 + (((c / initial) - 1) * Math.Exp(-r * t)));

    /// <summary>What of a dose is in the body.</summary>
    public static double Body(double t, double depot, double body, double ka, double ke) => (body * Math.Exp(-ke * t)) + (depot * ka / (ka - ke) * (Math.Exp(-ke * t) - Math.Exp(-ka * t)));

    /// <summary>x' = s - k x.</summary>
    public static double Balance(double t, double initial, double s, double k) => (s / k) + ((initial - (s / k)) * Math.Exp(-k * t));

    /// <summary>Place and speed of x'' + 2 d x' + w x = 0 below critical damping.</summary>
    public static (double Place, double Speed) Oscillator(double t, double place, double speed, double d, double w)
    {
        var frequency = Math.Sqrt(w - (d * d));
        var quadrature = (speed + (d * place)) / frequency;
        var (sine, cosine) = Math.SinCos(frequency * t);
        var decay = Math.Exp(-d * t);
        var x = decay * ((place * cosine) + (quadrature * sine));
        return (x, (-d * x) + (decay * frequency * ((quadrature * cosine) - (place * sine))));
    }
}
