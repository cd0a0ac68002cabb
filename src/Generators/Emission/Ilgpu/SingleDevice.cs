using global::ILGPU;

namespace ScalableMNN.Generated.Ilgpu;

/// <summary>The entry kernels of a model whose factor is in single precision: a thread solves, or differentiates, one trajectory, and refines it in double precision.</summary>
internal static class SingleDevice<TModel>
    where TModel : struct, ISingleDeviceModel
{
    private const double LargestCorrection = 1e-3;

    /// <summary>Factorises and substitutes in single precision, refines in double precision.</summary>
    public static void Solve(
        Index1D trajectory, ArrayView<double> parameters, ArrayView<double> inputs, ArrayView<double> solution, ArrayView<double> memory, ArrayView<double> vectors, ArrayView<float> single,
        ArrayView<double> report, int points, int trajectories, int isRefined, int maxIterations, double tolerance)
    {
        var exact = Exact(memory, points, trajectories, trajectory);
        var block = Block(single, points, trajectories, trajectory, out var vector);
        var room = new DeviceRoom<double>(vectors, trajectories);
        var z = DeviceVectors<TModel>.Take(ref room, exact);
        var outcome = default(DeviceReport);
        outcome.IsSound = TModel.Pack(parameters, inputs, exact);
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
        outcome.Write(report, trajectories, trajectory);
    }

    /// <summary>Solves the adjoint problem and applies the chain rule.</summary>
    public static void Differentiate(
        Index1D trajectory, ArrayView<double> parameters, ArrayView<double> inputs, ArrayView<double> solution, ArrayView<double> cotangent, ArrayView<double> gradient, ArrayView<double> memory,
        ArrayView<double> vectors, ArrayView<float> single, int points, int trajectories, int isKept, int isRefined)
    {
        var exact = Exact(memory, points, trajectories, trajectory);
        var block = Block(single, points, trajectories, trajectory, out var vector);
        var room = new DeviceRoom<double>(vectors, trajectories);
        var z = DeviceVectors<TModel>.Take(ref room, exact);
        var scaled = DeviceVectors<TModel>.Take(ref room, exact);
        var lambda = DeviceVectors<TModel>.Take(ref room, exact);
        var gradients = new DeviceRoom<double>(gradient, trajectories);
        var header = gradients.Take(TModel.Header);
        var steps = gradients.Take((points + 2) * TModel.Steps);
        if (isKept == 0)
        {
            TModel.Pack(parameters, inputs, exact);
            Narrow(exact, block);
            TModel.Factorise(block, vector);
        }

        DeviceVectors<TModel>.Scale(exact, solution, z, isInverse: false);
        DeviceVectors<TModel>.Scale(exact, cotangent, scaled, isInverse: true);
        DeviceVectors<TModel>.Clear(exact, header, TModel.Header);
        DeviceVectors<TModel>.Clear(exact, steps, (points + 2) * TModel.Steps);

        // From zero, whose residual is the cotangent. It is also the residual that evaluates the rows for the chain rule.
        DeviceVectors<TModel>.Clear(exact, lambda, points * TModel.Unknowns);
        new DeviceRefinement<TModel>(ref room, exact).Run(exact, block, vector, lambda, 0, scaled, isAdjoint: true, isRepeated: isRefined != 0);
        TModel.Chain(exact, z, lambda, header, steps);
        DeviceVectors<TModel>.Fold(exact, steps);
    }

    private static DeviceBlock<double> Exact(ArrayView<double> memory, int points, int trajectories, int trajectory)
    {
        var room = new DeviceRoom<double>(memory, trajectories);
        var block = default(DeviceBlock<double>);
        block.Points = points;
        block.Trajectories = trajectories;
        block.Trajectory = trajectory;
        block.Header = room.Take(TModel.Header);
        block.Steps = room.Take((points + 2) * TModel.Steps);
        block.Rows = room.Take(points * TModel.Rows);
        block.Workspace = room.Take(TModel.Workspace);
        block.Factor = block.Header;
        block.Iterate = block.Header;
        return block;
    }

    private static DeviceBlock<float> Block(ArrayView<float> memory, int points, int trajectories, int trajectory, out ArrayView<float> vector)
    {
        var room = new DeviceRoom<float>(memory, trajectories);
        var block = default(DeviceBlock<float>);
        block.Points = points;
        block.Trajectories = trajectories;
        block.Trajectory = trajectory;
        block.Header = room.Take(TModel.Header);
        block.Steps = room.Take((points + 2) * TModel.Steps);
        block.Factor = room.Take(points * TModel.Factor);
        block.Workspace = room.Take(TModel.Workspace);
        block.Rows = block.Header;
        block.Iterate = block.Header;
        vector = room.Take((points + 2) * TModel.Unknowns);
        for (var i = 0; i < 2 * TModel.Unknowns; i++)
        {
            vector[(((points * TModel.Unknowns) + i) * trajectories) + trajectory] = 0;
        }

        return block;
    }

    private static void Narrow(DeviceBlock<double> exact, DeviceBlock<float> block)
    {
        for (var i = 0; i < TModel.Header; i++)
        {
            var at = (i * block.Trajectories) + block.Trajectory;
            block.Header[at] = (float)exact.Header[at];
        }

        for (var i = 0; i < (block.Points + 2) * TModel.Steps; i++)
        {
            var at = (i * block.Trajectories) + block.Trajectory;
            block.Steps[at] = (float)exact.Steps[at];
        }
    }

    private static void Widen(DeviceBlock<double> exact, ArrayView<float> source, ArrayView<double> target)
    {
        for (var i = 0; i < exact.Points * TModel.Unknowns; i++)
        {
            var at = (i * exact.Trajectories) + exact.Trajectory;
            target[at] = source[at];
        }
    }
}
