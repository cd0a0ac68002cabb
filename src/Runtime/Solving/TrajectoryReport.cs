namespace ScalableMNN.Runtime.Solving;

/// <summary>How the solve of one trajectory ended, and where.</summary>
/// <param name="Status">The outcome.</param>
/// <param name="Step">The grid point at which it failed, or -1 where no point is to blame.</param>
/// <param name="Residual">The weighted residual norm, the square root of the sum over all rows of w^2 (a y - b)^2; NaN where the solve failed.</param>
/// <param name="Correction">Size of the refinement step, or of the last iteration, relative to the solution: a measure of how many digits rounding has taken.</param>
/// <param name="Iterations">How many times the equations were linearised over the whole grid; 1 for a linear model.</param>
/// <param name="ErrorEstimate">
/// With <see cref="SolveOptions.EstimateError"/>: the largest estimated error of a state, relative to the largest absolute value of that state along the trajectory; derivatives
/// do not count. NaN where it was not asked for, where there is no solution, and where the grid has too few points: 2 for Taylor rows, and for Hermite rows R + 2 with R the highest
/// derivative that is carried.
/// </param>
/// <param name="Condition">
/// With <see cref="SolveOptions.EstimateCondition"/>: an estimate of the 2-norm condition number of the weighted rows in scaled unknowns h^r u^(r), a lower bound that is mostly
/// right within a factor of three; for a nonlinear model that of the last linearisation. NaN where it was not asked for or there is no solution.
/// </param>
public readonly record struct TrajectoryReport(
    SolveStatus Status, int Step, double Residual, double Correction, int Iterations = 1, double ErrorEstimate = double.NaN, double Condition = double.NaN)
{
    /// <summary>What a solve with <see cref="SolveOptions.RelativeTolerance"/> did; null for one on a fixed grid.</summary>
    public MarchStatistics? March { get; init; }

    /// <summary>Whether there are numbers, of whatever accuracy; only those of <see cref="SolveStatus.Ok"/> are to be trusted.</summary>
    public bool HasSolution => Status is SolveStatus.Ok or SolveStatus.IllConditioned;
}
