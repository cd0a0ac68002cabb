using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using ScalableMNN.Runtime.Lanes;
using static System.Runtime.CompilerServices.Unsafe;

namespace ScalableMNN.Runtime.Banded;

/// <summary>
/// The sweeps over the grid for one block of trajectories side by side: factorisation, forward and backward substitution, residuals by rows. The normal equations are block
/// tridiagonal (pentadiagonal with central smoothness) in the scaled unknowns of <see cref="BandedPlan"/>; only the triangle of each diagonal block is kept.
/// </summary>
internal ref partial struct BandedBlock<TLane>
    where TLane : unmanaged, ILane<TLane>
{
    // Between two looks at the cancellation token.
    private const int CancellationStride = 1024;

    private readonly BandedPlan _plan;
    private readonly ScratchLayout _layout;
    private readonly ref TLane _factor;
    private readonly ref TLane _scratch;
    private readonly CancellationToken _cancellation;

    private PivotCheck<TLane> _pivots;

    /// <param name="plan">The sizes.</param>
    /// <param name="factor">The factor of this block.</param>
    /// <param name="scratch">Working space, of no meaning between calls.</param>
    /// <param name="cancellation">Ends a sweep early.</param>
    public BandedBlock(BandedPlan plan, ref TLane factor, ref TLane scratch, CancellationToken cancellation)
    {
        _plan = plan;
        _layout = plan.Scratch;
        _factor = ref factor;
        _scratch = ref scratch;
        _cancellation = cancellation;
        _pivots.SingularAt = TLane.Infinity;
        _pivots.SuspiciousAt = TLane.Infinity;
        NotFiniteAt = TLane.Infinity;
        StepNotPositiveAt = TLane.Infinity;
        SquaredResidual = TLane.Zero;
        SquaredCorrection = TLane.Zero;
        SquaredSolution = TLane.Zero;
    }

    /// <summary>The first point with an input that is not finite, or infinity.</summary>
    public TLane NotFiniteAt { get; private set; }

    /// <summary>The first step that is not larger than zero, or infinity.</summary>
    public TLane StepNotPositiveAt { get; private set; }

    /// <summary>The first point with a pivot no larger than rounding, or infinity.</summary>
    public readonly TLane SingularAt => _pivots.SingularAt;

    /// <summary>The first point with a pivot that may be due to rounding, or infinity.</summary>
    public readonly TLane SuspiciousAt => _pivots.SuspiciousAt;

    /// <summary>The sum of the squares of all weighted rows.</summary>
    public TLane SquaredResidual { get; private set; }

    public TLane SquaredCorrection { get; private set; }

    public TLane SquaredSolution { get; private set; }

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

    /// <summary>The weighted equation rows of a point, in scaled unknowns; the equation runs fastest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ref TLane EquationRows(int t) => ref Add(ref _factor, _plan.Rows + ((nint)t * _plan.RowsStride));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ref TLane FactorRecord(int t) => ref Add(ref _factor, _plan.FactorHeader + ((nint)t * _plan.FactorRecord));

    /// <summary>(h_t / h_(t+1))^o.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void RatioPowers(int t, ref TLane powers)
    {
        Powers(Add(ref FactorRecord(t), _plan.Ratio), _plan.Orders, ref powers);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void ScalePowers(int t, ref TLane powers)
    {
        Powers(Add(ref FactorRecord(t), _plan.Scale), _plan.Orders, ref powers);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Powers(TLane value, nint count, ref TLane powers)
    {
        var power = TLane.One;
        powers = power;
        for (nint o = 1; o < count; o++)
        {
            power *= value;
            Add(ref powers, o) = power;
        }
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

    private static TLane Power(TLane value, int exponent)
    {
        var result = TLane.One;
        for (var k = 0; k < Math.Abs(exponent); k++)
        {
            result *= value;
        }

        return exponent < 0 ? TLane.One / result : result;
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ScaleBy(nint count, ref TLane factors, ref TLane values, ref TLane result)
    {
        for (nint o = 0; o < count; o++)
        {
            Add(ref result, o) = Add(ref factors, o) * Add(ref values, o);
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
