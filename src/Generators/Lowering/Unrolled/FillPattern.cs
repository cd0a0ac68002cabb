using System.Linq;

namespace ScalableMNN.Generators.Lowering.Unrolled;

/// <summary>
/// Which numbers of the elimination are not known to be zero: the elimination carried out on patterns until what one grid point hands to the next
/// no longer grows.
/// </summary>
internal sealed class FillPattern
{
    public FillPattern(SolverPlan plan)
    {
        var n = plan.Unknowns;
        Carry = new bool[n, n];
        CarryCoupling = new bool[n, n];
        var second = new bool[n, n];
        Lower = new bool[n, n];
        Coupling = new bool[n, n];
        SecondCoupling = new bool[n, n];
        for (var grows = true; grows;)
        {
            grows = false;
            var d = (bool[,])Carry.Clone();
            var coupling = (bool[,])CarryCoupling.Clone();
            var secondCoupling = new bool[n, n];
            var next = (bool[,])second.Clone();
            var nextSecond = new bool[n, n];
            var nextCoupling = new bool[n, n];
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    d[i, j] |= plan.StepProducts.OnHere[i, j] != 0;
                    coupling[i, j] |= plan.StepProducts.Coupling[i, j] != 0;
                    next[i, j] |= plan.StepProducts.OnNext[i, j] != 0;
                }
            }

            foreach (var row in plan.Rows.OverTwoSteps)
            {
                foreach (var a in row.Entries)
                {
                    foreach (var b in row.Entries)
                    {
                        var pattern = (a.Ahead, b.Ahead) switch
                        {
                            (0, 0) => d,
                            (0, 1) => coupling,
                            (0, 2) => secondCoupling,
                            (1, 1) => next,
                            (1, 2) => nextCoupling,
                            (2, 2) => nextSecond,
                            _ => null,
                        };
                        if (pattern is not null)
                        {
                            pattern[a.Unknown, b.Unknown] = true;
                        }
                    }
                }
            }

            foreach (var row in plan.Rows.AtPoints)
            {
                foreach (var a in row.Entries)
                {
                    foreach (var b in row.Entries)
                    {
                        d[a.Unknown, b.Unknown] = true;
                    }
                }
            }

            Factorise(d, n);
            Substitute(d, coupling, n);
            Substitute(d, secondCoupling, n);
            Multiply(coupling, coupling, next, n);
            Multiply(coupling, secondCoupling, nextCoupling, n);
            Multiply(secondCoupling, secondCoupling, nextSecond, n);

            grows |= Merge(next, Carry, n) | Merge(nextCoupling, CarryCoupling, n) | Merge(nextSecond, second, n);
            Merge(d, Lower, n);
            Merge(coupling, Coupling, n);
            Merge(secondCoupling, SecondCoupling, n);
        }

        SecondCarry = second;
    }

    /// <summary>What an eliminated point leaves on the block of the next one.</summary>
    public bool[,] Carry { get; }

    /// <summary>What it leaves between the next point and the one after that.</summary>
    public bool[,] CarryCoupling { get; }

    /// <summary>What it leaves on the block of the point after the next.</summary>
    public bool[,] SecondCarry { get; }

    /// <summary>L, below its diagonal.</summary>
    public bool[,] Lower { get; }

    /// <summary>L^-1 times the block that couples a point to the next.</summary>
    public bool[,] Coupling { get; }

    /// <summary>L^-1 times the block that couples a point to the one after the next.</summary>
    public bool[,] SecondCoupling { get; }

    private static void Factorise(bool[,] d, int n)
    {
        for (var j = 0; j < n; j++)
        {
            for (var i = j + 1; i < n; i++)
            {
                for (var k = j + 1; k <= i && d[i, j]; k++)
                {
                    d[i, k] |= d[k, j];
                }
            }
        }
    }

    private static void Substitute(bool[,] lower, bool[,] block, int n)
    {
        for (var column = 0; column < n; column++)
        {
            for (var i = 0; i < n; i++)
            {
                block[i, column] |= Enumerable.Range(0, i).Any(j => lower[i, j] && block[j, column]);
            }
        }
    }

    private static void Multiply(bool[,] left, bool[,] right, bool[,] product, int n)
    {
        for (var a = 0; a < n; a++)
        {
            for (var b = 0; b < n; b++)
            {
                product[a, b] |= Enumerable.Range(0, n).Any(i => left[i, a] && right[i, b]);
            }
        }
    }

    private static bool Merge(bool[,] from, bool[,] into, int n)
    {
        var grown = false;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                grown |= from[i, j] && !into[i, j];
                into[i, j] |= from[i, j];
            }
        }

        return grown;
    }
}
