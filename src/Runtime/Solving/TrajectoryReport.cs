namespace ScalableMNN.Runtime.Solving;

/// <summary>How the solve of one trajectory ended, and where.</summary>
/// <param name="Status">The outcome.</param>
/// <param name="Step">The grid point at which it failed, or -1 where no point is to blame.</param>
/// <param name="Residual">The weighted residual norm, the square root of the sum over all rows of w^2 (a y - b)^2; NaN where the solve failed.</param>
/// <param name="Correction">Size of the refinement step, or of the last iteration, relative to the solution: a measure of how many digits rounding has taken.</param>
/// <param name="Iterations">How many times the equations were linearised over the whole grid; 1 for a linear model.</param>
public readonly record struct TrajectoryReport(SolveStatus Status, int Step, double Residual, double Correction, int Iterations = 1)
{
    /// <summary>Whether there is a solution, of whatever accuracy.</summary>
    public bool HasSolution => Status is SolveStatus.Ok or SolveStatus.IllConditioned;
}
