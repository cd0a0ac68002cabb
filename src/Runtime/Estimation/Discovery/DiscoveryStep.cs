using System.Collections.Generic;

namespace ScalableMNN.Runtime.Estimation.Discovery;

/// <summary>A model on the path from all candidate terms to none.</summary>
/// <param name="Terms">How many terms it has.</param>
/// <param name="Dropped">The coefficients of the terms that were dropped to come here.</param>
/// <param name="Misfit">The weighted sum of squares that is left, of data and model together.</param>
/// <param name="Criterion">The information criterion; the smallest on the path is chosen.</param>
public sealed record DiscoveryStep(int Terms, IReadOnlyList<string> Dropped, double Misfit, double Criterion);
