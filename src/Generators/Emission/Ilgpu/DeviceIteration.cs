using global::System;
using global::ILGPU;

namespace ScalableMNN.Generated.Ilgpu;

/// <summary>
/// Gauss-Newton with a halving line search on the sum of squares of all rows, for one trajectory, as the runtime does it for a lane of them. All threads of a group have the same numbers here, and
/// decide alike.
/// Source: Bjorck, Numerical Methods for Least Squares Problems, section 9.2.
/// </summary>
internal struct DeviceIteration<TModel>
    where TModel : struct, IDoubleDeviceModel
{
    private const double SmallestFraction = 1e-6;
    private const double AllowedGrowth = 2;
    private const double RowRounding = 1e-13;
    private const double Contraction = 0.3;
    private const double SmallestShare = 1e-10;

    private readonly ArrayView<double> _base;
    private readonly ArrayView<double> _step;
    private readonly ArrayView<double> _solution;
    private readonly ArrayView<double> _work;
    private readonly ArrayView<double> _squares;
    private readonly double _tolerance;
    private readonly double _smallStep;
    private double _merit;
    private double _fraction;
    private double _previous;
    private double _size;
    private bool _isRefused;
    private bool _isDone;

    public DeviceIteration(ref DeviceRoom<double> room, DeviceBlock<double> block, double tolerance)
    {
        _base = DeviceVectors<TModel>.Take(ref room, block);
        _step = DeviceVectors<TModel>.Take(ref room, block);
        _solution = DeviceVectors<TModel>.Take(ref room, block);
        _work = DeviceVectors<TModel>.Take(ref room, block);
        _squares = room.Take(2 * TModel.Unknowns);
        _tolerance = tolerance;

        // A step below this is in the region where Newton's method converges by itself.
        _smallStep = Math.Sqrt(tolerance);
        _merit = 0;
        _fraction = 1;
        _previous = 0;
        _size = 0;
        _isRefused = false;
        _isDone = false;
        Correction = 0;
        Iterations = 0;
        HasConverged = false;
        Squares = 0;
        Failure = 0;
    }

    /// <summary>Size of the last full step, relative to the iterate: the largest of all states.</summary>
    public double Correction { get; private set; }

    public int Iterations { get; private set; }

    public bool HasConverged { get; private set; }

    /// <summary>The sum of squares of the rows at the last iterate.</summary>
    public double Squares { get; private set; }

    /// <summary>The step at which the last factorisation failed, or infinity.</summary>
    public double Failure { get; private set; }

    /// <summary>Iterates from the block's iterate, and leaves the result there.</summary>
    /// <param name="isLost">Whether the trajectory has been lost before and is left as it is.</param>
    /// <param name="isGuarded">Whether steps that let the sum of squares grow are refused.</param>
    /// <param name="isRough">Whether a small step is the end, without a look at what it has led to.</param>
    public void Run(DeviceBlock<double> block, int maxIterations, bool isLost, bool isGuarded, bool isRough)
    {
        _merit = double.PositiveInfinity;
        _fraction = 1;
        _previous = double.PositiveInfinity;
        _size = 0;
        _isRefused = false;
        _isDone = isLost;
        Correction = double.NaN;
        Iterations = 0;
        HasConverged = false;
        DeviceVectors<TModel>.Clear(block, _step, block.Points * TModel.Unknowns);
        DeviceVectors<TModel>.Copy(block, block.Iterate, _base);
        var isRunning = true;
        for (var iteration = 0; isRunning; iteration++)
        {
            Failure = TModel.Factorise(block, _solution);
            Squares = TModel.Residual(block, block.Iterate, 1, _work);
            if (!_isDone)
            {
                Judge(iteration == maxIterations, isGuarded);
            }

            if (_isDone)
            {
                isRunning = false;
            }
            else
            {
                TModel.Substitute(block, _solution);
                Move(block);
                if (isRough && _fraction == 1 && Correction <= _smallStep)
                {
                    HasConverged = true;
                    _isDone = true;
                    isRunning = false;
                }
            }
        }
    }

    /// <summary>Accepts or refuses the iterate by its sum of squares.</summary>
    private void Judge(bool isLast, bool isGuarded)
    {
        Iterations++;
        var isFirst = _merit > double.MaxValue;
        var isBetter = DeviceMath.IsFinite(Squares)
            && (isFirst || !isGuarded || Squares <= _merit * AllowedGrowth || Squares <= RowRounding * RowRounding * _size || Correction <= _smallStep);
        if (isBetter)
        {
            _merit = Squares;

            // Where rounding moves the iterate by more than the tolerance, steps that are small and no longer get smaller are the end of it.
            var isSettled = Correction <= _tolerance || (Correction <= _smallStep && Correction > Contraction * _previous);
            HasConverged = !isFirst && _fraction == 1 && isSettled;
            _previous = isFirst ? double.PositiveInfinity : Correction;
            _isDone = HasConverged || isLast;
            _isRefused = false;
            _fraction = 1;
        }
        else if (isFirst)
        {
            // Not a number at the very start: nothing to go back to.
            _isDone = true;
        }
        else
        {
            _isRefused = true;
            _fraction /= 2;

            // The smallest sum of squares may not be zero and rounding may hide the last way down to it.
            var isAtRest = _fraction < SmallestFraction;
            HasConverged = isAtRest && Correction <= _smallStep;
            _isDone = isAtRest || isLast;
        }
    }

    /// <summary>Takes a new step from an accepted iterate, and a smaller part of the old one from a refused one.</summary>
    private void Move(DeviceBlock<double> block)
    {
        var size = 0.0;
        for (var n = block.Lane; n < TModel.Unknowns; n += block.Lanes)
        {
            double stepSquares = 0, startSquares = 0;
            for (var point = 0; point < block.Points; point++)
            {
                var at = (((point * TModel.Unknowns) + n) * block.Trajectories) + block.Trajectory;
                if (!_isRefused)
                {
                    _base[at] = block.Iterate[at];
                    _step[at] = _solution[at] - block.Iterate[at];
                }

                var step = _step[at];
                var start = _base[at];
                stepSquares += step * step;
                startSquares += start * start;
                block.Iterate[at] = (_fraction * step) + start;
            }

            _squares[(n * block.Trajectories) + block.Trajectory] = stepSquares;
            _squares[((TModel.Unknowns + n) * block.Trajectories) + block.Trajectory] = startSquares;
        }

        DeviceGroup<TModel>.Wait();
        for (var n = 0; n < TModel.Unknowns; n++)
        {
            size += _squares[((TModel.Unknowns + n) * block.Trajectories) + block.Trajectory];
        }

        Measure(block, size);
        DeviceGroup<TModel>.Wait();
    }

    /// <summary>The largest step of a state, or of a derivative below its highest, relative to itself.</summary>
    private void Measure(DeviceBlock<double> block, double size)
    {
        var largest = 0.0;
        for (var state = 0; state < TModel.States; state++)
        {
            var orders = TModel.StateOrder(state) - TModel.Prolongation;
            orders = orders < 1 ? 1 : orders;
            for (var r = 0; r < orders; r++)
            {
                var n = TModel.StateOffset(state) + r;
                var step = _squares[(n * block.Trajectories) + block.Trajectory];
                var start = _squares[((TModel.Unknowns + n) * block.Trajectories) + block.Trajectory];
                var ratio = step == 0 ? 0.0 : step / (start + (SmallestShare * SmallestShare * size));

                // NaN counts as the largest.
                largest = ratio <= largest ? largest : ratio;
            }
        }

        _size = size;
        Correction = Math.Sqrt(largest);
    }
}
