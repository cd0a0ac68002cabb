namespace ScalableMNN.Runtime.Estimation;

/// <summary>What is known of a parameter beforehand: it is normally distributed.</summary>
/// <param name="Parameter">Which one, as an index into <see cref="Models.ModelDescription.Parameters"/>; for one of each trajectory it holds for all.</param>
/// <param name="Mean">Its mean.</param>
/// <param name="Deviation">Its standard deviation, greater than 0.</param>
public sealed record PriorDescription(int Parameter, double Mean, double Deviation);
