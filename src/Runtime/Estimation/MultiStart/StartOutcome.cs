using System.Collections.Generic;

namespace ScalableMNN.Runtime.Estimation.MultiStart;

/// <summary>What became of one start.</summary>
/// <param name="Index">Which start, from 0.</param>
/// <param name="Status">How the estimation from there ended.</param>
/// <param name="Message">The same in words.</param>
/// <param name="Objective">
/// Minus twice the logarithm of the likelihood, and the squares of what priors say; NaN where it failed. Differences are those of a likelihood ratio.
/// </param>
/// <param name="Iterations">How many iterations it took.</param>
/// <param name="Start">Where the parameters started, by their names; those of each trajectory started alike in all, but for the given start, of which the first is noted.</param>
/// <param name="End">Where the parameters of the model ended, by their names; NaN where the data do not determine one.</param>
public sealed record StartOutcome(
    int Index, EstimateStatus Status, string Message, double Objective, int Iterations, IReadOnlyDictionary<string, double> Start, IReadOnlyDictionary<string, double> End)
{
    /// <summary>Whether it ended in a minimum of the model's own likelihood, so that its objective may be compared.</summary>
    public bool IsMinimum => Status is EstimateStatus.Converged or EstimateStatus.NotIdentifiable;
}
