using global::System;
using global::ILGPU;

namespace ScalableMNN.Generated.Ilgpu;

/// <summary>
/// Finds a start for the iterations: an initial-value problem is marched from point to point, each step starting from the Taylor polynomial of the point before.
/// The runtime does the same for a lane of trajectories.
/// </summary>
internal static class DeviceMarch<TModel>
    where TModel : struct, IDoubleDeviceModel
{
    private const int StepIterations = 25;

    // How a step is tried, one after the other: from the Taylor polynomial, at rest, at rest with a line search.
    private const int Taylor = 0;
    private const int Rest = 1;
    private const int Guarded = 2;

    /// <summary>Fills the grid with the given values at rest, so that a problem that is not marched has somewhere to start.</summary>
    public static void Begin(DeviceBlock<double> block)
    {
        DeviceVectors<TModel>.Clear(block, block.Iterate, block.Points * TModel.Unknowns);
        var step = TModel.StepAt(block, 0);
        for (var i = 0; i < TModel.Given; i++)
        {
            var order = TModel.GivenOrder(i);
            var value = block.Header[(TModel.GivenHeader(i) * block.Trajectories) + block.Trajectory] * Power(step, order);
            var last = order == 0 ? block.Points : 1;
            for (var point = block.Lane; point < last; point += block.Lanes)
            {
                block.Iterate[(((point * TModel.Unknowns) + TModel.GivenUnknown(i)) * block.Trajectories) + block.Trajectory] = value;
            }
        }

        DeviceGroup<TModel>.Wait();
    }

    /// <summary>Solves step by step, each step as an initial-value problem of two points.</summary>
    /// <returns>The point at which no solution was found, or infinity.</returns>
    public static double Run(DeviceBlock<double> block, ArrayView<double> header, ref DeviceIteration<TModel> iteration)
    {
        for (var i = block.Lane; i < TModel.Header; i += block.Lanes)
        {
            header[(i * block.Trajectories) + block.Trajectory] = block.Header[(i * block.Trajectories) + block.Trajectory];
        }

        DeviceGroup<TModel>.Wait();

        var origin = 0.0;
        var lostAt = double.PositiveInfinity;
        for (var point = 0; point < block.Points && lostAt > point; point++)
        {
            // The first point alone makes its derivatives consistent; after it, each step has its left point given.
            var from = point == 0 ? 0 : point - 1;
            var piece = block;
            piece.Points = point - from + 1;
            piece.Header = header;
            piece.Steps = From(block.Steps, from * TModel.Steps, block.Trajectories);
            piece.Rows = From(block.Rows, from * TModel.Rows, block.Trajectories);
            piece.Factor = From(block.Factor, from * TModel.Factor, block.Trajectories);
            piece.Iterate = From(block.Iterate, from * TModel.Unknowns, block.Trajectories);
            piece.Origin = origin;
            if (point > 0)
            {
                var step = TModel.StepAt(block, from);
                for (var i = block.Lane; i < TModel.Given; i += block.Lanes)
                {
                    header[(TModel.GivenHeader(i) * block.Trajectories) + block.Trajectory] =
                        piece.Iterate[(TModel.GivenUnknown(i) * block.Trajectories) + block.Trajectory] / Power(step, TModel.GivenOrder(i));
                }

                Extrapolate(piece, TModel.StepAt(block, point) / step);
                origin += step;
            }

            // A stiff state is no polynomial over a step: one that went astray tries again from where it was, at rest, and then with every step guarded.
            var isSettled = false;
            for (var attempt = point == 0 ? Rest : Taylor; attempt <= Guarded && !isSettled; attempt++)
            {
                if (attempt != Taylor && point > 0)
                {
                    PutToRest(piece);
                }

                iteration.Run(piece, StepIterations, isLost: false, isGuarded: attempt == Guarded, isRough: true);
                isSettled = iteration.HasConverged;
            }

            if (!isSettled)
            {
                lostAt = point;
            }
        }

        if (lostAt == 0)
        {
            // The given values do not determine the first point: it is no initial-value problem after all, and the whole grid is iterated without a march.
            lostAt = double.PositiveInfinity;
            Begin(block);
        }

        return lostAt;
    }

    private static ArrayView<double> From(ArrayView<double> view, int numbers, int trajectories)
    {
        var start = (long)numbers * trajectories;
        return view.SubView(start, view.Length - start);
    }

    private static double Power(double step, int order)
    {
        var power = 1.0;
        for (var r = 0; r < order; r++)
        {
            power *= step;
        }

        return power;
    }

    /// <summary>
    /// Predicts the unknowns at the next point by the Taylor polynomial of each state, which ends before its terms grow again.
    /// </summary>
    private static void Extrapolate(DeviceBlock<double> piece, double ratio)
    {
        for (var state = piece.Lane; state < TModel.States; state += piece.Lanes)
        {
            var here = TModel.StateOffset(state);
            var order = TModel.StateOrder(state);
            var last = LastTerm(piece, here, order);
            var scale = 1.0;
            for (var r = 0; r <= order; r++)
            {
                var sum = 0.0;
                var factorial = 1.0;
                for (var o = r; o <= last; o++)
                {
                    factorial *= o - r < 1 ? 1.0 : o - r;
                    sum += piece.Iterate[((here + o) * piece.Trajectories) + piece.Trajectory] / factorial;
                }

                piece.Iterate[((TModel.Unknowns + here + r) * piece.Trajectories) + piece.Trajectory] = sum * scale;
                scale *= ratio;
            }
        }

        DeviceGroup<TModel>.Wait();
    }

    /// <summary>The last term of a Taylor polynomial that is no larger than the two before it together.</summary>
    private static int LastTerm(DeviceBlock<double> piece, int here, int order)
    {
        double before = 0, last = Math.Abs(piece.Iterate[(here * piece.Trajectories) + piece.Trajectory]);
        var factorial = 1.0;
        var end = order;
        for (var o = 1; o <= end; o++)
        {
            factorial *= o;
            var term = Math.Abs(piece.Iterate[((here + o) * piece.Trajectories) + piece.Trajectory]) / factorial;
            if (o > 1 && term > before + last)
            {
                end = o - 1;
            }

            before = last;
            last = term;
        }

        return end;
    }

    /// <summary>Predicts that the states stay and their derivatives vanish.</summary>
    private static void PutToRest(DeviceBlock<double> piece)
    {
        for (var state = piece.Lane; state < TModel.States; state += piece.Lanes)
        {
            for (var r = 0; r <= TModel.StateOrder(state); r++)
            {
                var at = ((TModel.StateOffset(state) + r) * piece.Trajectories) + piece.Trajectory;
                piece.Iterate[(TModel.Unknowns * piece.Trajectories) + at] = r == 0 ? piece.Iterate[at] : 0.0;
            }
        }

        DeviceGroup<TModel>.Wait();
    }
}
