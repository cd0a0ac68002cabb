using System;

namespace ScalableMNN.Dsl;

/// <summary>
/// Declares beside a learned coefficient of each trajectory that it varies at random from one to the next: normally distributed with mean 0 and a deviation that <c>EstimatePopulation</c> estimates. What is
/// log-normal, or has another mean, is an expression of it, such as <c>Exp(LogClearance + OfClearance)</c>. Its <c>Initial</c> is 0 unless it says otherwise.
/// </summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class RandomEffectAttribute : Attribute
{
    /// <summary>Declares a random effect.</summary>
    /// <param name="deviation">Where the estimation of its standard deviation starts, greater than 0.</param>
    public RandomEffectAttribute(double deviation = 0.5)
    {
        Deviation = deviation;
    }

    /// <summary>Where the estimation of its standard deviation starts.</summary>
    public double Deviation { get; }

    /// <summary>The name of another random effect that it is correlated with; those that are linked so form a block, in which every correlation is estimated.</summary>
    public string? CorrelatedWith { get; set; }
}
