using System.Runtime.CompilerServices;
using ScalableMNN.Runtime.Lanes;
using static System.Runtime.CompilerServices.Unsafe;

namespace ScalableMNN.Runtime.Banded;

/// <content>The right-hand side of the normal equations, assembled as it is swept forward.</content>
internal ref partial struct BandedBlock<TLane>
{
    /// <summary>Assembles the right-hand side of the normal equations of a solve and sweeps it forward.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Start(ref TLane solve)
    {
        var plan = _plan;
        ClearVectorCarry();
        for (var t = 0; t < plan.Points; t++)
        {
            if (t % CancellationStride == 0)
            {
                _cancellation.ThrowIfCancellationRequested();
            }

            ref var vector = ref Add(ref solve, plan.SolveHeader + ((nint)t * plan.SolveRecord) + plan.Unknowns);
            AssembleRightHandSide(t, ref solve, ref vector);
            ForwardStep(t, ref vector);
        }
    }

    private readonly void AssembleRightHandSide(int t, ref TLane solve, ref TLane vector)
    {
        var plan = _plan;
        nint n = plan.Unknowns;
        for (nint i = 0; i < n; i++)
        {
            Add(ref vector, i) = TLane.Zero;
        }

        AddRows(n, plan.Equations, ref EquationRows(t), ref Add(ref solve, plan.Given + ((nint)t * plan.GivenStride)), ref vector);
        if (t < plan.InitialPoints)
        {
            var weight = TLane.Create(plan.InitialWeight);
            var scale = weight;
            ref var initial = ref Add(ref solve, plan.InitialValuesConstant ? 0 : (nint)t * plan.States * plan.InitialOrders);
            for (nint r = 0; r < plan.InitialOrders; r++)
            {
                for (nint v = 0; v < plan.States; v++)
                {
                    ref var to = ref Add(ref vector, (v * plan.Orders) + r);
                    to = TLane.MultiplyAdd(scale, weight * Add(ref initial, (v * plan.InitialOrders) + r), to);
                }

                scale *= Add(ref FactorRecord(t), plan.Scale);
            }
        }
    }

    private readonly void ClearVectorCarry()
    {
        ref var carry = ref Add(ref _scratch, _layout.VectorCarry);
        for (nint i = 0; i < _plan.Unknowns; i++)
        {
            Add(ref carry, i) = TLane.Zero;
        }

        if (_plan.Central)
        {
            carry = ref Add(ref _scratch, _layout.VectorFarCarry);
            for (nint i = 0; i < _plan.Unknowns; i++)
            {
                Add(ref carry, i) = TLane.Zero;
            }
        }
    }
}
