using global::ILGPU;

namespace ScalableMNN.Generated.Ilgpu;

/// <summary>What is done with the vectors of one trajectory: N numbers for each of T + 2 grid points, of which the two beyond the grid are zero.</summary>
internal static class DeviceVectors<TModel>
    where TModel : struct, IDeviceModel
{
    /// <summary>A vector for each trajectory; the points beyond the grid are zero, the others are yet to be written.</summary>
    public static ArrayView<double> Take(ref DeviceRoom<double> room, DeviceBlock<double> block)
    {
        var vector = room.Take((block.Points + 2) * TModel.Unknowns);
        for (var i = 0; i < 2 * TModel.Unknowns; i++)
        {
            vector[(((block.Points * TModel.Unknowns) + i) * block.Trajectories) + block.Trajectory] = 0;
        }

        return vector;
    }

    /// <summary>Adds to a vector.</summary>
    public static void Add(DeviceBlock<double> block, ArrayView<double> target, ArrayView<double> addend)
    {
        for (var i = 0; i < block.Points * TModel.Unknowns; i++)
        {
            var at = (i * block.Trajectories) + block.Trajectory;
            target[at] += addend[at];
        }
    }

    /// <summary>Copies a vector.</summary>
    public static void Copy(DeviceBlock<double> block, ArrayView<double> source, ArrayView<double> target)
    {
        for (var i = 0; i < block.Points * TModel.Unknowns; i++)
        {
            var at = (i * block.Trajectories) + block.Trajectory;
            target[at] = source[at];
        }
    }

    /// <summary>Sets the first numbers of each trajectory to zero.</summary>
    public static void Clear(DeviceBlock<double> block, ArrayView<double> target, int numbers)
    {
        for (var i = 0; i < numbers; i++)
        {
            target[(i * block.Trajectories) + block.Trajectory] = 0;
        }
    }

    /// <summary>Reads unknowns in the kernels' scaling, h^r u^(r), or what belongs to them, h^-r times a derivative with respect to u^(r).</summary>
    public static void Scale(DeviceBlock<double> block, ArrayView<double> source, ArrayView<double> target, bool isInverse)
    {
        for (var point = 0; point < block.Points; point++)
        {
            var step = TModel.StepAt(block, point);
            step = isInverse ? 1 / step : step;
            var n = point * TModel.Unknowns;
            for (var state = 0; state < TModel.States; state++)
            {
                var scale = 1.0;
                for (var r = 0; r <= TModel.StateOrder(state); r++)
                {
                    var at = (n * block.Trajectories) + block.Trajectory;
                    target[at] = source[at] * scale;
                    scale *= step;
                    n++;
                }
            }
        }
    }

    /// <summary>Writes a solution without the kernels' scaling; returns its sum of squares with the scaling.</summary>
    public static double Unscale(DeviceBlock<double> block, ArrayView<double> source, ArrayView<double> target)
    {
        var squares = 0.0;
        for (var point = 0; point < block.Points; point++)
        {
            var inverse = 1 / TModel.StepAt(block, point);
            var n = point * TModel.Unknowns;
            for (var state = 0; state < TModel.States; state++)
            {
                var scale = 1.0;
                for (var r = 0; r <= TModel.StateOrder(state); r++)
                {
                    var at = (n * block.Trajectories) + block.Trajectory;
                    var value = source[at];
                    squares += value * value;
                    target[at] = value * scale;
                    scale *= inverse;
                    n++;
                }
            }
        }

        return squares;
    }

    /// <summary>Adds a correction to a solution; returns the sum of squares of the correction.</summary>
    public static double Correct(DeviceBlock<double> block, ArrayView<double> solution, ArrayView<double> correction)
    {
        var squares = 0.0;
        for (var i = 0; i < block.Points * TModel.Unknowns; i++)
        {
            var at = (i * block.Trajectories) + block.Trajectory;
            var move = correction[at];
            squares += move * move;
            solution[at] += move;
        }

        return squares;
    }

    /// <summary>What lies beyond the last grid point, or beyond the last step, repeats it, so its derivatives belong to that one.</summary>
    public static void Fold(DeviceBlock<double> block, ArrayView<double> stepGradient)
    {
        for (var i = 0; i < TModel.Steps; i++)
        {
            var last = block.Points - (i == TModel.StepIndex ? 2 : 1);
            if (last >= 0)
            {
                var sum = 0.0;
                for (var row = last; row < block.Points + 2; row++)
                {
                    sum += stepGradient[(((row * TModel.Steps) + i) * block.Trajectories) + block.Trajectory];
                }

                stepGradient[(((last * TModel.Steps) + i) * block.Trajectories) + block.Trajectory] = sum;
            }
        }
    }
}
