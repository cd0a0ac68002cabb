using System.Collections.Generic;

namespace ScalableMNN.Runtime.Marching;

/// <summary>Where states came to a steady state.</summary>
/// <param name="Regimen">What it is the steady state of.</param>
/// <param name="Rates">The infusions that run from then on.</param>
/// <param name="Interval">One interval of it, from the steady state to itself.</param>
/// <param name="Factor">I - M in L U factors, with M the derivatives of the components at the end of the interval with respect to those at its beginning.</param>
/// <param name="Pivots">The row exchanges of the factors.</param>
internal sealed record MarchedSteadyState(SteadyRegimen Regimen, RunningInfusions Rates, IReadOnlyList<MarchedPart> Interval, double[] Factor, int[] Pivots) : MarchedPart;
