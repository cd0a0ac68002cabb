namespace ScalableMNN.Runtime.Banded;

/// <summary>The gradients of every trajectory by itself, row-major, not yet summed over those that share an input.</summary>
internal sealed record TrajectoryGradients(double[] Coefficients, double[] RightHandSide, double[] InitialValues, double[] Steps);
