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

    private readonly Span<TLane> _base;
    private readonly Span<TLane> _step;
    private readonly Span<TLane> _solution;
    private readonly Span<TLane> _work;
    private readonly SolveOptions _options;
    private readonly GaussNewtonLane[] _lanes;

    public GaussNewton(Span<TLane> @base, Span<TLane> step, Span<TLane> solution, Span<TLane> work, SolveOptions options)
    {
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
    public GaussNewtonOutcome<TLane> Run(in LaneBlock<TLane> block, int maxIterations, ReadOnlySpan<double> lostAt)
    {
        var size = block.Points * TModel.Description.Layout.Unknowns;
        var iterate = block.Iterate[..size];
        var start = _base[..size];
        var step = _step[..size];
        for (var i = 0; i < _lanes.Length; i++)
        {
            var isLost = !lostAt.IsEmpty && double.IsFinite(lostAt[i]);
            _lanes[i] = new GaussNewtonLane { Merit = double.PositiveInfinity, Fraction = 1, Correction = double.NaN, IsDone = isLost };
        }

        TLane squares = TLane.Zero, failure = TLane.Infinity;
        step.Clear();
        iterate.CopyTo(start);
        for (var iteration = 0; ; iteration++)
        {
            TModel.Factorise(block, _solution, out failure);
            TModel.Residual(block, block.Iterate, TLane.One, _work, out squares);
            Judge(squares, iteration == maxIterations);
            if (AllDone())
            {
                break;
            }

            TModel.Substitute(block, _solution);
            Move(iterate, start, step, _solution[..size]);
        }

        return new GaussNewtonOutcome<TLane>(squares, failure, _lanes);
    }

    /// <summary>Accepts or refuses the iterate of each trajectory by its sum of squares.</summary>
    private void Judge(TLane squares, bool isLast)
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
            var isBetter = double.IsFinite(numbers[i]) && (isFirst || numbers[i] <= lane.Merit * AllowedGrowth || numbers[i] <= RowRounding * RowRounding * lane.Size || lane.Correction <= _options.Tolerance);
            if (isBetter)
            {
                lane.Merit = numbers[i];
                lane.HasConverged = !isFirst && lane.Fraction == 1 && lane.Correction <= _options.Tolerance;
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
                lane.HasConverged = isAtRest && lane.Correction <= Math.Sqrt(_options.Tolerance);
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

        TLane stepSize = TLane.Zero, startSize = TLane.Zero;
        for (var i = 0; i < iterate.Length; i++)
        {
            step[i] = TLane.Choose(accepted, solution[i] - iterate[i], step[i]);
            start[i] = TLane.Choose(accepted, iterate[i], start[i]);
            stepSize = TLane.MultiplyAdd(step[i], step[i], stepSize);
            startSize = TLane.MultiplyAdd(start[i], start[i], startSize);
            iterate[i] = TLane.Choose(moving, TLane.MultiplyAdd(fraction, step[i], start[i]), iterate[i]);
        }

        var stepNumbers = Packing<TLane>.Numbers(new Span<TLane>(ref stepSize));
        var startNumbers = Packing<TLane>.Numbers(new Span<TLane>(ref startSize));
        for (var i = 0; i < _lanes.Length; i++)
        {
            if (!_lanes[i].IsDone)
            {
                _lanes[i].Size = startNumbers[i];
                _lanes[i].Correction = Math.Sqrt(stepNumbers[i] / startNumbers[i]);
            }
        }
    }

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
