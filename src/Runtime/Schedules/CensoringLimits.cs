namespace ScalableMNN.Runtime.Schedules;

/// <summary>What is known of a measured value that is censored: it is between two limits, of which one may be infinite.</summary>
/// <param name="Lower">The lower limit; minus infinity for a value below quantification.</param>
/// <param name="Upper">The upper limit.</param>
internal readonly record struct CensoringLimits(double Lower, double Upper)
{
    /// <summary>Whether they are limits: one of them finite at least, and the upper one the greater.</summary>
    public bool AreValid => Lower < Upper && (double.IsFinite(Lower) || double.IsFinite(Upper));

    /// <summary>On which side it is.</summary>
    public Censoring Kind => double.IsNegativeInfinity(Lower) ? Censoring.Below : double.IsPositiveInfinity(Upper) ? Censoring.Above : Censoring.Between;

    /// <summary>The number that stands for the value where one is shown: the limit, or the middle between both.</summary>
    public double Shown => double.IsNegativeInfinity(Lower) ? Upper : double.IsPositiveInfinity(Upper) ? Lower : 0.5 * (Lower + Upper);
}
