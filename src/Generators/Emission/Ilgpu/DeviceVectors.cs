using global::ILGPU;

namespace ScalableMNN.Generated.Ilgpu;

/// <summary>
/// What is done with the vectors of one trajectory: N numbers for each of T + 2 grid points, of which the two beyond the grid are zero. What is written has been written by all threads when a method
/// returns.
/// </summary>
internal static class DeviceVectors<TModel>
    where TModel : struct, IDeviceModel
{
    /// <summary>A vector for each trajectory; the points beyond the grid are zero, as soon as the threads have waited for each other, and the others are yet to be written.</summary>
    public static ArrayView<double> Take(ref DeviceRoom<double> room, DeviceBlock<double> block)
    {
        var vector = room.Take((block.Points + 2) * TModel.Unknowns);
        for (var i = block.Lane; i < 2 * TModel.Unknowns; i += block.Lanes)
        {
            vector[(((block.Points * TModel.Unknowns) + i) * block.Trajectories) + block.Trajectory] = 0;
        }

        return vector;
    }

    /// <summary>Adds to a vector.</summary>
    public static void Add(DeviceBlock<double> block, ArrayView<double> target, ArrayView<double> addend)
    {
        for (var i = block.Lane; i < block.Points * TModel.Unknowns; i += block.Lanes)
        {
            var at = (i * block.Trajectories) + block.Trajectory;
            target[at] += addend[at];
        }

        DeviceGroup<TModel>.Wait();
    }

    /// <summary>Copies a vector.</summary>
    public static void Copy(DeviceBlock<double> block, ArrayView<double> source, ArrayView<double> target)
    {
        for (var i = block.Lane; i < block.Points * TModel.Unknowns; i += block.Lanes)
        {
            var at = (i * block.Trajectories) + block.Trajectory;
            target[at] = source[at];
        }

        DeviceGroup<TModel>.Wait();
    }

    /// <summary>Sets the first numbers of each trajectory to zero.</summary>
    public static void Clear(DeviceBlock<double> block, ArrayView<double> target, int numbers)
    {
        for (var i = block.Lane; i < numbers; i += block.Lanes)
        {
            target[(i * block.Trajectories) + block.Trajectory] = 0;
        }

        DeviceGroup<TModel>.Wait();
    }

    /// <summary>Reads unknowns of the batch in the kernels' scaling, h^r u^(r), or what belongs to them, h^-r times a derivative with respect to u^(r).</summary>
    public static void Scale(DeviceBlock<double> block, ArrayView<double> source, ArrayView<double> target, bool isInverse)
    {
        for (var point = block.Lane; point < block.Points; point += block.Lanes)
        {
            var step = TModel.StepAt(block, point);
            step = isInverse ? 1 / step : step;
            var n = point * TModel.Unknowns;
            for (var state = 0; state < TModel.States; state++)
            {
                var scale = 1.0;
                for (var r = 0; r <= TModel.StateOrder(state); r++)
                {
                    target[(n * block.Trajectories) + block.Trajectory] = source[(n * block.Batch) + block.Member] * scale;
                    scale *= step;
                    n++;
                }
            }
        }

        DeviceGroup<TModel>.Wait();
    }

    /// <summary>Writes a solution into the batch, without the kernels' scaling; returns its sum of squares with the scaling.</summary>
    public static double Unscale(DeviceBlock<double> block, ArrayView<double> source, ArrayView<double> target)
    {
        var squares = 0.0;
        for (var strand = block.Lane; strand < TModel.Threads; strand += block.Lanes)
        {
            squares = 0.0;
            for (var point = strand; point < block.Points; point += TModel.Threads)
            {
                var inverse = 1 / TModel.StepAt(block, point);
                var n = point * TModel.Unknowns;
                for (var state = 0; state < TModel.States; state++)
                {
                    var scale = 1.0;
                    for (var r = 0; r <= TModel.StateOrder(state); r++)
                    {
                        var value = source[(n * block.Trajectories) + block.Trajectory];
                        squares += value * value;
                        target[(n * block.Batch) + block.Member] = value * scale;
                        scale *= inverse;
                        n++;
                    }
                }
            }

            DeviceGroup<TModel>.Keep(block, 0, strand, squares);
        }

        DeviceGroup<TModel>.Wait();
        squares = DeviceGroup<TModel>.Total(block, 0, squares);
        DeviceGroup<TModel>.Wait();
        return squares;
    }

    /// <summary>Adds a correction to a solution; returns the sum of squares of the correction.</summary>
    public static double Correct(DeviceBlock<double> block, ArrayView<double> solution, ArrayView<double> correction)
    {
        var squares = 0.0;
        for (var strand = block.Lane; strand < TModel.Threads; strand += block.Lanes)
        {
            squares = 0.0;
            for (var i = strand; i < block.Points * TModel.Unknowns; i += TModel.Threads)
            {
                var at = (i * block.Trajectories) + block.Trajectory;
                var move = correction[at];
                squares += move * move;
                solution[at] += move;
            }

            DeviceGroup<TModel>.Keep(block, 0, strand, squares);
        }

        DeviceGroup<TModel>.Wait();
        squares = DeviceGroup<TModel>.Total(block, 0, squares);
        DeviceGroup<TModel>.Wait();
        return squares;
    }

    /// <summary>What lies beyond the last grid point, or beyond the last step, repeats it, so its derivatives belong to that one.</summary>
    public static void Fold(DeviceBlock<double> block, ArrayView<double> stepGradient)
    {
        for (var i = block.Lane; i < TModel.Steps; i += block.Lanes)
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

        DeviceGroup<TModel>.Wait();
    }

    /// <summary>Copies derivatives to where the batch has them, those with respect to the header added up over the strands.</summary>
    public static void Export(DeviceBlock<double> block, ArrayView<double> header, ArrayView<double> steps, ArrayView<double> batchHeader, ArrayView<double> batchSteps)
    {
        for (var i = block.Lane; i < TModel.Header; i += block.Lanes)
        {
            var sum = 0.0;
            for (var strand = 0; strand < TModel.ChainStrands; strand++)
            {
                sum += header[(i * TModel.ChainStrands) + strand];
            }

            batchHeader[(i * block.Batch) + block.Member] = sum;
        }

        for (var i = block.Lane; i < (block.Points + 2) * TModel.Steps; i += block.Lanes)
        {
            batchSteps[(i * block.Batch) + block.Member] = steps[i];
        }
    }
}
