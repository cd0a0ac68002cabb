using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Lowering.Marching;

/// <summary>The unknowns of a march at one time: each state with the derivatives up to the highest in its equations, and as many beyond as are wanted of the solution.</summary>
internal sealed class PointUnknowns
{
    private readonly Dictionary<string, int> _offsets = [];

    /// <param name="states">The states and their orders: the highest derivatives that equations contain.</param>
    /// <param name="beyond">How many derivatives beyond these there are.</param>
    public PointUnknowns(IEnumerable<(string Name, int Order)> states, int beyond)
    {
        foreach (var (name, order) in states)
        {
            _offsets.Add(name, Count);
            Count += order + beyond + 1;
        }
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>Where a derivative of a state stands.</summary>
    public int Of(StateSymbol symbol) => _offsets[symbol.Name] + symbol.Order;

    /// <summary>Where a state stands.</summary>
    public int OffsetOf(string state) => _offsets[state];
}
