namespace ScalableMNN.Runtime.Estimation;

/// <summary>How an estimation goes about it, and when it ends.</summary>
public sealed record EstimateOptions
{
}
