using System.Collections.Generic;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>
/// A row that the model evaluates at every grid point: its value, then its derivatives with respect to some unknowns, then those with respect to some parameters, one
/// after the other from <paramref name="First"/> on.
/// </summary>
/// <param name="Name">The name of the equation or observable.</param>
/// <param name="Text">It as text.</param>
/// <param name="Weight">Its weight as declared.</param>
/// <param name="First">Where among the numbers of a grid point its value stands.</param>
/// <param name="Unknowns">Which unknowns of the grid point it depends on, increasing.</param>
/// <param name="Parameters">Which learned values it depends on, as indices into <see cref="Models.ModelDescription.Parameters"/>, increasing.</param>
public sealed record RowDescription(string Name, string Text, double Weight, int First, IReadOnlyList<int> Unknowns, IReadOnlyList<int> Parameters);
