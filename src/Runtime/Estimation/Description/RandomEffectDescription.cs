namespace ScalableMNN.Runtime.Estimation;

/// <summary>A parameter that varies at random from trajectory to trajectory, with mean 0.</summary>
/// <param name="Parameter">Which one, as an index into <see cref="Models.ModelDescription.Parameters"/>.</param>
/// <param name="Deviation">Where the estimation of its standard deviation starts.</param>
/// <param name="CorrelatedWith">Another one that it is correlated with; -1 for none.</param>
public sealed record RandomEffectDescription(int Parameter, double Deviation, int CorrelatedWith);
