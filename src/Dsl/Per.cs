namespace ScalableMNN.Dsl;

/// <summary>How many numbers a coefficient, or the steps of a grid, stand for.</summary>
public enum Per
{
    /// <summary>One number, shared by all trajectories and grid points.</summary>
    Model,

    /// <summary>One number for each trajectory.</summary>
    Trajectory,

    /// <summary>One number for each grid point of each trajectory. For the steps of a grid: one for each interval of each trajectory.</summary>
    Step,
}
