using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScalableMNN.Runtime.Lanes;
using static System.Runtime.CompilerServices.Unsafe;

namespace ScalableMNN.Runtime.Banded;

/// <content>The sweeps of a vector through the factor, forward and backward, and what is found on the way.</content>
internal ref partial struct BandedBlock<TLane>
{
    /// <summary>Sweeps a vector of the normal equations forward.</summary>
    /// <param name="vector">The vector at the first point.</param>
    /// <param name="stride">From one point to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Forward(ref TLane vector, nint stride)
    {
        ClearVectorCarry();
        for (var t = 0; t < _plan.Points; t++)
        {
            if (t % CancellationStride == 0)
            {
                _cancellation.ThrowIfCancellationRequested();
            }

            ForwardStep(t, ref Add(ref vector, t * stride));
        }
    }

    /// <summary>
    /// Sweeps backward to the first solution, and puts the residual of the normal equations, computed from the rows, in place of the vector swept.
    /// </summary>
    /// <param name="solve">The solve, for its right-hand sides and initial values; not read where <paramref name="homogeneous"/>.</param>
    /// <param name="record">The record of the first point: the solution, the vector swept, and where <paramref name="homogeneous"/> the vector wanted.</param>
    /// <param name="stride">From one record to the next.</param>
    /// <param name="homogeneous">Whether the rows have no right-hand sides, and the vector wanted is given.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void BackwardWithResidual(ref TLane solve, ref TLane record, nint stride, bool homogeneous)
    {
        var plan = _plan;
        nint n = plan.Unknowns;
        for (var t = plan.Points - 1; t >= 0; t--)
        {
            if (t % CancellationStride == 0)
            {
                _cancellation.ThrowIfCancellationRequested();
            }

            ref var at = ref Add(ref record, t * stride);
            BackwardStep(t, ref Add(ref at, n), ref at, ref Add(ref at, stride), ref Add(ref at, 2 * stride));
            ref var residual = ref Add(ref at, n);
            if (homogeneous)
            {
                for (nint i = 0; i < n; i++)
                {
                    Add(ref residual, i) = Add(ref residual, n + i);
                }
            }
            else
            {
                for (nint i = 0; i < n; i++)
                {
                    Add(ref residual, i) = TLane.Zero;
                }
            }

            ResidualStep(t, ref solve, ref at, ref residual, stride, homogeneous, writes: true);
        }
    }

    /// <summary>Sweeps the correction backward and adds it to the solution.</summary>
    /// <param name="record">The record of the first point: the solution and the vector swept.</param>
    /// <param name="stride">From one record to the next.</param>
    /// <param name="visitor">Called after every point, from the last to the first, when its solution and those after it are final.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void BackwardCorrecting<TVisitor>(ref TLane record, nint stride, ref TVisitor visitor)
        where TVisitor : IPointVisitor<TLane>, allows ref struct
    {
        var plan = _plan;
        nint n = plan.Unknowns;
        ref var corrections = ref Add(ref _scratch, _layout.Corrections);
        var corrected = TLane.Zero;
        var solution = TLane.Zero;
        for (var t = plan.Points - 1; t >= 0; t--)
        {
            if (t % CancellationStride == 0)
            {
                _cancellation.ThrowIfCancellationRequested();
            }

            ref var at = ref Add(ref record, t * stride);
            ref var correction = ref Add(ref corrections, t % 3 * n);
            BackwardStep(t, ref Add(ref at, n), ref correction, ref Add(ref corrections, (t + 1) % 3 * n), ref Add(ref corrections, (t + 2) % 3 * n));
            for (nint i = 0; i < n; i++)
            {
                var d = Add(ref correction, i);
                var z = Add(ref at, i) + d;
                Add(ref at, i) = z;
                corrected = TLane.MultiplyAdd(d, d, corrected);
                solution = TLane.MultiplyAdd(z, z, solution);
            }

            visitor.Visit(ref this, t, ref at, stride);
        }

        SquaredCorrection = corrected;
        SquaredSolution = solution;
    }

    /// <summary>
    /// Tests a factor: solves for a vector that has a share in every direction, and compares x M x computed with the factor and from the rows. They agree unless rounding decides about
    /// the smallest pivots.
    /// </summary>
    /// <param name="record">Room like that of an adjoint.</param>
    /// <param name="byFactor">x M x by the factor.</param>
    /// <param name="byRows">x M x from the rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Probe(ref TLane record, out TLane byFactor, out TLane byRows)
    {
        var plan = _plan;
        nint n = plan.Unknowns;
        nint stride = plan.AdjointRecord;
        var state = 0x9E3779B97F4A7C15UL;
        for (var t = 0; t < plan.Points; t++)
        {
            ref var at = ref Add(ref record, t * stride);
            for (nint i = 0; i < n; i++)
            {
                // Marsaglia's xorshift; only the sign is used, so that every entry has the same weight.
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                var value = TLane.Create((state >> 63) == 0 ? 1.0 : -1.0);
                Add(ref at, n + i) = value;
                Add(ref at, (2 * n) + i) = value;
            }
        }

        Forward(ref Add(ref record, n), stride);
        var product = TLane.Zero;
        var residual = SquaredResidual;
        SquaredResidual = TLane.Zero;
        for (var t = plan.Points - 1; t >= 0; t--)
        {
            ref var at = ref Add(ref record, t * stride);
            BackwardStep(t, ref Add(ref at, n), ref at, ref Add(ref at, stride), ref Add(ref at, 2 * stride));
            for (nint i = 0; i < n; i++)
            {
                product = TLane.MultiplyAdd(Add(ref at, i), Add(ref at, (2 * n) + i), product);
            }

            ResidualStep(t, ref record, ref at, ref Add(ref at, n), stride, homogeneous: true, writes: false);
        }

        byFactor = product;
        byRows = SquaredResidual;
        SquaredResidual = residual;
    }

    /// <summary>Takes from the vector what elimination of the points before takes, and prepares what this point takes from those after.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void ForwardStep(int t, ref TLane vector)
    {
        var plan = _plan;
        nint n = plan.Unknowns;
        nint orders = plan.Orders;
        nint states = plan.States;
        ref var record = ref FactorRecord(t);
        ref var carry = ref Add(ref _scratch, _layout.VectorCarry);
        ref var x = ref Add(ref _scratch, _layout.Vector);
        for (nint i = 0; i < n; i++)
        {
            var value = Add(ref vector, i) - Add(ref carry, i);
            Add(ref vector, i) = value;
            Add(ref x, i) = value;
        }

        if (t + 1 >= plan.Points)
        {
            return;
        }

        BlockAlgebra.ApplyInverse(n, ref record, ref Add(ref record, plan.InverseDiagonal), ref x);
        if (!plan.Central)
        {
            ref var powers = ref Add(ref _scratch, _layout.Powers);
            RatioPowers(t, ref powers);
            ref var coupling = ref MemoryMarshal.GetArrayDataReference(plan.Coupling);
            for (nint v = 0; v < states; v++)
            {
                ref var from = ref Add(ref x, v * orders);
                ref var to = ref Add(ref carry, v * orders);
                if (orders == 3)
                {
                    var (z0, z1, z2) = (from, Add(ref from, 1), Add(ref from, 2));
                    to = Couple(ref coupling, 3, z0, z1, z2);
                    Add(ref to, 1) = Couple(ref Add(ref coupling, 1), 3, z0, z1, z2) * Add(ref powers, 1);
                    Add(ref to, 2) = Couple(ref Add(ref coupling, 2), 3, z0, z1, z2) * Add(ref powers, 2);
                    continue;
                }

                for (nint j = 0; j < orders; j++)
                {
                    var sum = TLane.Zero;
                    for (nint i = 0; i < orders; i++)
                    {
                        sum = TLane.MultiplyAdd(TLane.Create(Add(ref coupling, (i * orders) + j)), Add(ref from, i), sum);
                    }

                    Add(ref to, j) = sum * Add(ref powers, j);
                }
            }

            return;
        }

        ref var farCarry = ref Add(ref _scratch, _layout.VectorFarCarry);
        ref var next = ref Add(ref record, plan.NextBlock);
        for (nint j = 0; j < n; j++)
        {
            var sum = Add(ref farCarry, j);
            for (nint i = 0; i < n; i++)
            {
                sum = TLane.MultiplyAdd(Add(ref next, (i * n) + j), Add(ref x, i), sum);
            }

            Add(ref carry, j) = sum;
            Add(ref farCarry, j) = TLane.Zero;
        }

        if (t + 2 < plan.Points)
        {
            TripleRow(t, out var first, out _, out var third);
            for (nint v = 0; v < states; v++)
            {
                var at = (v * orders) + orders - 2;
                Add(ref farCarry, at) = first * third * Add(ref x, at);
            }
        }
    }

    /// <summary>The solution at a point from the vector swept forward and the solution at the points after.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void BackwardStep(int t, ref TLane vector, ref TLane solution, ref TLane next, ref TLane afterNext)
    {
        var plan = _plan;
        nint n = plan.Unknowns;
        nint orders = plan.Orders;
        nint states = plan.States;
        ref var record = ref FactorRecord(t);
        if (t + 1 >= plan.Points)
        {
            for (nint i = 0; i < n; i++)
            {
                Add(ref solution, i) = Add(ref vector, i);
            }
        }
        else if (!plan.Central)
        {
            ref var powers = ref Add(ref _scratch, _layout.Powers);
            RatioPowers(t, ref powers);
            ref var scaled = ref Add(ref _scratch, _layout.StateRows);
            ref var coupling = ref MemoryMarshal.GetArrayDataReference(plan.Coupling);
            for (nint v = 0; v < states; v++)
            {
                if (orders == 3)
                {
                    ref var far = ref Add(ref next, v * 3);
                    ref var to = ref Add(ref solution, v * 3);
                    ref var from = ref Add(ref vector, v * 3);
                    var (x0, x1, x2) = (far, Add(ref far, 1) * Add(ref powers, 1), Add(ref far, 2) * Add(ref powers, 2));
                    to = from - Couple(ref coupling, 1, x0, x1, x2);
                    Add(ref to, 1) = Add(ref from, 1) - Couple(ref Add(ref coupling, 3), 1, x0, x1, x2);
                    Add(ref to, 2) = Add(ref from, 2) - Couple(ref Add(ref coupling, 6), 1, x0, x1, x2);
                    continue;
                }

                ScaleBy(orders, ref powers, ref Add(ref next, v * orders), ref scaled);
                for (nint i = 0; i < orders; i++)
                {
                    var sum = Add(ref vector, (v * orders) + i);
                    for (nint j = 0; j < orders; j++)
                    {
                        sum = TLane.MultiplySubtract(TLane.Create(Add(ref coupling, (i * orders) + j)), Add(ref scaled, j), sum);
                    }

                    Add(ref solution, (v * orders) + i) = sum;
                }
            }
        }
        else
        {
            ref var block = ref Add(ref record, plan.NextBlock);
            for (nint i = 0; i < n; i++)
            {
                var sum = Add(ref vector, i);
                for (nint j = 0; j < n; j++)
                {
                    sum = TLane.MultiplySubtract(Add(ref block, (i * n) + j), Add(ref next, j), sum);
                }

                Add(ref solution, i) = sum;
            }

            if (t + 2 < plan.Points)
            {
                TripleRow(t, out var first, out _, out var third);
                for (nint v = 0; v < states; v++)
                {
                    var at = (v * orders) + orders - 2;
                    Add(ref solution, at) = TLane.MultiplySubtract(first * third, Add(ref afterNext, at), Add(ref solution, at));
                }
            }
        }

        BlockAlgebra.ApplyInverse(n, ref record, ref Add(ref record, plan.InverseDiagonal), ref solution);
    }

    /// <summary>Three products, for states with two derivatives, the most common: in a loop they cost several times as much.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Couple(ref double coupling, nint stride, TLane first, TLane second, TLane third)
    {
        var sum = TLane.MultiplyAdd(TLane.Create(Add(ref coupling, stride)), second, TLane.Create(coupling) * first);
        return TLane.MultiplyAdd(TLane.Create(Add(ref coupling, 2 * stride)), third, sum);
    }
}
