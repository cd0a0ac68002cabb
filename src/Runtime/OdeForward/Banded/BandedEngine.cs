using System.Runtime.Intrinsics;
using ScalableMNN.Runtime.Lanes;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Banded;

/// <summary>Cuts a batch into blocks as wide as a lane, and runs the sweeps over them on all cores. Stateless: what a factor or a solve holds is given to it.</summary>
internal abstract class BandedEngine
{
    protected BandedEngine(BandedPlan plan, int trajectories, int width)
    {
        Plan = plan;
        Trajectories = trajectories;
        Blocks = (trajectories + width - 1) / width;
    }

    /// <summary>How many blocks there are.</summary>
    public int Blocks { get; }

    protected BandedPlan Plan { get; }

    protected int Trajectories { get; }

    /// <summary>Chooses a lane.</summary>
    /// <param name="shape">The problem.</param>
    /// <param name="width">Its width, or 0 for what suits the machine and the batch.</param>
    public static BandedEngine Create(OdeShape shape, int width)
    {
        if (width == 0)
        {
            width = shape.Trajectories switch
            {
                1 => 1,
                > 4 when Vector512.IsHardwareAccelerated => 8,
                _ => Vector256.IsHardwareAccelerated ? 4 : 1,
            };
        }

        var plan = new BandedPlan(shape);
        return width switch
        {
            8 => new BandedEngine<Lane8>(plan, shape.Trajectories),
            4 => new BandedEngine<Lane4>(plan, shape.Trajectories),
            _ => new BandedEngine<Lane1>(plan, shape.Trajectories),
        };
    }

    /// <summary>The engine of the same lane for a problem with the same factor.</summary>
    public abstract BandedEngine For(OdeShape shape);

    /// <summary>Factorises.</summary>
    /// <param name="shape">The problem.</param>
    /// <param name="factors">Receives the factor of every block.</param>
    /// <param name="reports">Receives how each trajectory fared.</param>
    /// <param name="options">How to work.</param>
    public abstract void Factorise(OdeShape shape, LaneMemory?[] factors, FactorReport[] reports, OdeOptions options);

    /// <summary>Factorises and solves.</summary>
    /// <param name="shape">The problem.</param>
    /// <param name="factors">Receives the factor of every block, or nothing where it is not kept.</param>
    /// <param name="solves">Receives the solve of every block, or nothing.</param>
    /// <param name="solution">Receives the solution.</param>
    /// <param name="reports">Receives how each trajectory fared.</param>
    /// <param name="options">How to work.</param>
    public abstract void Solve(OdeShape shape, LaneMemory?[]? factors, LaneMemory?[]? solves, double[] solution, TrajectoryReport[] reports, OdeOptions options);

    /// <summary>Solves with a factor at hand.</summary>
    /// <param name="shape">The problem.</param>
    /// <param name="factors">The factor of every block.</param>
    /// <param name="factorReports">How the factorisation fared.</param>
    /// <param name="solves">Receives the solve of every block, or nothing where it is not kept.</param>
    /// <param name="solution">Receives the solution.</param>
    /// <param name="reports">Receives how each trajectory fared.</param>
    /// <param name="options">How to work.</param>
    public abstract void Solve(OdeShape shape, LaneMemory?[] factors, FactorReport[] factorReports, LaneMemory?[]? solves, double[] solution, TrajectoryReport[] reports, OdeOptions options);

    /// <summary>Computes the gradients of a loss for every trajectory by itself.</summary>
    /// <param name="shape">The problem.</param>
    /// <param name="factors">The factor of every block.</param>
    /// <param name="solves">The solve of every block.</param>
    /// <param name="gradient">The gradient of the loss with respect to the solution.</param>
    /// <param name="target">Receives the gradients.</param>
    /// <param name="options">How to work.</param>
    public abstract void Backward(OdeShape shape, LaneMemory?[] factors, LaneMemory?[] solves, NdArray gradient, TrajectoryGradients target, OdeOptions options);
}
