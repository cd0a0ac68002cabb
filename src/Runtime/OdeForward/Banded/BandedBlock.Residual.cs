using System.Runtime.CompilerServices;
using ScalableMNN.Runtime.Lanes;
using static System.Runtime.CompilerServices.Unsafe;

namespace ScalableMNN.Runtime.Banded;

/// <content>What a solution leaves of the rows.</content>
internal ref partial struct BandedBlock<TLane>
{
    /// <summary>Begins the sum of the squares of all rows anew.</summary>
    public void ClearResidual() => SquaredResidual = TLane.Zero;

    /// <summary>The residuals of all rows that begin at a point are added to the sum of squares and, where wanted, their part in the normal equations to a vector.</summary>
    /// <param name="t">The point.</param>
    /// <param name="solve">The solve, for right-hand sides and initial values; not read where <paramref name="homogeneous"/>.</param>
    /// <param name="solution">The solution at the point.</param>
    /// <param name="normal">The vector at the point.</param>
    /// <param name="stride">From one point to the next.</param>
    /// <param name="homogeneous">Whether the rows have no right-hand sides.</param>
    /// <param name="writes">Whether the vector is wanted.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ResidualStep(int t, ref TLane solve, ref TLane solution, ref TLane normal, nint stride, bool homogeneous, bool writes)
    {
        var plan = _plan;
        nint n = plan.Unknowns;
        nint equations = plan.Equations;
        nint orders = plan.Orders;
        nint states = plan.States;
        var squares = SquaredResidual;
        ref var rows = ref EquationRows(t);
        ref var residuals = ref Add(ref _scratch, _layout.Residuals);
        if (homogeneous)
        {
            for (nint e = 0; e < equations; e++)
            {
                Add(ref residuals, e) = TLane.Zero;
            }
        }
        else
        {
            ref var given = ref Add(ref solve, plan.Given + ((nint)t * plan.GivenStride));
            for (nint e = 0; e < equations; e++)
            {
                Add(ref residuals, e) = Add(ref given, e);
            }
        }

        SubtractRows(n, equations, ref rows, ref solution, ref residuals);
        for (nint e = 0; e < equations; e++)
        {
            squares = TLane.MultiplyAdd(Add(ref residuals, e), Add(ref residuals, e), squares);
        }

        if (writes)
        {
            AddRows(n, equations, ref rows, ref residuals, ref normal);
        }

        ref var record = ref FactorRecord(t);
        if (t < plan.InitialPoints)
        {
            var scale = TLane.Create(plan.InitialWeight);
            ref var initial = ref Add(ref solve, plan.InitialValuesConstant ? 0 : (nint)t * states * plan.InitialOrders);
            for (nint r = 0; r < plan.InitialOrders; r++)
            {
                for (nint v = 0; v < states; v++)
                {
                    var residual = homogeneous
                        ? TLane.Zero
                        : TLane.Create(plan.InitialWeight) * Add(ref initial, (v * plan.InitialOrders) + r);
                    residual = TLane.MultiplySubtract(scale, Add(ref solution, (v * orders) + r), residual);
                    squares = TLane.MultiplyAdd(residual, residual, squares);
                    if (writes)
                    {
                        ref var to = ref Add(ref normal, (v * orders) + r);
                        to = TLane.MultiplyAdd(scale, residual, to);
                    }
                }

                scale *= Add(ref record, plan.Scale);
            }
        }

        if (t + 1 < plan.Points)
        {
            var smoothness = TLane.Create(plan.SmoothnessWeight * plan.SmoothnessWeight);
            ref var powers = ref Add(ref _scratch, _layout.Powers);
            RatioPowers(t, ref powers);
            ref var forward = ref Add(ref _scratch, _layout.StateRows);
            ref var backward = ref Add(ref forward, orders);
            ref var scaled = ref Add(ref backward, orders);
            var smoothSquares = TLane.Zero;
            for (nint v = 0; v < states; v++)
            {
                ref var near = ref Add(ref solution, v * orders);
                ScaleBy(orders, ref powers, ref Add(ref near, stride), ref scaled);
                TaylorResiduals(ref near, ref scaled, ref forward, ref backward);
                for (nint r = 0; r < plan.TaylorRows; r++)
                {
                    smoothSquares = TLane.MultiplyAdd(Add(ref forward, r), Add(ref forward, r), smoothSquares);
                    smoothSquares = TLane.MultiplyAdd(Add(ref backward, r), Add(ref backward, r), smoothSquares);
                }

                if (writes)
                {
                    AddTaylorRows(smoothness, ref powers, ref forward, ref backward, ref Add(ref normal, v * orders), ref Add(ref normal, stride + (v * orders)));
                }
            }

            squares = TLane.MultiplyAdd(smoothness, smoothSquares, squares);
            if (plan.Central && t + 2 < plan.Points)
            {
                TripleRow(t, out var first, out var second, out var third);
                for (nint v = 0; v < states; v++)
                {
                    var at = (v * orders) + orders - 2;
                    var residual = -(first * Add(ref solution, at));
                    residual = TLane.MultiplySubtract(second, Add(ref solution, stride + at + 1), residual);
                    residual = TLane.MultiplySubtract(third, Add(ref solution, (2 * stride) + at), residual);
                    squares = TLane.MultiplyAdd(residual, residual, squares);
                    if (writes)
                    {
                        ref var to = ref Add(ref normal, at);
                        to = TLane.MultiplyAdd(first, residual, to);
                        to = ref Add(ref normal, stride + at + 1);
                        to = TLane.MultiplyAdd(second, residual, to);
                        to = ref Add(ref normal, (2 * stride) + at);
                        to = TLane.MultiplyAdd(third, residual, to);
                    }
                }
            }
        }

        SquaredResidual = squares;
    }
}
