using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Marching;

/// <summary>
/// A model as a system of first order G(t, y, y') = 0: y are the states below their highest derivatives, and the algebraic states; first come rows that say that one component is the
/// derivative of another, then the equations.
/// </summary>
internal sealed class FirstOrderSystem
{
    private readonly ModelDescription _model;
    private readonly MarchDescription _march;
    private readonly int[] _solvedFor;
    private readonly (int Unknown, int Component)[] _ofComponents;
    private readonly (int Unknown, int Component)[] _ofSlopes;

    public FirstOrderSystem(ModelDescription model)
    {
        _model = model;
        _march = model.March;
        var components = new List<(int State, int Order)>();
        var chains = new List<int>();
        Bases = new int[_march.States.Count];
        for (var i = 0; i < _march.States.Count; i++)
        {
            Bases[i] = components.Count;
            for (var k = 0; k < Math.Max(1, _march.States[i].Order); k++)
            {
                if (k > 0)
                {
                    chains.Add(components.Count - 1);
                }

                components.Add((i, k));
            }
        }

        Components = [.. components];
        Chains = [.. chains];
        IsDifferential = [.. components.Select(component => _march.States[component.State].Order > 0)];
        Highest = [.. _march.States.Select(static state => state.Offset + state.Order)];
        var places = new (bool Ahead, int Component)[_march.Unknowns];
        Array.Fill(places, (false, -1));
        for (var i = 0; i < _march.States.Count; i++)
        {
            var state = _march.States[i];
            for (var k = 0; k < Math.Max(1, state.Order); k++)
            {
                places[state.Offset + k] = (false, Bases[i] + k);
            }

            if (state.Order > 0)
            {
                places[state.Offset + state.Order] = (true, Bases[i] + state.Order - 1);
            }
        }

        Places = places;
        _solvedFor = new int[places.Length];
        Array.Fill(_solvedFor, -1);
        for (var i = 0; i < Highest.Length; i++)
        {
            _solvedFor[Highest[i]] = i;
        }

        _ofComponents = [.. Enumerable.Range(0, places.Length).Where(n => places[n].Component >= 0 && !places[n].Ahead).Select(n => (n, places[n].Component))];
        _ofSlopes = [.. Enumerable.Range(0, places.Length).Where(n => places[n].Component >= 0 && places[n].Ahead).Select(n => (n, places[n].Component))];
    }

    /// <summary>How many components y has.</summary>
    public int Count => Components.Length;

    /// <summary>The state and the derivative that each component is.</summary>
    public (int State, int Order)[] Components { get; }

    /// <summary>The first component of each state.</summary>
    public int[] Bases { get; }

    /// <summary>The components whose derivative is the next component.</summary>
    public int[] Chains { get; }

    /// <summary>Whether a component has a derivative in the system.</summary>
    public bool[] IsDifferential { get; }

    /// <summary>The unknown of each state that the equations are solved for: its highest derivative, or the algebraic state itself.</summary>
    public int[] Highest { get; }

    /// <summary>What each unknown is: a component, or the derivative of one; no component for derivatives beyond the highest.</summary>
    public (bool Ahead, int Component)[] Places { get; }

    /// <summary>The component that an initial value is; -1 for a derivative that the equations determine.</summary>
    /// <param name="state">The name of the state.</param>
    /// <param name="order">Which derivative.</param>
    public int ComponentOf(string state, int order)
    {
        var index = 0;
        while (_model.States[index].Name != state)
        {
            index++;
        }

        return order < Math.Max(1, _march.States[index].Order) ? Bases[index] + order : -1;
    }

    /// <summary>Puts components and their derivatives into the unknowns of a lane; derivatives beyond the highest are not touched.</summary>
    public void Spread(ReadOnlySpan<double> y, ReadOnlySpan<double> slopes, Span<double> unknowns, int lanes, int lane)
    {
        foreach (var (unknown, component) in _ofComponents)
        {
            unknowns[(unknown * lanes) + lane] = y[component];
        }

        foreach (var (unknown, component) in _ofSlopes)
        {
            unknowns[(unknown * lanes) + lane] = slopes[component];
        }
    }

    /// <summary>Puts components and their derivatives, with their lanes innermost, into the unknowns of all lanes.</summary>
    public void Spread(ReadOnlySpan<double> y, ReadOnlySpan<double> slopes, Span<double> unknowns, int lanes)
    {
        foreach (var (unknown, component) in _ofComponents)
        {
            y.Slice(component * lanes, lanes).CopyTo(unknowns[(unknown * lanes)..]);
        }

        foreach (var (unknown, component) in _ofSlopes)
        {
            slopes.Slice(component * lanes, lanes).CopyTo(unknowns[(unknown * lanes)..]);
        }
    }

    /// <summary>What the system leaves, G of all lanes, lanes innermost.</summary>
    public void Residual(ReadOnlySpan<double> y, ReadOnlySpan<double> slopes, ReadOnlySpan<double> values, int lanes, Span<double> residual)
    {
        for (var i = 0; i < Chains.Length; i++)
        {
            var component = Chains[i] * lanes;
            for (var lane = 0; lane < lanes; lane++)
            {
                residual[(i * lanes) + lane] = slopes[component + lane] - y[component + lanes + lane];
            }
        }

        values.CopyTo(residual[(Chains.Length * lanes)..]);
    }

    /// <summary>The highest derivative of a state in the equations.</summary>
    public int OrderOf(int state) => _march.States[state].Order;

    /// <summary>The matrices dG/dy' and dG/dy of a lane, row by row.</summary>
    public void Matrices(ReadOnlySpan<double> derivatives, int lanes, int lane, Span<double> bySlopes, Span<double> byValues)
    {
        var n = Count;
        bySlopes.Clear();
        byValues.Clear();
        for (var i = 0; i < Chains.Length; i++)
        {
            bySlopes[(i * n) + Chains[i]] = 1;
            byValues[(i * n) + Chains[i] + 1] = -1;
        }

        for (var e = 0; e < _march.Equations.Count; e++)
        {
            var equation = _march.Equations[e];
            var row = (Chains.Length + e) * n;
            for (var i = 0; i < equation.Unknowns.Count; i++)
            {
                var (ahead, component) = Places[equation.Unknowns[i]];
                (ahead ? bySlopes : byValues)[row + component] += derivatives[((equation.First + i) * lanes) + lane];
            }
        }
    }

    /// <summary>The matrix of the equations' derivatives with respect to the unknowns that they are solved for, row by row.</summary>
    public void HighestMatrix(ReadOnlySpan<double> derivatives, int lanes, int lane, Span<double> matrix)
    {
        var count = Highest.Length;
        matrix.Clear();
        for (var e = 0; e < count; e++)
        {
            var equation = _march.Equations[e];
            for (var i = 0; i < equation.Unknowns.Count; i++)
            {
                var state = _solvedFor[equation.Unknowns[i]];
                if (state >= 0)
                {
                    matrix[(e * count) + state] += derivatives[((equation.First + i) * lanes) + lane];
                }
            }
        }
    }
}
