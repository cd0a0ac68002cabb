using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Parsing;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Problem;

/// <summary>The unknowns at a grid point: the derivatives of each state up to the highest that is carried, state after state.</summary>
internal sealed class Unknowns
{
    public Unknowns(ModelSpec spec)
    {
        var states = new List<StateBlock>();
        foreach (var state in spec.States)
        {
            states.Add(new StateBlock(state.Name, spec.Smoothness.CarriedOrder(state.Order), Count, state.Initial));
            Count += states[states.Count - 1].Size;
        }

        States = states;
        Orders = [.. states.SelectMany(static state => Enumerable.Range(0, state.Size))];
    }

    /// <summary>The states in the order of their declaration.</summary>
    public IReadOnlyList<StateBlock> States { get; }

    /// <summary>N, how many there are at a grid point.</summary>
    public int Count { get; }

    /// <summary>Which derivative of its state each unknown is.</summary>
    public IReadOnlyList<int> Orders { get; }

    /// <summary>The index of a derivative of a state.</summary>
    public int Of(StateSymbol symbol) => States.First(state => state.Name == symbol.Name).Offset + symbol.Order;
}
