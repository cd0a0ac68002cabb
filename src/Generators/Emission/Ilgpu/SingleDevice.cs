using global::ILGPU;

namespace ScalableMNN.Generated.Ilgpu;

/// <summary>The entry kernels of a model whose factor is in single precision: a thread, or a group of threads, solves or differentiates one trajectory, and refines it in double precision.</summary>
internal static class SingleDevice<TModel>
    where TModel : struct, ISingleDeviceModel
{
    private const double LargestCorrection = 1e-3;

    /// <summary>Factorises and substitutes in single precision, refines in double precision.</summary>
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
        var exact = Exact(memory, points, trajectories, trajectory);
        var block = Block(single, points, trajectories, trajectory, out var vector);
        var room = DeviceGroup<TModel>.Room(vectors, trajectories, trajectory);
        var z = DeviceVectors<TModel>.Take(ref room, exact);
        var outcome = default(DeviceReport);
        outcome.IsSound = DeviceGroup<TModel>.All(exact, TModel.Pack(parameters, inputs, exact));
        outcome.LostAt = double.PositiveInfinity;
        Narrow(exact, block);
        outcome.Failure = TModel.Factorise(block, vector);
        TModel.Substitute(block, vector);
        Widen(exact, vector, z);
        var correction = 0.0;
        if (isRefined != 0)
        {
            var refinement = new DeviceRefinement<TModel>(ref room, exact);
            refinement.Run(exact, block, vector, z, 1, z, isAdjoint: false, isRepeated: true);
            correction = refinement.Correction;
            outcome.Squares = refinement.Squares;
            if (correction > LargestCorrection)
            {
                // The factor is no good for corrections, which go through M. The first solution went through the rows alone: it has digits left and is computed anew.
                TModel.Factorise(block, vector);
                TModel.Substitute(block, vector);
                Widen(exact, vector, z);
                outcome.Squares = TModel.Residual(exact, z, 1, refinement.Room);
            }
        }

        outcome.Size = DeviceVectors<TModel>.Unscale(exact, z, solution);
        outcome.Correction = outcome.Size * correction * correction;
        outcome.Write(report, exact);
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
        var exact = Exact(memory, points, trajectories, trajectory);
        var block = Block(single, points, trajectories, trajectory, out var vector);
        var room = DeviceGroup<TModel>.Room(vectors, trajectories, trajectory);
        var z = DeviceVectors<TModel>.Take(ref room, exact);
        var scaled = DeviceVectors<TModel>.Take(ref room, exact);
        var lambda = DeviceVectors<TModel>.Take(ref room, exact);
        var gradients = new DeviceRoom<double>(gradient, trajectories);
        var batchHeader = gradients.Take(TModel.Header);
        var batchSteps = gradients.Take((points + 2) * TModel.Steps);
        var header = TModel.Threads > 1 ? room.Take(TModel.ChainStrands * TModel.Header) : batchHeader;
        var steps = TModel.Threads > 1 ? room.Take((points + 2) * TModel.Steps) : batchSteps;
        if (isKept == 0)
        {
            TModel.Pack(parameters, inputs, exact);
            DeviceGroup<TModel>.Wait();
            Narrow(exact, block);
            TModel.Factorise(block, vector);
        }

        DeviceVectors<TModel>.Scale(exact, solution, z, isInverse: false);
        DeviceVectors<TModel>.Scale(exact, cotangent, scaled, isInverse: true);
        DeviceVectors<TModel>.Clear(exact, header, TModel.ChainStrands * TModel.Header);
        DeviceVectors<TModel>.Clear(exact, steps, (points + 2) * TModel.Steps);

        // From zero, whose residual is the cotangent. It is also the residual that evaluates the rows for the chain rule.
        DeviceVectors<TModel>.Clear(exact, lambda, points * TModel.Unknowns);
        new DeviceRefinement<TModel>(ref room, exact).Run(exact, block, vector, lambda, 0, scaled, isAdjoint: true, isRepeated: isRefined != 0);
        TModel.Chain(exact, z, lambda, header, steps);
        DeviceVectors<TModel>.Fold(exact, steps);
        if (TModel.Threads > 1)
        {
            DeviceVectors<TModel>.Export(exact, header, steps, batchHeader, batchSteps);
        }
    }

    private static DeviceBlock<double> Exact(ArrayView<double> memory, int points, int trajectories, int trajectory)
    {
        var room = DeviceGroup<TModel>.Room(memory, trajectories, trajectory);
        var block = DeviceGroup<TModel>.Block<double>(points, trajectories, trajectory);
        block.Header = room.Take(TModel.Header);
        block.Steps = room.Take((points + 2) * TModel.Steps);
        block.Rows = room.Take(points * TModel.Rows);
        block.Workspace = room.Take(TModel.Threads > 1 ? 0 : TModel.Workspace);
        block.Sums = TModel.Sums(block.Header);
        block.Factor = block.Header;
        block.Iterate = block.Header;
        return block;
    }

    private static DeviceBlock<float> Block(ArrayView<float> memory, int points, int trajectories, int trajectory, out ArrayView<float> vector)
    {
        var room = DeviceGroup<TModel>.Room(memory, trajectories, trajectory);
        var block = DeviceGroup<TModel>.Block<float>(points, trajectories, trajectory);
        block.Header = room.Take(TModel.Header);
        block.Steps = room.Take((points + 2) * TModel.Steps);
        block.Factor = room.Take(points * TModel.Factor);
        block.Workspace = TModel.Scratch(room.Take(TModel.Workspace));
        block.Rows = block.Header;
        block.Iterate = block.Header;
        vector = room.Take((points + 2) * TModel.Unknowns);
        for (var i = block.Lane; i < 2 * TModel.Unknowns; i += block.Lanes)
        {
            vector[(((points * TModel.Unknowns) + i) * block.Trajectories) + block.Trajectory] = 0;
        }

        return block;
    }

    private static void Narrow(DeviceBlock<double> exact, DeviceBlock<float> block)
    {
        for (var i = block.Lane; i < TModel.Header; i += block.Lanes)
        {
            var at = (i * block.Trajectories) + block.Trajectory;
            block.Header[at] = (float)exact.Header[at];
        }

        for (var i = block.Lane; i < (block.Points + 2) * TModel.Steps; i += block.Lanes)
        {
            var at = (i * block.Trajectories) + block.Trajectory;
            block.Steps[at] = (float)exact.Steps[at];
        }

        DeviceGroup<TModel>.Wait();
    }

    private static void Widen(DeviceBlock<double> exact, ArrayView<float> source, ArrayView<double> target)
    {
        for (var i = exact.Lane; i < exact.Points * TModel.Unknowns; i += exact.Lanes)
        {
            var at = (i * exact.Trajectories) + exact.Trajectory;
            target[at] = source[at];
        }

        DeviceGroup<TModel>.Wait();
    }
}
