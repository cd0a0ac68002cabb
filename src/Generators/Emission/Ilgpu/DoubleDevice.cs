using global::ILGPU;

namespace ScalableMNN.Generated.Ilgpu;

/// <summary>The entry kernels of a model in double precision: a thread, or a group of threads, solves or differentiates one trajectory.</summary>
internal static class DoubleDevice<TModel>
    where TModel : struct, IDoubleDeviceModel
{
    /// <summary>Factorises, substitutes, refines once.</summary>
    public static void Solve(
        Index1D trajectory, ArrayView<double> parameters, ArrayView<double> inputs, ArrayView<double> solution, ArrayView<double> memory, ArrayView<double> vectors, ArrayView<float> single,
        ArrayView<double> report, int points, int trajectories, int isRefined, int maxIterations, double tolerance) =>
        SolveOne(trajectory, parameters, inputs, solution, memory, vectors, single, report, points, trajectories, isRefined, maxIterations, tolerance);

    /// <summary>The same for a group of threads.</summary>
    public static void GroupedSolve(
        ArrayView<double> parameters, ArrayView<double> inputs, ArrayView<double> solution, ArrayView<double> memory, ArrayView<double> vectors, ArrayView<float> single,
        ArrayView<double> report, int points, int trajectories, int isRefined, int maxIterations, double tolerance) =>
        SolveOne(Grid.IdxX, parameters, inputs, solution, memory, vectors, single, report, points, trajectories, isRefined, maxIterations, tolerance);

    private static void SolveOne(
        int trajectory, ArrayView<double> parameters, ArrayView<double> inputs, ArrayView<double> solution, ArrayView<double> memory, ArrayView<double> vectors, ArrayView<float> single,
        ArrayView<double> report, int points, int trajectories, int isRefined, int maxIterations, double tolerance)
    {
        var block = Block(memory, points, trajectories, trajectory);
        var room = DeviceGroup<TModel>.Room(vectors, trajectories, trajectory);
        var z = DeviceVectors<TModel>.Take(ref room, block);
        var outcome = default(DeviceReport);
        outcome.IsSound = DeviceGroup<TModel>.All(block, TModel.Pack(parameters, inputs, block));
        outcome.Failure = TModel.Factorise(block, z);
        outcome.LostAt = double.PositiveInfinity;
        TModel.Substitute(block, z);
        if (isRefined != 0)
        {
            var correction = DeviceVectors<TModel>.Take(ref room, block);
            outcome.Squares = TModel.Residual(block, z, 1, correction);
            TModel.Reduce(block, correction);
            TModel.Substitute(block, correction);
            outcome.Correction = DeviceVectors<TModel>.Correct(block, z, correction);
        }

        outcome.Size = DeviceVectors<TModel>.Unscale(block, z, solution);
        outcome.Write(report, block);
    }

    /// <summary>Marches, and iterates the whole grid by Gauss-Newton.</summary>
    public static void Iterate(
        Index1D trajectory, ArrayView<double> parameters, ArrayView<double> inputs, ArrayView<double> solution, ArrayView<double> memory, ArrayView<double> vectors, ArrayView<float> single,
        ArrayView<double> report, int points, int trajectories, int isStarted, int maxIterations, double tolerance) =>
        IterateOne(trajectory, parameters, inputs, solution, memory, vectors, single, report, points, trajectories, isStarted, maxIterations, tolerance);

    /// <summary>The same for a group of threads.</summary>
    public static void GroupedIterate(
        ArrayView<double> parameters, ArrayView<double> inputs, ArrayView<double> solution, ArrayView<double> memory, ArrayView<double> vectors, ArrayView<float> single,
        ArrayView<double> report, int points, int trajectories, int isStarted, int maxIterations, double tolerance) =>
        IterateOne(Grid.IdxX, parameters, inputs, solution, memory, vectors, single, report, points, trajectories, isStarted, maxIterations, tolerance);

    private static void IterateOne(
        int trajectory, ArrayView<double> parameters, ArrayView<double> inputs, ArrayView<double> solution, ArrayView<double> memory, ArrayView<double> vectors, ArrayView<float> single,
        ArrayView<double> report, int points, int trajectories, int isStarted, int maxIterations, double tolerance)
    {
        var block = Block(memory, points, trajectories, trajectory);
        var room = DeviceGroup<TModel>.Room(vectors, trajectories, trajectory);
        block.Iterate = DeviceVectors<TModel>.Take(ref room, block);
        var iteration = new DeviceIteration<TModel>(ref room, block, tolerance);
        var header = room.Take(TModel.Header);
        var outcome = default(DeviceReport);
        outcome.IsSound = DeviceGroup<TModel>.All(block, TModel.Pack(parameters, inputs, block));
        outcome.LostAt = double.PositiveInfinity;
        if (isStarted != 0)
        {
            DeviceVectors<TModel>.Scale(block, solution, block.Iterate, isInverse: false);
        }
        else
        {
            DeviceMarch<TModel>.Begin(block);
            if (TModel.IsMarched)
            {
                outcome.LostAt = DeviceMarch<TModel>.Run(block, header, ref iteration);
            }
        }

        iteration.Run(block, maxIterations, DeviceMath.IsFinite(outcome.LostAt), isGuarded: true, isRough: false);
        outcome.Squares = iteration.Squares;
        outcome.Failure = iteration.Failure;
        outcome.Iterations = iteration.Iterations;
        outcome.LastStep = iteration.Correction;
        outcome.HasConverged = iteration.HasConverged;
        outcome.Size = DeviceVectors<TModel>.Unscale(block, block.Iterate, solution);
        outcome.Write(report, block);
    }

    /// <summary>Solves the adjoint problem and applies the chain rule.</summary>
    public static void Differentiate(
        Index1D trajectory, ArrayView<double> parameters, ArrayView<double> inputs, ArrayView<double> solution, ArrayView<double> cotangent, ArrayView<double> gradient, ArrayView<double> memory,
        ArrayView<double> vectors, ArrayView<float> single, int points, int trajectories, int isKept, int isRefined) =>
        DifferentiateOne(trajectory, parameters, inputs, solution, cotangent, gradient, memory, vectors, single, points, trajectories, isKept, isRefined);

    /// <summary>The same for a group of threads.</summary>
    public static void GroupedDifferentiate(
        ArrayView<double> parameters, ArrayView<double> inputs, ArrayView<double> solution, ArrayView<double> cotangent, ArrayView<double> gradient, ArrayView<double> memory,
        ArrayView<double> vectors, ArrayView<float> single, int points, int trajectories, int isKept, int isRefined) =>
        DifferentiateOne(Grid.IdxX, parameters, inputs, solution, cotangent, gradient, memory, vectors, single, points, trajectories, isKept, isRefined);

    private static void DifferentiateOne(
        int trajectory, ArrayView<double> parameters, ArrayView<double> inputs, ArrayView<double> solution, ArrayView<double> cotangent, ArrayView<double> gradient, ArrayView<double> memory,
        ArrayView<double> vectors, ArrayView<float> single, int points, int trajectories, int isKept, int isRefined)
    {
        var block = Block(memory, points, trajectories, trajectory);
        var room = DeviceGroup<TModel>.Room(vectors, trajectories, trajectory);
        var z = DeviceVectors<TModel>.Take(ref room, block);
        var scaled = DeviceVectors<TModel>.Take(ref room, block);
        var lambda = DeviceVectors<TModel>.Take(ref room, block);
        var gradients = new DeviceRoom<double>(gradient, trajectories);
        var batchHeader = gradients.Take(TModel.Header);
        var batchSteps = gradients.Take((points + 2) * TModel.Steps);
        var header = TModel.Threads > 1 ? room.Take(TModel.ChainStrands * TModel.Header) : batchHeader;
        var steps = TModel.Threads > 1 ? room.Take((points + 2) * TModel.Steps) : batchSteps;
        block.Iterate = z;
        if (isKept == 0)
        {
            TModel.Pack(parameters, inputs, block);
        }

        DeviceGroup<TModel>.Wait();

        DeviceVectors<TModel>.Scale(block, solution, z, isInverse: false);
        DeviceVectors<TModel>.Scale(block, cotangent, scaled, isInverse: true);
        if (isKept == 0)
        {
            TModel.Factorise(block, lambda);
        }

        DeviceVectors<TModel>.Clear(block, header, TModel.ChainStrands * TModel.Header);
        DeviceVectors<TModel>.Clear(block, steps, (points + 2) * TModel.Steps);
        DeviceVectors<TModel>.Copy(block, scaled, lambda);
        TModel.Reduce(block, lambda);
        TModel.Substitute(block, lambda);
        if (isRefined != 0)
        {
            // With scale zero the residual is -M lambda, computed from the rows.
            var correction = DeviceVectors<TModel>.Take(ref room, block);
            TModel.Residual(block, lambda, 0, correction);
            DeviceVectors<TModel>.Add(block, correction, scaled);
            TModel.Reduce(block, correction);
            TModel.Substitute(block, correction);
            DeviceVectors<TModel>.Add(block, lambda, correction);
        }

        TModel.Chain(block, z, lambda, header, steps);
        DeviceVectors<TModel>.Fold(block, steps);
        if (TModel.Threads > 1)
        {
            DeviceVectors<TModel>.Export(block, header, steps, batchHeader, batchSteps);
        }
    }

    private static DeviceBlock<double> Block(ArrayView<double> memory, int points, int trajectories, int trajectory)
    {
        var room = DeviceGroup<TModel>.Room(memory, trajectories, trajectory);
        var block = DeviceGroup<TModel>.Block<double>(points, trajectories, trajectory);
        block.Header = room.Take(TModel.Header);
        block.Steps = room.Take((points + 2) * TModel.Steps);
        block.Rows = room.Take(points * TModel.Rows);
        block.Factor = room.Take(points * TModel.Factor);
        block.Workspace = TModel.Scratch(room.Take(TModel.Workspace));
        block.Sums = TModel.Sums(block.Header);
        block.Iterate = block.Header;
        return block;
    }
}
