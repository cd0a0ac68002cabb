namespace ScalableMNN.Runtime.Solving;

/// <summary>How the solve of one trajectory ended.</summary>
public enum SolveStatus
{
    /// <summary>The solution is there, and no sign says that it cannot be trusted.</summary>
    Ok,

    /// <summary>
    /// The least-squares problem does not determine the solution: a pivot of the normal equations is not larger than rounding. The trajectory is NaN.
    /// </summary>
    NotPositiveDefinite,

    /// <summary>An input of the trajectory is NaN or infinite, or the numbers left the range of the floating-point type. The trajectory is NaN.</summary>
    NotFinite,

    /// <summary>A step of the trajectory is zero or negative. The trajectory is NaN.</summary>
    StepNotPositive,

    /// <summary>
    /// The solution is there, but the refinement step moved it by more than a thousandth of its size: its condition number is near the reciprocal of the rounding
    /// unit, and few digits can be trusted. Or, of a nonlinear model, a step is not resolved: from the grid point that is reported on a state changes by far more or less than its slopes at both
    /// ends say, as behind a pole of the exact solution, and nothing from there on, or from some steps before it, can be trusted.
    /// </summary>
    IllConditioned,

    /// <summary>
    /// The iterations for nonlinear equations did not come to rest. The trajectory holds what was reached, up to the grid point that is reported, and NaN after it.
    /// </summary>
    NotConverged,

    /// <summary>
    /// Of a solve with a tolerance: the steps became as short as rounding. The solution has a pole there, or jumps, or no longer exists; or the tolerance is below what rounding allows. The trajectory
    /// holds what was reached, and NaN from the grid point on that is reported.
    /// </summary>
    StepTooSmall,

    /// <summary>Of a solve with a tolerance: <see cref="SolveOptions.MaxSteps"/> were taken. The trajectory holds what was reached, and NaN from the grid point on that is reported.</summary>
    TooManySteps,

    /// <summary>
    /// Of a schedule with a steady state: there is none, because amounts grow from one dose to the next, or none was found. The trajectory holds what was reached, and NaN from the grid point on that is reported.
    /// </summary>
    NoSteadyState,
}
