using System.Collections.Generic;

namespace ScalableMNN.Runtime.Models;

/// <summary>An equation of a march, as left side minus right side, or an expression.</summary>
/// <param name="Name">Its name.</param>
/// <param name="First">Where its derivatives stand: those with respect to unknowns, then to values of the header, then to values of a grid point.</param>
/// <param name="Unknowns">The unknowns that it has derivatives with respect to.</param>
/// <param name="Header">The values of the header that it has derivatives with respect to.</param>
/// <param name="Steps">The values of a grid point that it has derivatives with respect to.</param>
public sealed record MarchedEquation(string Name, int First, IReadOnlyList<int> Unknowns, IReadOnlyList<int> Header, IReadOnlyList<int> Steps);
