using System;

namespace ScalableMNN.Runtime.Banded;

/// <summary>
/// What is the same for every trajectory and lane width: sizes, the constants of the smoothness rows in scaled unknowns, and where everything lies in memory. All offsets and
/// sizes count lanes.
/// </summary>
/// <remarks>
/// The scaled unknowns are z^(r)_t = h_t^r u^(r)_t (the last point takes the step before it). With x_o = (h_t / h_(t+1))^o z^(o)_(t+1), the Taylor rows of order r are
/// sum over o of z_o / (o-r)! - x_r and sum over o of (-1)^(o-r) x_o / (o-r)! - z_r: constants.
/// </remarks>
internal sealed class BandedPlan
{
    public BandedPlan(OdeShape shape)
    {
        Points = shape.Points;
        States = shape.States;
        Orders = shape.Orders;
        Equations = shape.Equations;
        Unknowns = shape.Unknowns;
        InitialPoints = shape.InitialPoints;
        InitialOrders = shape.InitialOrders;
        InitialValuesConstant = shape.InitialValuesConstant;
        RightHandSideConstant = shape.RightHandSideConstant;
        CoefficientsConstant = shape.CoefficientsConstant;
        StepsConstant = shape.StepsConstant;
        Central = shape.Problem.CentralSmoothness;
        EquationWeight = shape.Problem.EquationWeight;
        InitialWeight = shape.Problem.InitialWeight;
        SmoothnessWeight = shape.Problem.SmoothnessWeight;

        TaylorRows = Central ? Orders - 1 : Orders;
        Inverse = new double[Orders];
        Alternating = new double[Orders];
        var factorial = 1.0;
        for (var k = 0; k < Orders; k++)
        {
            factorial *= Math.Max(k, 1);
            Inverse[k] = 1 / factorial;
            Alternating[k] = k % 2 == 0 ? Inverse[k] : -Inverse[k];
        }

        Near = new double[Orders * Orders];
        Coupling = new double[Orders * Orders];
        Far = new double[Orders * Orders];
        var square = SmoothnessWeight * SmoothnessWeight;
        var near = new double[Orders];
        var far = new double[Orders];
        for (var r = 0; r < TaylorRows; r++)
        {
            foreach (var forward in (ReadOnlySpan<bool>)[true, false])
            {
                Array.Clear(near);
                Array.Clear(far);
                for (var o = r; o < Orders; o++)
                {
                    (forward ? near : far)[o] = (forward ? Inverse : Alternating)[o - r];
                }

                (forward ? far : near)[r] = -1;
                for (var i = 0; i < Orders; i++)
                {
                    for (var j = 0; j < Orders; j++)
                    {
                        Near[(i * Orders) + j] += square * near[i] * near[j];
                        Coupling[(i * Orders) + j] += square * near[i] * far[j];
                        Far[(i * Orders) + j] += square * far[i] * far[j];
                    }
                }
            }
        }

        var n = Unknowns;
        Triangle = n * (n + 1) / 2;
        ConstantCoefficientRows = CoefficientsConstant && StepsConstant;

        InverseDiagonal = n * (n - 1) / 2;
        NextBlock = InverseDiagonal + n;
        Scale = NextBlock + (Central ? n * n : 0);
        Ratio = Scale + 1;
        FactorHeader = ConstantCoefficientRows ? n * Equations : 0;
        Rows = ConstantCoefficientRows ? 0 : FactorHeader + Ratio + 1;
        FactorRecord = Ratio + 1 + (ConstantCoefficientRows ? 0 : n * Equations);
        RowsStride = ConstantCoefficientRows ? 0 : FactorRecord;

        InitialCount = (InitialValuesConstant ? Math.Min(1, InitialPoints) : InitialPoints) * States * InitialOrders;
        SolveHeader = InitialCount + (RightHandSideConstant ? Equations : 0);
        SolveRecord = (2 * n) + (RightHandSideConstant ? 0 : Equations);
        Given = RightHandSideConstant ? InitialCount : SolveHeader + (2 * n);
        GivenStride = RightHandSideConstant ? 0 : SolveRecord;

        AdjointRecord = 3 * n;
        Scratch = new ScratchLayout(this);
    }

    /// <summary>T.</summary>
    public int Points { get; }

    /// <summary>V.</summary>
    public int States { get; }

    /// <summary>R + 1.</summary>
    public int Orders { get; }

    /// <summary>E.</summary>
    public int Equations { get; }

    /// <summary>N = V (R + 1).</summary>
    public int Unknowns { get; }

    public int InitialPoints { get; }

    public int InitialOrders { get; }

    public bool InitialValuesConstant { get; }

    public bool RightHandSideConstant { get; }

    public bool CoefficientsConstant { get; }

    public bool StepsConstant { get; }

    public bool Central { get; }

    public double EquationWeight { get; }

    public double InitialWeight { get; }

    public double SmoothnessWeight { get; }

    /// <summary>Orders that have Taylor rows: all, or all but the highest with central smoothness.</summary>
    public int TaylorRows { get; }

    /// <summary>1/k!.</summary>
    public double[] Inverse { get; }

    /// <summary>(-1)^k/k!.</summary>
    public double[] Alternating { get; }

    /// <summary>What the Taylor rows between t and t+1 add to the diagonal block of a state at t.</summary>
    public double[] Near { get; }

    /// <summary>What they add to the block between z_t and x_(t+1).</summary>
    public double[] Coupling { get; }

    /// <summary>What they add to the diagonal block of x_(t+1).</summary>
    public double[] Far { get; }

    /// <summary>Numbers in the lower triangle of a block, with its diagonal.</summary>
    public int Triangle { get; }

    /// <summary>Whether the scaled equation rows are the same at every point.</summary>
    public bool ConstantCoefficientRows { get; }

    // The factor: a header, then one record per point: strict lower triangle of L by rows, 1/d, with central smoothness the filled block to the next point, 1/h, h_t/h_(t+1), and
    // the weighted equation rows in scaled unknowns, the equation running fastest.
    public int InverseDiagonal { get; }

    public int NextBlock { get; }

    public int Scale { get; }

    public int Ratio { get; }

    public int FactorHeader { get; }

    public int FactorRecord { get; }

    public int Rows { get; }

    public int RowsStride { get; }

    // The solve: initial values and constant right-hand sides, then per point the solution, the right-hand side of the normal equations, and the weighted right-hand sides.
    public int InitialCount { get; }

    public int SolveHeader { get; }

    public int SolveRecord { get; }

    public int Given { get; }

    public int GivenStride { get; }

    // The adjoint: per point the adjoint, the right-hand side of the sweeps, and the scaled gradient of the loss.
    public int AdjointRecord { get; }

    public ScratchLayout Scratch { get; }

    /// <summary>The size of a factor.</summary>
    public long FactorSize => FactorHeader + ((long)Points * FactorRecord);

    /// <summary>The size of a solve.</summary>
    public long SolveSize => SolveHeader + ((long)Points * SolveRecord);

    /// <summary>The size of an adjoint.</summary>
    public long AdjointSize => (long)Points * AdjointRecord;

    /// <summary>How many grid points are read or written at a time, for so many numbers per point: enough to fill vectors, few enough to stay in the cache.</summary>
    public static int Chunk(int size) => size >= 48 ? 1 : 8 * Math.Clamp(64 / Math.Max(size, 1), 1, 8);
}
