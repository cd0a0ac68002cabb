using System;
using System.Runtime.CompilerServices;
using ScalableMNN.Runtime.Lanes;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Solving;

/// <summary>
/// Refinement with a factor in single precision: solves M x = c in double precision by conjugate gradients, with the factor as preconditioner. Where the factor is good the first
/// round takes nearly all of the error, as a step of iterative refinement would; where the condition number comes near the reciprocal of the single rounding unit, so that such
/// steps would not converge, a few rounds more do. Each trajectory has coefficients of its own and rests when it is done, so that it moves as it would alone.
/// Source: Higham and Mary, Mixed precision algorithms in numerical linear algebra, Acta Numerica 2022; Bjorck, Numerical Methods for Least Squares Problems, section 7.4.
/// </summary>
internal readonly ref struct MixedRefinement<TModel, TSingle, TDouble>
    where TModel : IMechanisticModel<TModel>
    where TSingle : unmanaged, ISingleLane<TSingle, TDouble>
    where TDouble : unmanaged, ILane<TDouble>
{
    /// <summary>How many rounds, at most. Usual are one to three.</summary>
    private const int Rounds = 12;

    /// <summary>
    /// A correction that is no larger than this, relative to the solution, is the last. It leaves an error that is smaller still, most often by some orders of magnitude.
    /// </summary>
    private const double SmallestCorrection = 1e-6;

    private readonly Span<TDouble> _residual;
    private readonly Span<TDouble> _direction;
    private readonly Span<TDouble> _product;
    private readonly Span<double> _corrections;
    private readonly Span<double> _squares;

    /// <param name="residual">Room for vectors.</param>
    /// <param name="direction">Room for vectors.</param>
    /// <param name="product">Room for vectors.</param>
    /// <param name="corrections">Receives the size of each trajectory's last correction relative to its solution.</param>
    /// <param name="squares">Receives the sum of squares of each trajectory's rows.</param>
    public MixedRefinement(Span<TDouble> residual, Span<TDouble> direction, Span<TDouble> product, Span<double> corrections, Span<double> squares)
    {
        _residual = residual;
        _direction = direction;
        _product = product;
        _corrections = corrections;
        _squares = squares;
    }

    /// <summary>Refines the solution of M x = s A^T b + g.</summary>
    /// <param name="arrays">The block, factorised.</param>
    /// <param name="solution">x, or a first approximation.</param>
    /// <param name="scale">s: one for the solution of the problem, zero for its adjoint.</param>
    /// <param name="addend">g, or empty.</param>
    /// <param name="refine">Whether to go on after the first correction.</param>
    public void Run(scoped in MixedArrays<TSingle, TDouble> arrays, Span<TDouble> solution, TDouble scale, ReadOnlySpan<TDouble> addend, bool refine)
    {
        var parts = MixedArrays<TSingle, TDouble>.Parts;
        Span<TDouble> scales = stackalloc TDouble[parts];
        Span<TDouble> slopes = stackalloc TDouble[parts];
        Span<TDouble> sizes = stackalloc TDouble[2 * parts];
        Span<TDouble> ending = stackalloc TDouble[parts];
        Span<TDouble> moving = stackalloc TDouble[parts];
        Span<TDouble> curvatures = stackalloc TDouble[parts];
        Span<TDouble> previous = stackalloc TDouble[parts];
        Residual(arrays, solution, scale, _residual, curvatures);
        Packing<TDouble>.Numbers(curvatures).CopyTo(_squares);
        if (!addend.IsEmpty)
        {
            AdjointPass<TModel, TDouble>.Add(_residual, addend);
        }

        _direction.Clear();
        moving.Fill(TDouble.One);
        for (var round = 0; ; round++)
        {
            Narrowing<TSingle, TDouble>.NarrowScaled(_residual, arrays.Vector, scales);
            TModel.Reduce(arrays.Block, arrays.Vector);
            TModel.Substitute(arrays.Block, arrays.Vector);
            Measure(solution, _residual, arrays.Vector, scales, slopes, sizes);
            Judge(Packing<TDouble>.Numbers(moving), Packing<TDouble>.Numbers(ending), Packing<TDouble>.Numbers(slopes), Packing<TDouble>.Numbers(sizes), !refine || round == Rounds);
            Correct(solution, arrays.Vector, scales, ending);
            if (!Packing<TDouble>.Numbers(moving).Contains(1))
            {
                break;
            }

            for (var part = 0; part < parts; part++)
            {
                previous[part] = round == 0 ? TDouble.Zero : slopes[part] / previous[part];
            }

            Turn(_direction, arrays.Vector, scales, previous);
            Residual(arrays, _direction, TDouble.Zero, _product, curvatures);
            slopes.CopyTo(previous);
            for (var part = 0; part < parts; part++)
            {
                slopes[part] /= curvatures[part];
            }

            Follow(solution, _direction, slopes, moving);
            Follow(_residual, _product, slopes, moving);
            Descend(Packing<TDouble>.Numbers(moving), Packing<TDouble>.Numbers(slopes), Packing<TDouble>.Numbers(previous));
        }
    }

    private static Span<TDouble> PartOf(Span<TDouble> vectors, int part) => MixedArrays<TSingle, TDouble>.PartOf(vectors, part);

    private static void Residual(scoped in MixedArrays<TSingle, TDouble> arrays, Span<TDouble> solution, TDouble scale, Span<TDouble> residual, Span<TDouble> squares)
    {
        for (var part = 0; part < squares.Length; part++)
        {
            TModel.Residual(arrays.Exact(part), PartOf(solution, part), scale, PartOf(residual, part), out squares[part]);
        }
    }

    /// <summary>Computes the product of residual and correction, and the squares of the corrected solution and of the correction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Measure(Span<TDouble> solution, Span<TDouble> residual, ReadOnlySpan<TSingle> correction, ReadOnlySpan<TDouble> scales, Span<TDouble> slopes, Span<TDouble> sizes)
    {
        for (var part = 0; part < scales.Length; part++)
        {
            TDouble slope = TDouble.Zero, zz = TDouble.Zero, dd = TDouble.Zero;
            var values = PartOf(solution, part);
            var residuals = PartOf(residual, part);
            var scale = scales[part];
            for (var i = 0; i < correction.Length; i++)
            {
                var move = TSingle.Widen(correction[i], part > 0) * scale;
                var value = values[i] + move;
                slope = TDouble.MultiplyAdd(residuals[i], move, slope);
                zz = TDouble.MultiplyAdd(value, value, zz);
                dd = TDouble.MultiplyAdd(move, move, dd);
            }

            slopes[part] = slope;
            sizes[part] = zz;
            sizes[scales.Length + part] = dd;
        }
    }

    /// <summary>Decides which trajectories end with the correction at hand.</summary>
    private void Judge(Span<double> moving, Span<double> ending, ReadOnlySpan<double> slopes, ReadOnlySpan<double> sizes, bool isLast)
    {
        ending.Clear();
        for (var lane = 0; lane < moving.Length; lane++)
        {
            if (moving[lane] == 0)
            {
                continue;
            }

            var (zz, dd) = (sizes[lane], sizes[moving.Length + lane]);
            _corrections[lane] = dd == 0 ? 0 : Math.Sqrt(dd / zz);
            if (isLast || !(_corrections[lane] > SmallestCorrection))
            {
                moving[lane] = 0;
                ending[lane] = 1;
                _squares[lane] = Math.Max(0, _squares[lane] - slopes[lane]);
            }
        }
    }

    /// <summary>The sums of squares after a step: along it they fall by its length times the product of residual and correction.</summary>
    private void Descend(ReadOnlySpan<double> moving, ReadOnlySpan<double> steps, ReadOnlySpan<double> slopes)
    {
        for (var lane = 0; lane < moving.Length; lane++)
        {
            _squares[lane] = moving[lane] == 0 ? _squares[lane] : Math.Max(0, _squares[lane] - (steps[lane] * slopes[lane]));
        }
    }

    /// <summary>Adds the correction to the solutions that end with it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Correct(Span<TDouble> solution, ReadOnlySpan<TSingle> correction, ReadOnlySpan<TDouble> scales, ReadOnlySpan<TDouble> ending)
    {
        for (var part = 0; part < scales.Length; part++)
        {
            var values = PartOf(solution, part);
            var scale = scales[part];
            var flag = ending[part];
            for (var i = 0; i < correction.Length; i++)
            {
                values[i] = TDouble.Choose(flag, TDouble.MultiplyAdd(TSingle.Widen(correction[i], part > 0), scale, values[i]), values[i]);
            }
        }
    }

    /// <summary>Turns the direction towards the correction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Turn(Span<TDouble> direction, ReadOnlySpan<TSingle> correction, ReadOnlySpan<TDouble> scales, ReadOnlySpan<TDouble> ratios)
    {
        for (var part = 0; part < scales.Length; part++)
        {
            var directions = PartOf(direction, part);
            var scale = scales[part];
            var ratio = ratios[part];
            for (var i = 0; i < correction.Length; i++)
            {
                directions[i] = TDouble.MultiplyAdd(directions[i], ratio, TSingle.Widen(correction[i], part > 0) * scale);
            }
        }
    }

    /// <summary>Takes a step, for the trajectories that move.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Follow(Span<TDouble> target, Span<TDouble> direction, ReadOnlySpan<TDouble> steps, ReadOnlySpan<TDouble> moving)
    {
        for (var part = 0; part < steps.Length; part++)
        {
            var values = PartOf(target, part);
            var directions = PartOf(direction, part);
            var step = steps[part];
            var flag = moving[part];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = TDouble.Choose(flag, TDouble.MultiplyAdd(directions[i], step, values[i]), values[i]);
            }
        }
    }
}
