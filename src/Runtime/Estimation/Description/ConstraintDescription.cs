using System.Collections.Generic;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>A linear equation between parameters of the whole model: the sum of factor times parameter is the value.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">It as text.</param>
/// <param name="Parameters">Which parameters, as indices into <see cref="Models.ModelDescription.Parameters"/>.</param>
/// <param name="Factors">Their factors.</param>
/// <param name="Value">The value.</param>
public sealed record ConstraintDescription(string Name, string Text, IReadOnlyList<int> Parameters, IReadOnlyList<double> Factors, double Value);
