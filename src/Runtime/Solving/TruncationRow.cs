using System.Collections.Generic;
using ScalableMNN.Dsl;

namespace ScalableMNN.Runtime.Solving;

/// <summary>
/// A smoothness row of a state between a grid point and the next, and what it leaves of a smooth function: the sum over o of Here[o] z_o + Next[o] x_o, where z_o and
/// x_o are the function's derivatives at the two points times h^o, is the sum over j of Remainder[j] h^(R+j) u^(R+j), the derivatives taken in the middle of the step.
/// All numbers include the row's weight.
/// </summary>
/// <param name="Here">Coefficients of the unknowns of the point, R + 1 of them.</param>
/// <param name="Next">Coefficients of those of the next one, in the scale of the first.</param>
/// <param name="Remainder">What the row leaves of each derivative beyond R; element 0, of R itself, is zero.</param>
internal sealed record TruncationRow(double[] Here, double[] Next, double[] Remainder)
{
    /// <summary>The Taylor rows of a state: Chen et al., Scalable Mechanistic Neural Networks, ICLR 2025, section 3.</summary>
    /// <param name="order">R, the highest derivative.</param>
    /// <param name="central">Whether the two rows of the highest derivative are left out.</param>
    /// <param name="weight">The weight of a row.</param>
    public static IReadOnlyList<TruncationRow> Taylor(int order, bool central, double weight)
    {
        var rows = new List<TruncationRow>();
        for (var r = 0; r <= (central ? order - 1 : order); r++)
        {
            double[] forward = new double[order + 1], backward = new double[order + 1], unit = new double[order + 1];
            for (var (o, term) = (r, weight); o <= order; o++, term /= o - r)
            {
                forward[o] = term;
                backward[o] = (o - r) % 2 == 0 ? term : -term;
            }

            unit[r] = -weight;
            rows.Add(Of(forward, unit, order, 1, 1));
            rows.Add(Of(unit, backward, order, 1, 1));
        }

        return rows;
    }

    /// <summary>
    /// The Hermite-Obreshkov rows of a state. Row r, with m = R - r, leaves (-1)^(m+1) m!^2 / ((2m)! (2m+1)!) h^(R+m+1) u^(R+m+1) and, taken in the middle of the step, terms of
    /// every other derivative beyond: Hairer, Norsett, Wanner, Solving Ordinary Differential Equations I, section II.13.
    /// </summary>
    /// <param name="differential">The order of the state in its equations.</param>
    /// <param name="order">R, the highest derivative.</param>
    /// <param name="weight">The weight of a row.</param>
    public static IReadOnlyList<TruncationRow> Hermite(int differential, int order, double weight)
    {
        var rows = new List<TruncationRow>();
        for (var r = 0; r < differential; r++)
        {
            double[] here = new double[order + 1], next = new double[order + 1];
            here[r] = weight;
            next[r] = -weight;
            var m = order - r;
            var term = weight;
            for (var j = 1; j <= m; j++)
            {
                term *= (m - j + 1.0) / ((2.0 * m) - j + 1) / j;
                here[r + j] = term;
                next[r + j] = j % 2 == 1 ? term : -term;
            }

            rows.Add(Of(here, next, order, m + 1, 2));
        }

        return rows;
    }

    /// <summary>The most derivatives beyond R that the first term of a row needs.</summary>
    public static int Reach(Scheme scheme, int order) => scheme == Scheme.Hermite ? order + 1 : 1;

    /// <summary>How many derivatives beyond R are used: one or two terms of each row more than the first.</summary>
    private static int Beyond(int order) => order + 3;

    /// <summary>Applies a row to the powers of the time from the middle of the step, (s + 1/2)^(R+j) / (R+j)! at the one end and (s - 1/2) at the other.</summary>
    private static TruncationRow Of(double[] here, double[] next, int order, int first, int stride)
    {
        var remainder = new double[Beyond(order) + 1];
        for (var j = first; j < remainder.Length; j += stride)
        {
            var sum = 0.0;
            var power = 1.0;
            for (var k = 1; k <= j; k++)
            {
                power *= 0.5 / k;
            }

            // From o = R down, (1/2)^(R+j-o) / (R+j-o)! gains one factor with each step.
            for (var o = order; o >= 0; o--)
            {
                sum += power * (next[o] + ((order + j - o) % 2 == 0 ? here[o] : -here[o]));
                power *= 0.5 / (order + j - o + 1);
            }

            remainder[j] = sum;
        }

        return new TruncationRow(here, next, remainder);
    }
}
