using System;

namespace ScalableMNN.Runtime.Marching;

/// <summary>Equations that contain one highest derivative each, times a number: they are solved for it by a division.</summary>
internal sealed class SolvedEquations(FirstOrderSystem system)
{
    private readonly (int Equation, int Component, double Inverse, int Order)[] _equations = new (int, int, double, int)[system.Highest.Length];

    /// <summary>Each equation, the component whose slope it says, one over the factor there, and how many components the state has.</summary>
    public ReadOnlySpan<(int Equation, int Component, double Inverse, int Order)> Equations => _equations;

    /// <summary>Takes the factors at one time.</summary>
    /// <returns>Whether the equations are such.</returns>
    public bool TryTake(NewtonMatrices matrices)
    {
        var chains = system.Chains.Length;
        for (var state = 0; state < _equations.Length; state++)
        {
            var order = system.OrderOf(state);
            if (order == 0)
            {
                return false;
            }

            var component = system.Bases[state] + order - 1;
            var equation = -1;
            for (var e = 0; e < _equations.Length; e++)
            {
                if (matrices.BySlope(chains + e, component) == 0)
                {
                    continue;
                }

                if (equation >= 0)
                {
                    return false;
                }

                equation = e;
            }

            if (equation < 0)
            {
                return false;
            }

            _equations[state] = (equation, component, 1 / matrices.BySlope(chains + equation, component), order);
        }

        // No two states by one equation.
        for (var state = 0; state < _equations.Length; state++)
        {
            for (var other = 0; other < state; other++)
            {
                if (_equations[state].Equation == _equations[other].Equation)
                {
                    return false;
                }
            }
        }

        return true;
    }
}
