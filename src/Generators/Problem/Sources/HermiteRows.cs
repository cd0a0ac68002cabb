using System.Collections.Generic;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Problem.Sources;

/// <summary>
/// Two-point Hermite-Obreshkov rows r = 0..n-1 for a state of order n in its equations: h^r (u^(r)_t - u^(r)_(t+1)) + the sum over j = 1..m of a_j h^(r+j) (u^(r+j)_t + (-1)^(j+1) u^(r+j)_(t+1))
/// is zero, with m = R - r and a_j = [m! / (m-j)!] [(2m-j)! / (2m)!] / j!, the coefficients of the (m, m) Pade approximant of the exponential. Source: Hairer, Norsett, Wanner, Solving Ordinary
/// Differential Equations I, section II.13.
/// </summary>
internal static class HermiteRows
{
    /// <param name="differential">n, the order of the state in its equations.</param>
    public static IEnumerable<Row> Of(StateBlock state, int differential, double weight)
    {
        for (var r = 0; r < differential; r++)
        {
            var here = new List<RowEntry> { Entry(0, r, 1) };
            var next = new List<RowEntry> { Entry(1, r, -1) };
            var m = state.Order - r;
            var coefficient = 1.0;
            for (var j = 1; j <= m; j++)
            {
                coefficient *= (m - j + 1.0) / ((2.0 * m) - j + 1) / j;
                here.Add(Entry(0, r + j, coefficient));
                next.Add(Entry(1, r + j, j % 2 == 1 ? coefficient : -coefficient));
            }

            yield return new Row($"{state.Name}Hermite{r}", SmoothnessText.Of(state), weight, Extent.EveryStep, [.. here, .. next], Simplifier.Zero);
        }

        RowEntry Entry(int ahead, int order, double value) => new(state.Offset + order, order, new Number(value)) { Ahead = ahead, Power = order };
    }
}
