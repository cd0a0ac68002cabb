using global::ILGPU;

namespace ScalableMNN.Generated.Ilgpu;

/// <summary>What a kernel reports of a trajectory, number after number, in the order in which the runtime reads it.</summary>
internal struct DeviceReport
{
    /// <summary>Sum of squares of the solution, in the kernels' scaling.</summary>
    public double Size;

    /// <summary>Sum of squares of the last correction.</summary>
    public double Correction;

    /// <summary>Sum of squares of all rows.</summary>
    public double Squares;

    /// <summary>The first step whose pivot is lost, or infinity.</summary>
    public double Failure;

    public bool IsSound;

    public int Iterations;

    /// <summary>Size of the last iteration's step relative to the solution.</summary>
    public double LastStep;

    public bool HasConverged;

    /// <summary>The grid point at which the march ended, or infinity.</summary>
    public double LostAt;

    /// <summary>Writes it where the batch has it; one thread does.</summary>
    public readonly void Write(ArrayView<double> report, DeviceBlock<double> block)
    {
        if (block.Lane != 0)
        {
            return;
        }

        int trajectories = block.Batch, trajectory = block.Member;
        report[trajectory] = Size;
        report[trajectories + trajectory] = Correction;
        report[(2 * trajectories) + trajectory] = Squares;
        report[(3 * trajectories) + trajectory] = Failure;
        report[(4 * trajectories) + trajectory] = IsSound ? 1.0 : 0.0;
        report[(5 * trajectories) + trajectory] = Iterations;
        report[(6 * trajectories) + trajectory] = LastStep;
        report[(7 * trajectories) + trajectory] = HasConverged ? 1.0 : 0.0;
        report[(8 * trajectories) + trajectory] = LostAt;
    }
}
