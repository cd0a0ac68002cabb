using System;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>How a profile likelihood is computed.</summary>
public sealed record ProfileOptions
{
    /// <summary>Distance of the values of the parameter, in standard errors; the default is 0.5.</summary>
    public double Spacing { get; init; } = 0.5;

    /// <summary>Most values on each side of the estimate; the default is 12.</summary>
    public int MaxPoints { get; init; } = 12;

    /// <summary>Probability of the confidence interval; the default is 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    internal void Check()
    {
        if (!(Spacing > 0) || double.IsInfinity(Spacing))
        {
            throw new ArgumentException($"ProfileOptions.Spacing is {Spacing}. Give a positive finite number of standard errors.");
        }

        if (MaxPoints < 1)
        {
            throw new ArgumentException($"ProfileOptions.MaxPoints is {MaxPoints}. Give at least 1.");
        }

        if (!(Confidence > 0 && Confidence < 1))
        {
            throw new ArgumentException($"ProfileOptions.Confidence is {Confidence}. Give a probability between 0 and 1, such as 0.95.");
        }
    }
}
