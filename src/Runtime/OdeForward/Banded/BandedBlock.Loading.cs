using System.Runtime.CompilerServices;
using ScalableMNN.Runtime.Lanes;
using static System.Runtime.CompilerServices.Unsafe;

namespace ScalableMNN.Runtime.Banded;

/// <content>Brings inputs into lanes, as rows in scaled unknowns, and looks for numbers that are not finite.</content>
internal ref partial struct BandedBlock<TLane>
{
    /// <summary>Brings the right-hand sides and initial values of a solve into lanes, weighted, and looks for numbers that are not finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void LoadGiven(ref StepReader<TLane> rightHandSide, ref StepReader<TLane> initialValues, ref TLane solve)
    {
        var plan = _plan;
        var perPoint = plan.States * plan.InitialOrders;
        var notFinite = NotFiniteAt;
        var initialPoints = perPoint == 0 ? 0 : plan.InitialCount / perPoint;
        for (var t = 0; t < initialPoints; t++)
        {
            ref var from = ref initialValues.At(t);
            ref var to = ref Add(ref solve, (nint)t * perPoint);
            var finite = TLane.One;
            for (nint k = 0; k < perPoint; k++)
            {
                finite = TLane.MultiplyAdd(Add(ref from, k), TLane.Zero, finite);
                Add(ref to, k) = Add(ref from, k);
            }

            notFinite = TLane.RecordFailure(notFinite, finite, TLane.Zero, TLane.Create(t));
        }

        var weight = TLane.Create(plan.EquationWeight);
        var points = plan.RightHandSideConstant ? 1 : plan.Points;
        for (var t = 0; t < points; t++)
        {
            ref var from = ref rightHandSide.At(t);
            ref var to = ref Add(ref solve, plan.Given + ((nint)t * plan.GivenStride));
            var finite = TLane.One;
            for (nint e = 0; e < plan.Equations; e++)
            {
                finite = TLane.MultiplyAdd(Add(ref from, e), TLane.Zero, finite);
                Add(ref to, e) = weight * Add(ref from, e);
            }

            notFinite = TLane.RecordFailure(notFinite, finite, TLane.Zero, TLane.Create(t));
        }

        NotFiniteAt = notFinite;
    }

    /// <summary>Steps become 1/h_t and h_t/h_(t+1); the last point takes the step before it.</summary>
    private void LoadSteps(ref StepReader<TLane> steps)
    {
        var plan = _plan;
        var notFinite = NotFiniteAt;
        var notPositive = StepNotPositiveAt;
        var last = plan.Points - 2;
        var step = last >= 0 ? steps.At(0) : TLane.One;
        for (var t = 0; t < plan.Points; t++)
        {
            var next = t < last ? steps.At(t + 1) : step;
            if (t <= last)
            {
                var at = TLane.Create(t);
                notPositive = TLane.RecordFailure(notPositive, step, TLane.Zero, at);
                notFinite = TLane.RecordFailure(notFinite, TLane.MultiplyAdd(step, TLane.Zero, TLane.One), TLane.Zero, at);
            }

            ref var record = ref FactorRecord(t);
            Add(ref record, plan.Scale) = TLane.One / step;
            Add(ref record, plan.Ratio) = step / next;
            step = next;
        }

        NotFiniteAt = notFinite;
        StepNotPositiveAt = notPositive;
    }

    /// <summary>Coefficients become weighted rows in scaled unknowns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void LoadRows(int t, ref StepReader<TLane> coefficients)
    {
        var plan = _plan;
        ref var powers = ref Add(ref _scratch, _layout.Powers);
        ScalePowers(t, ref powers);
        ref var from = ref coefficients.At(t);
        ref var to = ref EquationRows(t);
        nint n = plan.Unknowns;
        nint equations = plan.Equations;
        nint orders = plan.Orders;
        nint states = plan.States;
        var weight = TLane.Create(plan.EquationWeight);
        var finite = TLane.One;
        for (nint e = 0; e < equations; e++)
        {
            nint i = 0;
            for (nint v = 0; v < states; v++)
            {
                for (nint r = 0; r < orders; r++, i++)
                {
                    var value = Add(ref from, (e * n) + i);
                    finite = TLane.MultiplyAdd(value, TLane.Zero, finite);
                    Add(ref to, (i * equations) + e) = weight * value * Add(ref powers, r);
                }
            }
        }

        NotFiniteAt = TLane.RecordFailure(NotFiniteAt, finite, TLane.Zero, TLane.Create(t));
    }
}
