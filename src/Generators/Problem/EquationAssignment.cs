using System;
using System.Collections.Generic;
using System.Linq;

namespace ScalableMNN.Generators.Problem;

/// <summary>Gives each state an equation of its own that contains its highest derivative, as far as there are any: a maximum matching, by augmenting paths.</summary>
internal static class EquationAssignment
{
    /// <summary>The first state for whose highest derivative no equation is left; -1 where there is one for each.</summary>
    /// <param name="states">How many states there are.</param>
    /// <param name="equations">How many equations there are.</param>
    /// <param name="contains">Whether the highest derivative of a state is in an equation.</param>
    public static int FirstWithoutEquation(int states, int equations, Func<int, int, bool> contains)
    {
        var owners = Enumerable.Repeat(-1, equations).ToArray();
        for (var state = 0; state < states; state++)
        {
            if (!TryGive(state, []))
            {
                return state;
            }
        }

        return -1;

        bool TryGive(int state, HashSet<int> tried)
        {
            for (var i = 0; i < equations; i++)
            {
                if (contains(state, i) && tried.Add(i) && (owners[i] < 0 || TryGive(owners[i], tried)))
                {
                    owners[i] = state;
                    return true;
                }
            }

            return false;
        }
    }
}
