using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScalableMNN.Runtime.Lanes;
using static System.Runtime.CompilerServices.Unsafe;

namespace ScalableMNN.Runtime.Banded;

/// <content>The factorisation: each point's diagonal block is assembled from its rows, factorised, and taken from the blocks of the points after.</content>
internal ref partial struct BandedBlock<TLane>
{
    /// <summary>Factorises, and where a solve is given starts it: its right-hand side is assembled and swept forward along the way.</summary>
    /// <param name="coefficients">The coefficients of the equations.</param>
    /// <param name="steps">The steps.</param>
    /// <param name="starts">Whether there is a solve to start.</param>
    /// <param name="solve">The solve; its right-hand sides and initial values have been loaded.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Factorise(ref StepReader<TLane> coefficients, ref StepReader<TLane> steps, bool starts, ref TLane solve)
    {
        var plan = _plan;
        LoadSteps(ref steps);
        if (plan.ConstantCoefficientRows)
        {
            LoadRows(0, ref coefficients);
        }

        ClearVectorCarry();
        for (var t = 0; t < plan.Points; t++)
        {
            if (t % CancellationStride == 0)
            {
                _cancellation.ThrowIfCancellationRequested();
            }

            if (!plan.ConstantCoefficientRows)
            {
                LoadRows(t, ref coefficients);
            }

            Assemble(t);
            Eliminate(t);
            if (starts)
            {
                ref var record = ref Add(ref solve, plan.SolveHeader + ((nint)t * plan.SolveRecord));
                AssembleRightHandSide(t, ref solve, ref Add(ref record, plan.Unknowns));
                ForwardStep(t, ref Add(ref record, plan.Unknowns));
            }
        }
    }

    /// <summary>The diagonal block of a point: all rows that touch it, less what elimination of the points before takes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Assemble(int t)
    {
        var plan = _plan;
        nint n = plan.Unknowns;
        nint orders = plan.Orders;
        nint states = plan.States;
        ref var block = ref Add(ref _scratch, _layout.Block);
        ref var diagonal = ref Add(ref _scratch, _layout.Diagonal);
        BlockAlgebra.Square(n, plan.Equations, ref EquationRows(t), ref block, ref Add(ref _scratch, _layout.Sums));

        ref var record = ref FactorRecord(t);
        if (t < plan.InitialPoints)
        {
            var scale = TLane.Create(plan.InitialWeight);
            for (nint r = 0; r < plan.InitialOrders; r++)
            {
                var square = scale * scale;
                for (nint v = 0; v < states; v++)
                {
                    var i = (v * orders) + r;
                    ref var to = ref Add(ref BlockAlgebra.RowWithDiagonal(ref block, i), i);
                    to += square;
                }

                scale *= Add(ref record, plan.Scale);
            }
        }

        if (t + 1 < plan.Points)
        {
            ref var near = ref MemoryMarshal.GetArrayDataReference(plan.Near);
            for (nint i = 0; i < orders; i++)
            {
                for (nint j = 0; j <= i; j++)
                {
                    AddToStates(ref block, i, j, TLane.Create(Add(ref near, (i * orders) + j)));
                }
            }
        }

        if (t > 0)
        {
            ref var powers = ref Add(ref _scratch, _layout.Powers);
            RatioPowers(t - 1, ref powers);
            ref var far = ref MemoryMarshal.GetArrayDataReference(plan.Far);
            for (nint i = 0; i < orders; i++)
            {
                for (nint j = 0; j <= i; j++)
                {
                    AddToStates(ref block, i, j, TLane.Create(Add(ref far, (i * orders) + j)) * (Add(ref powers, i) * Add(ref powers, j)));
                }
            }
        }

        if (plan.Central)
        {
            if (t + 2 < plan.Points)
            {
                TripleRow(t, out var first, out _, out _);
                AddToStates(ref block, orders - 2, orders - 2, first * first);
            }

            if (t >= 1 && t + 1 < plan.Points)
            {
                TripleRow(t - 1, out _, out var second, out _);
                AddToStates(ref block, orders - 1, orders - 1, second * second);
            }

            if (t >= 2)
            {
                TripleRow(t - 2, out _, out _, out var third);
                AddToStates(ref block, orders - 2, orders - 2, third * third);
            }
        }

        ref var entry = ref block;
        for (nint i = 0; i < n; i++)
        {
            Add(ref diagonal, i) = Add(ref entry, i);
            entry = ref Add(ref entry, i + 1);
        }

        if (t > 0)
        {
            nint size = plan.Triangle;
            ref var carry = ref Add(ref _scratch, _layout.Carry);
            for (nint k = 0; k < size; k++)
            {
                Add(ref block, k) = Add(ref block, k) - Add(ref carry, k);
            }
        }

        if (plan.Central && t > 1)
        {
            ref var far = ref Add(ref _scratch, _layout.FarCarry);
            for (nint v = 0; v < states; v++)
            {
                ref var to = ref BlockAlgebra.RowWithDiagonal(ref block, (v * orders) + orders - 2);
                for (nint w = 0; w <= v; w++)
                {
                    ref var value = ref Add(ref to, (w * orders) + orders - 2);
                    value -= far;
                    far = ref Add(ref far, 1);
                }
            }
        }
    }

    /// <summary>Factorises the diagonal block of a point and computes what it takes from the points after.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Eliminate(int t)
    {
        var plan = _plan;
        nint n = plan.Unknowns;
        nint orders = plan.Orders;
        nint states = plan.States;
        ref var record = ref FactorRecord(t);
        ref var inverse = ref Add(ref record, plan.InverseDiagonal);
        ref var panel = ref Add(ref _scratch, _layout.Panel);
        ref var sums = ref Add(ref _scratch, _layout.Sums);
        _pivots.Point = TLane.Create(t);
        BlockAlgebra.Factorise(n, ref Add(ref _scratch, _layout.Block), ref record, ref inverse, ref panel, ref sums, ref _pivots, ref Add(ref _scratch, _layout.Diagonal));
        if (t + 1 >= plan.Points)
        {
            return;
        }

        ref var powers = ref Add(ref _scratch, _layout.Powers);
        RatioPowers(t, ref powers);
        ref var rows = ref Add(ref _scratch, _layout.Transfer);
        ref var carry = ref Add(ref _scratch, _layout.Carry);
        ref var coupling = ref MemoryMarshal.GetArrayDataReference(plan.Coupling);
        if (!plan.Central)
        {
            for (nint k = 0; k < n * n; k++)
            {
                Add(ref rows, k) = TLane.Zero;
            }

            for (nint j = 0; j < orders; j++)
            {
                for (nint i = 0; i < orders; i++)
                {
                    var value = TLane.Create(Add(ref coupling, (i * orders) + j)) * Add(ref powers, j);
                    for (nint v = 0; v < states; v++)
                    {
                        var at = v * orders;
                        Add(ref rows, ((at + j) * n) + at + i) = value;
                    }
                }
            }

            BlockAlgebra.Eliminate(n, n, ref rows, ref record, ref inverse, orders, ref carry, ref panel, ref sums);
            return;
        }

        EliminateCentral(t, ref record, ref powers);
    }

    /// <summary>
    /// With central smoothness the block to the next point fills in, and there is one to the point after next. Both are eliminated together: first the rows of the next point, then those
    /// of u^(R-1) two points on.
    /// </summary>
    private void EliminateCentral(int t, ref TLane record, ref TLane powers)
    {
        var plan = _plan;
        nint n = plan.Unknowns;
        nint orders = plan.Orders;
        nint states = plan.States;
        ref var rows = ref Add(ref _scratch, _layout.Transfer);
        ref var carry = ref Add(ref _scratch, _layout.Carry);
        ref var coupling = ref MemoryMarshal.GetArrayDataReference(plan.Coupling);
        ref var next = ref Add(ref record, plan.NextBlock);

        // The block from this point (row) to the next (column).
        for (nint k = 0; k < n * n; k++)
        {
            Add(ref next, k) = TLane.Zero;
        }

        for (nint v = 0; v < states; v++)
        {
            for (nint i = 0; i < orders; i++)
            {
                for (nint j = 0; j < orders; j++)
                {
                    Add(ref next, (((v * orders) + i) * n) + (v * orders) + j) = TLane.Create(Add(ref coupling, (i * orders) + j)) * Add(ref powers, j);
                }
            }
        }

        var reaches = t + 2 < plan.Points;
        var far = TLane.Zero;
        if (reaches)
        {
            TripleRow(t, out var first, out var second, out var third);
            far = first * third;
            for (nint v = 0; v < states; v++)
            {
                ref var to = ref Add(ref next, (((v * orders) + orders - 2) * n) + (v * orders) + orders - 1);
                to = TLane.MultiplyAdd(first, second, to);
            }
        }

        if (t > 0)
        {
            TripleRow(t - 1, out _, out var second, out var third);
            for (nint v = 0; v < states; v++)
            {
                ref var to = ref Add(ref next, (((v * orders) + orders - 1) * n) + (v * orders) + orders - 2);
                to = TLane.MultiplyAdd(second, third, to);

                // What elimination of the point before took from this block.
                ref var from = ref BlockAlgebra.RowWithDiagonal(ref carry, n + v);
                for (nint i = 0; i < n; i++)
                {
                    ref var value = ref Add(ref next, (i * n) + (v * orders) + orders - 2);
                    value -= Add(ref from, i);
                }

                // And from the diagonal block of the next point; this point's own was consumed when it was assembled.
                ref var pending = ref Add(ref _scratch, _layout.FarCarry + (v * (v + 1) / 2));
                for (nint w = 0; w <= v; w++)
                {
                    Add(ref pending, w) = Add(ref from, n + w);
                }
            }
        }

        for (nint j = 0; j < n; j++)
        {
            for (nint i = 0; i < n; i++)
            {
                Add(ref rows, (j * n) + i) = Add(ref next, (i * n) + j);
            }
        }

        for (nint v = 0; v < states; v++)
        {
            ref var row = ref Add(ref rows, (n + v) * n);
            for (nint i = 0; i < n; i++)
            {
                Add(ref row, i) = TLane.Zero;
            }

            Add(ref row, (v * orders) + orders - 2) = far;
        }

        BlockAlgebra.Eliminate(n, reaches ? n + states : n, ref rows, ref record, ref Add(ref record, plan.InverseDiagonal), 0, ref carry, ref Add(ref _scratch, _layout.Panel), ref Add(ref _scratch, _layout.Sums));
    }

    private readonly void AddToStates(ref TLane block, nint i, nint j, TLane value)
    {
        nint orders = _plan.Orders;
        for (nint v = 0; v < _plan.States; v++)
        {
            ref var to = ref Add(ref BlockAlgebra.RowWithDiagonal(ref block, (v * orders) + i), (v * orders) + j);
            to += value;
        }
    }
}
