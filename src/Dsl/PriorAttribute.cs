using System;

namespace ScalableMNN.Dsl;

/// <summary>
/// Says what is known of a learned coefficient beforehand, for estimation: it is normally distributed. Of a coefficient with one number for each trajectory it holds for
/// every one of them.
/// </summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class PriorAttribute : Attribute
{
    /// <summary>Says what is known.</summary>
    /// <param name="mean">The mean.</param>
    /// <param name="deviation">The standard deviation, greater than 0.</param>
    public PriorAttribute(double mean, double deviation)
    {
        Mean = mean;
        Deviation = deviation;
    }

    /// <summary>The mean.</summary>
    public double Mean { get; }

    /// <summary>The standard deviation, greater than 0.</summary>
    public double Deviation { get; }
}
