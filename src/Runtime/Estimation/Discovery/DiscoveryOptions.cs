using System;

namespace ScalableMNN.Runtime.Estimation.Discovery;

/// <summary>How a discovery goes about it.</summary>
public sealed record DiscoveryOptions
{
    /// <summary>How the estimations on the way and at the end are done.</summary>
    public EstimateOptions Estimate { get; init; } = EstimateOptions.Default;

    /// <summary>What a term must be worth; the default is the extended Bayesian criterion.</summary>
    public InformationCriterion Criterion { get; init; }

    /// <summary>
    /// The rigidity at which terms are dropped, the smallest first; the default is 100. It is lower than the final one, so that a model that lacks a term, or has too many, can
    /// still be fitted.
    /// </summary>
    public double Rigidity { get; init; } = 100;

    /// <summary>
    /// Misfits below this fraction of the size of the data count as none, so that no term is kept for the sake of rounding and of the scheme's own error; the default is 1e-4.
    /// </summary>
    public double SmallestMisfit { get; init; } = 1e-4;

    /// <summary>Is told of every model on the path, or null.</summary>
    public IProgress<DiscoveryStep>? Progress { get; init; }
}
