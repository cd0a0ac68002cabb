using System.Collections.Generic;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>
/// A smoothness row of a state: the sum over o of here[o] z_o(t) + next[o] q^o z_o(t + 1) = 0 in scaled unknowns z = h^r u^(r), with q = h_t / h_(t+1).
/// </summary>
/// <param name="State">Index of the state.</param>
/// <param name="Here">Coefficients of the state's unknowns at a grid point, without weight.</param>
/// <param name="Next">Coefficients of those at the next.</param>
public sealed record SmoothnessRow(int State, IReadOnlyList<double> Here, IReadOnlyList<double> Next);
