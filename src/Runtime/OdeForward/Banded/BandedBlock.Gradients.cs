using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScalableMNN.Runtime.Lanes;
using static System.Runtime.CompilerServices.Unsafe;

namespace ScalableMNN.Runtime.Banded;

// For a row with weighted residual rho = w (b - a y) and adjoint product q = w a lambda: dL/da = w (rho lambda - q y) and dL/db = w q.
internal ref partial struct BandedBlock<TLane>
    where TLane : unmanaged, ILane<TLane>
{
    /// <summary>I.</summary>
    public readonly int InitialPoints => _plan.InitialPoints;

    /// <summary>T - 1.</summary>
    public readonly int LastPoint => _plan.Points - 1;

    /// <summary>u from z.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Unscale(int t, ref TLane scaled, ref TLane unscaled)
    {
        ref var powers = ref Add(ref _scratch, _layout.Powers);
        ScalePowers(t, ref powers);
        nint i = 0;
        for (nint v = 0; v < _plan.States; v++)
        {
            for (nint r = 0; r < _plan.Orders; r++, i++)
            {
                Add(ref unscaled, i) = Add(ref scaled, i) * Add(ref powers, r);
            }
        }
    }

    /// <summary>Brings the gradient of the loss into lanes and scaled unknowns: the vector to sweep and the one wanted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void LoadAdjoint(ref StepReader<TLane> gradient, ref TLane record)
    {
        nint n = _plan.Unknowns;
        for (var t = 0; t < _plan.Points; t++)
        {
            ref var at = ref Add(ref record, (nint)t * _plan.AdjointRecord);
            ref var wanted = ref Add(ref at, 2 * n);
            Unscale(t, ref gradient.At(t), ref wanted);
            for (nint i = 0; i < n; i++)
            {
                Add(ref at, n + i) = Add(ref wanted, i);
            }
        }
    }

    /// <summary>The gradients with respect to coefficients and right-hand sides of a point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void EquationGradients(int t, ref TLane solve, ref TLane adjoint, ref TLane coefficients, bool addsCoefficients, ref TLane rightHandSide, bool addsRightHandSide)
    {
        var plan = _plan;
        nint n = plan.Unknowns;
        nint equations = plan.Equations;
        nint orders = plan.Orders;
        ref var solution = ref Add(ref solve, plan.SolveHeader + ((nint)t * plan.SolveRecord));
        ref var given = ref Add(ref solve, plan.Given + ((nint)t * plan.GivenStride));
        ref var residuals = ref Add(ref _scratch, _layout.Residuals);
        ref var products = ref Add(ref _scratch, _layout.AdjointResiduals);
        ref var powers = ref Add(ref _scratch, _layout.Powers);
        ScalePowers(t, ref powers);
        for (nint e = 0; e < equations; e++)
        {
            Add(ref residuals, e) = Add(ref given, e);
            Add(ref products, e) = TLane.Zero;
        }

        ref var rows = ref EquationRows(t);
        SubtractRows(n, equations, ref rows, ref solution, ref residuals);
        SubtractRows(n, equations, ref rows, ref adjoint, ref products);
        var weight = TLane.Create(plan.EquationWeight);
        for (nint e = 0; e < equations; e++)
        {
            // The product is negative here: SubtractRows began at zero.
            var residual = weight * Add(ref residuals, e);
            var product = weight * Add(ref products, e);
            if (addsRightHandSide)
            {
                Add(ref rightHandSide, e) -= product;
            }
            else
            {
                Add(ref rightHandSide, e) = -product;
            }

            ref var to = ref Add(ref coefficients, e * n);
            nint i = 0;
            for (nint v = 0; v < plan.States; v++)
            {
                for (nint r = 0; r < orders; r++, i++)
                {
                    var value = TLane.MultiplyAdd(residual, Add(ref adjoint, i), product * Add(ref solution, i));
                    Add(ref to, i) = addsCoefficients
                        ? TLane.MultiplyAdd(value, Add(ref powers, r), Add(ref to, i))
                        : value * Add(ref powers, r);
                }
            }
        }
    }

    /// <summary>The gradients with respect to the values given at a point.</summary>
    public readonly void InitialGradients(int t, ref TLane adjoint, ref TLane initialValues, bool adds)
    {
        var plan = _plan;
        ref var powers = ref Add(ref _scratch, _layout.Powers);
        ScalePowers(t, ref powers);
        var weight = TLane.Create(plan.InitialWeight * plan.InitialWeight);
        for (nint v = 0; v < plan.States; v++)
        {
            for (nint r = 0; r < plan.InitialOrders; r++)
            {
                var value = weight * (Add(ref powers, r) * Add(ref adjoint, (v * plan.Orders) + r));
                ref var to = ref Add(ref initialValues, (v * plan.InitialOrders) + r);
                to = adds ? to + value : value;
            }
        }
    }

    /// <summary>
    /// What the smoothness rows that begin at a point contribute to the gradients with respect to the step after it and the one after that. With h d/dh of a row in scaled unknowns: for
    /// the forward row of order r the sum of o z_o/(o-r)! less r x_r, for the backward row that of o (-1)^(o-r) x_o/(o-r)! less r z_r.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void StepGradients(int t, ref TLane solve, ref TLane adjoint, nint stride, out TLane own, out TLane next)
    {
        var plan = _plan;
        nint orders = plan.Orders;
        nint solveStride = plan.SolveRecord;
        ref var solution = ref Add(ref solve, plan.SolveHeader + ((nint)t * solveStride));
        ref var powers = ref Add(ref _scratch, _layout.Powers);
        RatioPowers(t, ref powers);
        ref var rows = ref Add(ref _scratch, _layout.StateRows);
        ref var forward = ref rows;
        ref var backward = ref Add(ref rows, orders);
        ref var adjointForward = ref Add(ref rows, 2 * orders);
        ref var adjointBackward = ref Add(ref rows, 3 * orders);
        ref var derivatives = ref Add(ref _scratch, _layout.StateRowDerivatives);
        ref var scaled = ref Add(ref derivatives, 2 * orders);
        ref var adjointScaled = ref Add(ref derivatives, 3 * orders);
        var sum = TLane.Zero;
        for (nint v = 0; v < plan.States; v++)
        {
            var at = v * orders;
            ScaleBy(orders, ref powers, ref Add(ref solution, solveStride + at), ref scaled);
            ScaleBy(orders, ref powers, ref Add(ref adjoint, stride + at), ref adjointScaled);
            TaylorResiduals(ref Add(ref solution, at), ref scaled, ref forward, ref backward);
            TaylorResiduals(ref Add(ref adjoint, at), ref adjointScaled, ref adjointForward, ref adjointBackward);

            // TaylorResiduals are minus the rows: rho for the solution, -q for the adjoint.
            TaylorDerivatives(ref Add(ref adjoint, at), ref adjointScaled, ref derivatives, ref Add(ref derivatives, orders));
            for (nint r = 0; r < plan.TaylorRows; r++)
            {
                sum = TLane.MultiplyAdd(Add(ref forward, r), Add(ref derivatives, r), sum);
                sum = TLane.MultiplyAdd(Add(ref backward, r), Add(ref derivatives, orders + r), sum);
            }

            TaylorDerivatives(ref Add(ref solution, at), ref scaled, ref derivatives, ref Add(ref derivatives, orders));
            for (nint r = 0; r < plan.TaylorRows; r++)
            {
                sum = TLane.MultiplyAdd(Add(ref adjointForward, r), Add(ref derivatives, r), sum);
                sum = TLane.MultiplyAdd(Add(ref adjointBackward, r), Add(ref derivatives, orders + r), sum);
            }
        }

        var inverseStep = Add(ref FactorRecord(t), plan.Scale);
        own = TLane.Create(plan.SmoothnessWeight * plan.SmoothnessWeight) * inverseStep * sum;
        next = TLane.Zero;
        if (plan.Central && t + 2 < plan.Points)
        {
            // Of a z_t + b z_(t+1) + c z_(t+2), powers of H = h_t + h_(t+1): H d/dH multiplies by them.
            TripleRow(t, out var first, out var second, out var third);
            var low = TLane.Create(orders - 3);
            var high = TLane.Create(orders - 2);
            var triple = TLane.Zero;
            for (nint v = 0; v < plan.States; v++)
            {
                var at = (v * orders) + orders - 2;
                var outer = TLane.MultiplyAdd(third, Add(ref solution, (2 * solveStride) + at), first * Add(ref solution, at));
                var inner = second * Add(ref solution, solveStride + at + 1);
                var adjointOuter = TLane.MultiplyAdd(third, Add(ref adjoint, (2 * stride) + at), first * Add(ref adjoint, at));
                var adjointInner = second * Add(ref adjoint, stride + at + 1);
                triple -= (outer + inner) * TLane.MultiplyAdd(low, adjointOuter, high * adjointInner);
                triple -= (adjointOuter + adjointInner) * TLane.MultiplyAdd(low, outer, high * inner);
            }

            var ratio = Add(ref FactorRecord(t), plan.Ratio);
            triple *= inverseStep / (TLane.One + (TLane.One / ratio));
            own += triple;
            next = triple;
        }
    }

    private readonly void TaylorDerivatives(ref TLane near, ref TLane far, ref TLane forward, ref TLane backward)
    {
        nint orders = _plan.Orders;
        ref var inverse = ref MemoryMarshal.GetArrayDataReference(_plan.Inverse);
        ref var alternating = ref MemoryMarshal.GetArrayDataReference(_plan.Alternating);
        for (nint r = 0; r < _plan.TaylorRows; r++)
        {
            var order = TLane.Create(r);
            var f = order * (Add(ref near, r) - Add(ref far, r));
            var b = order * (Add(ref far, r) - Add(ref near, r));
            for (nint k = 1; k < orders - r; k++)
            {
                f = TLane.MultiplyAdd(TLane.Create((r + k) * Add(ref inverse, k)), Add(ref near, r + k), f);
                b = TLane.MultiplyAdd(TLane.Create((r + k) * Add(ref alternating, k)), Add(ref far, r + k), b);
            }

            Add(ref forward, r) = f;
            Add(ref backward, r) = b;
        }
    }
}
