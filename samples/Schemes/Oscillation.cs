using System;

namespace ScalableMNN.Samples.Schemes;

/// <summary>The closed form of u'' + 0.43 u' + 4.5 u = 0.</summary>
public static class Oscillation
{
    /// <summary>u at time 0.</summary>
    public const double Start = 0.12;

    /// <summary>u' at time 0.</summary>
    public const double StartSlope = 0.043;

    private const double Decay = 0.43 / 2;

    /// <summary>u at a time.</summary>
    public static double At(double time)
    {
        var frequency = Math.Sqrt(4.5 - (Decay * Decay));
        return Math.Exp(-Decay * time) * ((Start * Math.Cos(frequency * time)) + ((StartSlope + (Decay * Start)) / frequency * Math.Sin(frequency * time)));
    }
}
