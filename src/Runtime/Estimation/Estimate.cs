using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>What an estimation found.</summary>
public sealed class Estimate<TParameters, TTrajectories>
    where TParameters : ModelValues
    where TTrajectories : ModelTrajectories
{
}
