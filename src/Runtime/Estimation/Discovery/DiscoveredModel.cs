using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Estimation.Discovery;

/// <summary>What a discovery found.</summary>
public sealed class DiscoveredModel<TParameters, TTrajectories>
    where TParameters : ModelValues
    where TTrajectories : ModelTrajectories
{
}
