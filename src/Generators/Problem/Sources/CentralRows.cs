using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Problem.Sources;

/// <summary>
/// The central row of a state over two steps: H^(R-2) u^(R-1)_t + H^(R-1) u^(R)_(t+1) - H^(R-2) u^(R-1)_(t+2) = 0 with H = h_t + h_(t+1). It is the reference implementation's
/// <c>enable_central_smoothness</c>.
/// </summary>
internal static class CentralRows
{
    public static Row Of(StateBlock state, double weight)
    {
        int top = state.Order, below = top - 1;
        return new Row(
            $"{state.Name}Central",
            SmoothnessText.Of(state),
            weight,
            Extent.EveryTwoSteps,
            [Entry(0, below, 1, top - 2), Entry(1, top, 1, top - 1), Entry(2, below, -1, top - 2)],
            Simplifier.Zero);

        RowEntry Entry(int ahead, int order, double value, int power) => new(state.Offset + order, order, new Number(value)) { Ahead = ahead, Power = power };
    }
}
