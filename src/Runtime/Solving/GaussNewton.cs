using System;
using ScalableMNN.Runtime.Lanes;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Solving;

/// <summary>
/// Gauss-Newton with a halving line search on the sum of squares of all rows. Each trajectory of a lane has a step fraction of its own and rests when it has
/// converged, so that it moves as it would alone. Source: Bjorck, Numerical Methods for Least Squares Problems, section 9.2.
/// </summary>
internal readonly ref struct GaussNewton<TModel, TLane>
    where TModel : IMechanisticModel<TModel>
    where TLane : unmanaged, ILane<TLane>
{
    /// <summary>A step tried at a smaller fraction than this has found no way down.</summary>
    private const double SmallestFraction = 1e-6;

    /// <summary>How much the sum of squares may grow in a step: equations are weighted anew at every iterate, so that it is not one and the same function.</summary>
    private const double AllowedGrowth = 2;

    /// <summary>Rows that are satisfied to this fraction of the iterate are satisfied to rounding; from there on the sum of squares says nothing.</summary>
    private const double RowRounding = 1e-13;

    /// <summary>Steps that shrink by less than this are no longer those of Newton's method but of rounding.</summary>
    private const double Contraction = 0.3;

    /// <summary>A state smaller than this fraction of all others is measured against them.</summary>
    private const double SmallestShare = 1e-10;

    private readonly Span<TLane> _base;
    private readonly Span<TLane> _step;
    private readonly Span<TLane> _solution;
    private readonly Span<TLane> _work;
    private readonly Span<TLane> _stepSquares;
    private readonly Span<TLane> _startSquares;
    private readonly SolveOptions _options;
    private readonly GaussNewtonLane[] _lanes;

    // The last span is room for two numbers for each unknown of a grid point.
    public GaussNewton(Span<TLane> @base, Span<TLane> step, Span<TLane> solution, Span<TLane> work, Span<TLane> squares, SolveOptions options)
    {
        _stepSquares = squares[..(squares.Length / 2)];
        _startSquares = squares[(squares.Length / 2)..];
        _base = @base;
        _step = step;
        _solution = solution;
        _work = work;
        _options = options;
        _lanes = new GaussNewtonLane[TLane.Count];
    }

    /// <summary>Iterates from the block's iterate, and leaves the result there.</summary>
    /// <param name="block">The problem.</param>
    /// <param name="maxIterations">How many times it is linearised, at most.</param>
    /// <param name="lostAt">Trajectories with a finite number have been lost before and are left as they are; or empty.</param>
    /// <param name="isGuarded">
    /// Whether steps that let the sum of squares grow are refused. Newton's method on a stiff step of a few points does better without: the sum of squares grows
    /// first while the iterate is drawn to the slow solution.
    /// </param>
    /// <param name="isRough">
    /// Whether a small step is the end, without a look at what it has led to: Newton's method squares the relative error with each step, so that this one is good to about the tolerance.
    /// </param>
    public GaussNewtonOutcome<TLane> Run(in LaneBlock<TLane> block, int maxIterations, ReadOnlySpan<double> lostAt, bool isGuarded = true, bool isRough = false)
    {
        var size = block.Points * TModel.Description.Layout.Unknowns;
        var iterate = block.Iterate[..size];
        var start = _base[..size];
        var step = _step[..size];
        for (var i = 0; i < _lanes.Length; i++)
        {
            var isLost = !lostAt.IsEmpty && double.IsFinite(lostAt[i]);
            _lanes[i] = new GaussNewtonLane { Merit = double.PositiveInfinity, Fraction = 1, Correction = double.NaN, Previous = double.PositiveInfinity, IsDone = isLost };
        }

        TLane squares = TLane.Zero, failure = TLane.Infinity;
        step.Clear();
        iterate.CopyTo(start);
        for (var iteration = 0; ; iteration++)
        {
            TModel.Factorise(block, _solution, out failure);
            TModel.Residual(block, block.Iterate, TLane.One, _work, out squares);
            Judge(squares, iteration == maxIterations, isGuarded);
            if (AllDone())
            {
                break;
            }

            TModel.Substitute(block, _solution);
            Move(iterate, start, step, _solution[..size]);
            if (isRough && AcceptSmallSteps())
            {
                break;
            }
        }

        return new GaussNewtonOutcome<TLane>(squares, failure, _lanes);
    }

    /// <summary>Accepts or refuses the iterate of each trajectory by its sum of squares.</summary>
    private void Judge(TLane squares, bool isLast, bool isGuarded)
    {
        var numbers = Packing<TLane>.Numbers(new Span<TLane>(ref squares));
        for (var i = 0; i < _lanes.Length; i++)
        {
            ref var lane = ref _lanes[i];
            if (lane.IsDone)
            {
                continue;
            }

            lane.Iterations++;
            var isFirst = double.IsPositiveInfinity(lane.Merit);
            var isBetter = double.IsFinite(numbers[i]) && (isFirst || !isGuarded || numbers[i] <= lane.Merit * AllowedGrowth || numbers[i] <= RowRounding * RowRounding * lane.Size || lane.Correction <= SmallStep);
            if (isBetter)
            {
                lane.Merit = numbers[i];

                // Where rounding moves the iterate by more than the tolerance, steps that are small and no longer get smaller are the end of it.
                var isSettled = lane.Correction <= _options.Tolerance || (lane.Correction <= SmallStep && lane.Correction > Contraction * lane.Previous);
                lane.HasConverged = !isFirst && lane.Fraction == 1 && isSettled;
                lane.Previous = isFirst ? double.PositiveInfinity : lane.Correction;
                lane.IsDone = lane.HasConverged || isLast;
                lane.IsRefused = false;
                lane.Fraction = 1;
            }
            else if (isFirst)
            {
                // Not a number at the very start: nothing to go back to.
                lane.IsDone = true;
            }
            else
            {
                lane.IsRefused = true;
                lane.Fraction /= 2;

                // The smallest sum of squares may not be zero and rounding may hide the last way down to it.
                var isAtRest = lane.Fraction < SmallestFraction;
                lane.HasConverged = isAtRest && lane.Correction <= SmallStep;
                lane.IsDone = isAtRest || isLast;
            }
        }
    }

    /// <summary>Takes a new step from an accepted iterate, and a smaller part of the old one from a refused one.</summary>
    private void Move(Span<TLane> iterate, Span<TLane> start, Span<TLane> step, ReadOnlySpan<TLane> solution)
    {
        TLane accepted = TLane.Zero, moving = TLane.Zero, fraction = TLane.Zero;
        var acceptedNumbers = Packing<TLane>.Numbers(new Span<TLane>(ref accepted));
        var movingNumbers = Packing<TLane>.Numbers(new Span<TLane>(ref moving));
        var fractionNumbers = Packing<TLane>.Numbers(new Span<TLane>(ref fraction));
        for (var i = 0; i < _lanes.Length; i++)
        {
            acceptedNumbers[i] = _lanes[i].IsDone || _lanes[i].IsRefused ? 0 : 1;
            movingNumbers[i] = _lanes[i].IsDone ? 0 : 1;
            fractionNumbers[i] = _lanes[i].Fraction;
        }

        var unknowns = _stepSquares.Length;
        _stepSquares.Clear();
        _startSquares.Clear();
        for (var point = 0; point < iterate.Length; point += unknowns)
        {
            for (var n = 0; n < unknowns; n++)
            {
                var i = point + n;
                step[i] = TLane.Choose(accepted, solution[i] - iterate[i], step[i]);
                start[i] = TLane.Choose(accepted, iterate[i], start[i]);
                _stepSquares[n] = TLane.MultiplyAdd(step[i], step[i], _stepSquares[n]);
                _startSquares[n] = TLane.MultiplyAdd(start[i], start[i], _startSquares[n]);
                iterate[i] = TLane.Choose(moving, TLane.MultiplyAdd(fraction, step[i], start[i]), iterate[i]);
            }
        }

        MeasureSteps();
    }

    /// <summary>
    /// The largest step of a state, or of a derivative below its highest, relative to itself. The highest derivatives follow from these by the equations; those of a
    /// stiff state carry rounding many times larger than that of the state, and would never come to rest.
    /// </summary>
    private void MeasureSteps()
    {
        var stepNumbers = Packing<TLane>.Numbers(_stepSquares);
        var startNumbers = Packing<TLane>.Numbers(_startSquares);
        var width = _lanes.Length;
        for (var lane = 0; lane < width; lane++)
        {
            if (_lanes[lane].IsDone)
            {
                continue;
            }

            var size = 0.0;
            for (var at = lane; at < startNumbers.Length; at += width)
            {
                size += startNumbers[at];
            }

            var largest = 0.0;
            foreach (var state in TModel.Description.States)
            {
                for (var r = 0; r < Math.Max(1, state.Order - TModel.Description.Prolongation); r++)
                {
                    var at = ((state.Offset + r) * width) + lane;
                    var ratio = stepNumbers[at] == 0 ? 0 : stepNumbers[at] / (startNumbers[at] + (SmallestShare * SmallestShare * size));

                    // NaN counts as the largest.
                    largest = ratio <= largest ? largest : ratio;
                }
            }

            _lanes[lane].Size = size;
            _lanes[lane].Correction = Math.Sqrt(largest);
        }
    }

    /// <summary>Takes trajectories with small full steps as converged; returns whether all have come to their end.</summary>
    private bool AcceptSmallSteps()
    {
        foreach (ref var lane in _lanes.AsSpan())
        {
            if (!lane.IsDone && lane.Fraction == 1 && lane.Correction <= SmallStep)
            {
                lane.HasConverged = true;
                lane.IsDone = true;
            }
        }

        return AllDone();
    }

    /// <summary>A step below this is in the region where Newton's method converges by itself.</summary>
    private double SmallStep => Math.Sqrt(_options.Tolerance);

    private bool AllDone()
    {
        foreach (ref readonly var lane in _lanes.AsSpan())
        {
            if (!lane.IsDone)
            {
                return false;
            }
        }

        return true;
    }
}
