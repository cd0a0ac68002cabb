namespace ScalableMNN.Dsl;

/// <summary>How many numbers a coefficient, or the steps of a grid, stand for.</summary>
public enum Per
{
    /// <summary>One number, shared by all trajectories and grid points.</summary>
    Model,

    /// <summary>One number for each trajectory.</summary>
    Trajectory,

    /// <summary>One number for each step of each trajectory: the steps of a grid are the intervals between its points, one fewer than these.</summary>
    Step,

    /// <summary>One number for each grid point of each trajectory: what a coefficient is that varies with time. The same value as <see cref="Step"/>.</summary>
    Point = Step,
}
