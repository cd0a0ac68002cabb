using System.Collections.Generic;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Problem.Sources;

/// <summary>
/// Forward and backward Taylor expansions of every derivative of a state over each step. Forward row r: the sum over o >= r of h^o u^(o)_t / (o - r)! is h^r u^(r)_(t+1). Backward row r: the
/// sum over o >= r of (-h)^(o - r) h^r u^(o)_(t+1) / (o - r)! is h^r u^(r)_t. Source: Chen et al., Scalable Mechanistic Neural Networks, ICLR 2025, section 3.
/// </summary>
internal static class TaylorRows
{
    /// <param name="highest">The highest derivative that has rows: R, or R - 1 where a central row stands for those of the highest.</param>
    public static IEnumerable<Row> Of(StateBlock state, int highest, double weight)
    {
        for (var r = 0; r <= highest; r++)
        {
            var forward = new List<RowEntry>();
            var backward = new List<RowEntry>();
            var factorial = 1.0;
            for (var o = r; o <= state.Order; o++)
            {
                factorial *= o == r ? 1 : o - r;
                forward.Add(Entry(0, o, 1 / factorial));
                backward.Add(Entry(1, o, ((o - r) % 2 == 0 ? 1 : -1) / factorial));
            }

            yield return Row($"{state.Name}Forward{r}", [.. forward, Entry(1, r, -1)]);
            yield return Row($"{state.Name}Backward{r}", [Entry(0, r, -1), .. backward]);
        }

        Row Row(string name, IReadOnlyList<RowEntry> entries) => new(name, SmoothnessText.Of(state), weight, Extent.EveryStep, entries, Simplifier.Zero);

        RowEntry Entry(int ahead, int order, double value) => new(state.Offset + order, order, new Number(value)) { Ahead = ahead, Power = order };
    }
}
