using System;

namespace ScalableMNN.Generators.Lowering.Unrolled;

/// <summary>
/// Where the numbers of the factor stand at a grid point: the reciprocals of D, L below its diagonal, and with central smoothness the blocks that couple the point to
/// the two after it. Without central smoothness the coupling is known from the scheme and is not stored.
/// </summary>
internal sealed class FactorLayout
{
    private readonly int[,] _lower;
    private readonly int[,] _coupling;
    private readonly int[,] _second;

    public FactorLayout(SolverPlan plan, FillPattern fill)
    {
        var n = plan.Unknowns;
        Count = n;
        _lower = Places(fill.Lower, static (i, j) => i > j);
        _coupling = Places(CouplingPattern(plan, fill), (_, _) => plan.Rows.ReachesTwoSteps);
        _second = new int[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                _second[i, j] = -1;
            }
        }

        foreach (var row in plan.Rows.OverTwoSteps)
        {
            foreach (var here in row.At(0))
            {
                foreach (var further in row.At(2))
                {
                    _second[here.Unknown, further.Unknown] = Count++;
                }
            }
        }

        int[,] Places(bool[,] pattern, Func<int, int, bool> wanted)
        {
            var places = new int[n, n];
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    places[i, j] = pattern[i, j] && wanted(i, j) ? Count++ : -1;
                }
            }

            return places;
        }
    }

    /// <summary>How many numbers there are.</summary>
    public int Count { get; private set; }

    /// <summary>The place of 1 / d_i.</summary>
    public static int Inverse(int i) => i;

    /// <summary>The places of L, row by row; -1 where it is zero.</summary>
    public int Lower(int i, int j) => _lower[i, j];

    /// <summary>The place of the coupling of unknown i to unknown j of the next point; -1 where it is zero or not stored.</summary>
    public int Coupling(int i, int j) => _coupling[i, j];

    /// <summary>The place of the coupling to the point after the next; -1 where it is zero or not stored.</summary>
    public int Second(int i, int j) => _second[i, j];

    private static bool[,] CouplingPattern(SolverPlan plan, FillPattern fill)
    {
        var pattern = (bool[,])fill.CarryCoupling.Clone();
        var n = plan.Unknowns;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                pattern[i, j] |= plan.StepProducts.Coupling[i, j] != 0;
            }
        }

        foreach (var row in plan.Rows.OverTwoSteps)
        {
            foreach (var here in row.At(0))
            {
                foreach (var next in row.At(1))
                {
                    pattern[here.Unknown, next.Unknown] = true;
                }
            }
        }

        return pattern;
    }
}
