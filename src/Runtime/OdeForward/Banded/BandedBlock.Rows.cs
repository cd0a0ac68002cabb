using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScalableMNN.Runtime.Lanes;
using static System.Runtime.CompilerServices.Unsafe;

namespace ScalableMNN.Runtime.Banded;

/// <content>The rows of a point: equations, Taylor rows and the central row, applied to vectors.</content>
internal ref partial struct BandedBlock<TLane>
{
    /// <summary>The weighted equation rows of a point, in scaled unknowns; the equation runs fastest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ref TLane EquationRows(int t) => ref Add(ref _factor, _plan.Rows + ((nint)t * _plan.RowsStride));

    /// <summary>The coefficients, weighted, of the central row that begins at a point: on z^(R-1)_t, z^(R)_(t+1) and z^(R-1)_(t+2).</summary>
    private readonly void TripleRow(int t, out TLane first, out TLane second, out TLane third)
    {
        var plan = _plan;
        var power = plan.Orders - 1;
        ref var record = ref FactorRecord(t);
        var ratio = Add(ref record, plan.Ratio);
        var nextRatio = Add(ref record, plan.FactorRecord + plan.Ratio);
        var span = TLane.One + (TLane.One / ratio);
        var lead = TLane.Create(plan.SmoothnessWeight) * Add(ref record, plan.Scale) * Power(span, power - 2);
        first = lead;
        second = lead * span * Power(ratio, power);
        third = -(lead * Power(ratio * nextRatio, power - 1));
    }

    /// <summary>result -= rows x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SubtractRows(nint n, nint equations, ref TLane rows, ref TLane x, ref TLane result)
    {
        ref var row = ref rows;
        for (nint i = 0; i < n; i++)
        {
            var value = Add(ref x, i);
            for (nint e = 0; e < equations; e++)
            {
                Add(ref result, e) = TLane.MultiplySubtract(Add(ref row, e), value, Add(ref result, e));
            }

            row = ref Add(ref row, equations);
        }
    }

    /// <summary>vector += rows^T values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRows(nint n, nint equations, ref TLane rows, ref TLane values, ref TLane vector)
    {
        ref var row = ref rows;
        for (nint i = 0; i < n; i++)
        {
            var sum = Add(ref vector, i);
            for (nint e = 0; e < equations; e++)
            {
                sum = TLane.MultiplyAdd(Add(ref row, e), Add(ref values, e), sum);
            }

            Add(ref vector, i) = sum;
            row = ref Add(ref row, equations);
        }
    }

    /// <summary>Minus the Taylor rows of one state: forward x_r - sum z_o/(o-r)!, backward z_r - sum (-1)^(o-r) x_o/(o-r)!.</summary>
    private readonly void TaylorResiduals(ref TLane near, ref TLane far, ref TLane forward, ref TLane backward)
    {
        nint orders = _plan.Orders;
        nint taylor = _plan.TaylorRows;
        ref var inverse = ref MemoryMarshal.GetArrayDataReference(_plan.Inverse);
        ref var alternating = ref MemoryMarshal.GetArrayDataReference(_plan.Alternating);
        if (taylor == 3 && orders == 3)
        {
            var half = TLane.Create(0.5);
            var (z0, z1, z2) = (near, Add(ref near, 1), Add(ref near, 2));
            var (x0, x1, x2) = (far, Add(ref far, 1), Add(ref far, 2));
            forward = TLane.MultiplySubtract(half, z2, x0 - z0 - z1);
            Add(ref forward, 1) = x1 - z1 - z2;
            Add(ref forward, 2) = x2 - z2;
            backward = TLane.MultiplySubtract(half, x2, z0 - x0 + x1);
            Add(ref backward, 1) = z1 - x1 + x2;
            Add(ref backward, 2) = z2 - x2;
            return;
        }

        for (nint r = 0; r < taylor; r++)
        {
            var f = Add(ref far, r) - Add(ref near, r);
            var b = Add(ref near, r) - Add(ref far, r);
            for (nint k = 1; k < orders - r; k++)
            {
                f = TLane.MultiplySubtract(TLane.Create(Add(ref inverse, k)), Add(ref near, r + k), f);
                b = TLane.MultiplySubtract(TLane.Create(Add(ref alternating, k)), Add(ref far, r + k), b);
            }

            Add(ref forward, r) = f;
            Add(ref backward, r) = b;
        }
    }

    /// <summary>Adds the part of the Taylor rows of one state in the normal equations, for residuals given.</summary>
    private readonly void AddTaylorRows(TLane weight, ref TLane powers, ref TLane forward, ref TLane backward, ref TLane near, ref TLane far)
    {
        nint orders = _plan.Orders;
        nint taylor = _plan.TaylorRows;
        ref var inverse = ref MemoryMarshal.GetArrayDataReference(_plan.Inverse);
        ref var alternating = ref MemoryMarshal.GetArrayDataReference(_plan.Alternating);
        if (taylor == 3 && orders == 3)
        {
            var half = TLane.Create(0.5);
            var (f0, f1, f2) = (forward, Add(ref forward, 1), Add(ref forward, 2));
            var (b0, b1, b2) = (backward, Add(ref backward, 1), Add(ref backward, 2));
            near = TLane.MultiplyAdd(weight, f0 - b0, near);
            Add(ref near, 1) = TLane.MultiplyAdd(weight, f0 + f1 - b1, Add(ref near, 1));
            Add(ref near, 2) = TLane.MultiplyAdd(weight, TLane.MultiplyAdd(half, f0, f1 + f2 - b2), Add(ref near, 2));
            far = TLane.MultiplyAdd(weight, b0 - f0, far);
            Add(ref far, 1) = TLane.MultiplyAdd(weight * Add(ref powers, 1), b1 - b0 - f1, Add(ref far, 1));
            Add(ref far, 2) = TLane.MultiplyAdd(weight * Add(ref powers, 2), TLane.MultiplyAdd(half, b0, b2 - b1 - f2), Add(ref far, 2));
            return;
        }

        for (nint o = 0; o < orders; o++)
        {
            var atNear = TLane.Zero;
            var atFar = TLane.Zero;
            if (o < taylor)
            {
                atNear = -Add(ref backward, o);
                atFar = -Add(ref forward, o);
            }

            var rows = o < taylor ? o + 1 : taylor;
            for (nint r = 0; r < rows; r++)
            {
                atNear = TLane.MultiplyAdd(TLane.Create(Add(ref inverse, o - r)), Add(ref forward, r), atNear);
                atFar = TLane.MultiplyAdd(TLane.Create(Add(ref alternating, o - r)), Add(ref backward, r), atFar);
            }

            Add(ref near, o) = TLane.MultiplyAdd(weight, atNear, Add(ref near, o));
            Add(ref far, o) = TLane.MultiplyAdd(weight * Add(ref powers, o), atFar, Add(ref far, o));
        }
    }
}
