namespace ScalableMNN.Runtime.Estimation.Discovery;

/// <summary>How a discovery goes about it.</summary>
public sealed record DiscoveryOptions
{
}
