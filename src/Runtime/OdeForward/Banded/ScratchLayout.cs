namespace ScalableMNN.Runtime.Banded;

/// <summary>Where the working space of one block of trajectories is divided; offsets and sizes count lanes.</summary>
internal sealed class ScratchLayout
{
    public ScratchLayout(BandedPlan plan)
    {
        var n = plan.Unknowns;
        var v = plan.States;
        var size = 0;
        int Take(int lanes)
        {
            var at = size;
            size += lanes;
            return at;
        }

        Block = Take(plan.Triangle);
        Diagonal = Take(n);
        var below = plan.Central ? n + v : n;
        Carry = Take(below * (below + 1) / 2);
        Transfer = Take(below * n);
        Panel = Take(4 * n);
        Sums = Take(16);
        Vector = Take(n);
        VectorCarry = Take(n);
        Powers = Take(plan.Orders);
        NextPowers = Take(plan.Orders);
        Residuals = Take(plan.Equations);
        AdjointResiduals = Take(plan.Equations);
        StateRows = Take(4 * plan.Orders);
        StateRowDerivatives = Take(4 * plan.Orders);
        Corrections = Take(3 * n);
        FarCarry = Take(plan.Central ? v * (v + 1) / 2 : 0);
        VectorFarCarry = Take(plan.Central ? n : 0);
        CoefficientBuffer = Take(BandedPlan.Chunk(n * plan.Equations) * n * plan.Equations);
        RightHandSideBuffer = Take(BandedPlan.Chunk(plan.Equations) * plan.Equations);
        StepBuffer = Take(BandedPlan.Chunk(1));
        SolutionBuffer = Take(BandedPlan.Chunk(n) * n);
        var initial = v * plan.InitialOrders;
        InitialBuffer = Take(BandedPlan.Chunk(initial) * initial);
        Size = size;
    }

    /// <summary>The diagonal block, lower triangle by rows.</summary>
    public int Block { get; }

    /// <summary>The diagonal of the normal equations before elimination.</summary>
    public int Diagonal { get; }

    /// <summary>What elimination takes from the next diagonal block; with central smoothness, whose point after next it also touches, from the blocks of both.</summary>
    public int Carry { get; }

    /// <summary>The block below the diagonal times the inverse of what it was divided by: rows of the next point.</summary>
    public int Transfer { get; }

    /// <summary>Four rows under elimination.</summary>
    public int Panel { get; }

    public int Sums { get; }

    public int Vector { get; }

    public int VectorCarry { get; }

    public int Powers { get; }

    public int NextPowers { get; }

    public int Residuals { get; }

    public int AdjointResiduals { get; }

    public int StateRows { get; }

    public int StateRowDerivatives { get; }

    /// <summary>The corrections at three neighbouring points, in turn.</summary>
    public int Corrections { get; }

    /// <summary>With central smoothness: what elimination took, two points before, from the diagonal block of this point.</summary>
    public int FarCarry { get; }

    public int VectorFarCarry { get; }

    public int CoefficientBuffer { get; }

    public int RightHandSideBuffer { get; }

    public int StepBuffer { get; }

    public int SolutionBuffer { get; }

    public int InitialBuffer { get; }

    public int Size { get; }
}
