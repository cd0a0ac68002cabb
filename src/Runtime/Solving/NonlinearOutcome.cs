using System;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Solving;

/// <summary>What is said of the iterations of a nonlinear model before and after them, wherever they run.</summary>
internal static class NonlinearOutcome
{
    /// <summary>Throws where trajectories to start from do not fit.</summary>
    public static void Check(ModelTrajectories solution, ModelTrajectories? start)
    {
        if (start is not null && (!ReferenceEquals(start.Model, solution.Model) || start.TrajectoryCount != solution.TrajectoryCount || start.PointCount != solution.PointCount))
        {
            throw new ArgumentException(
                $"{solution.Model.Name}: SolveOptions.Start has {start.TrajectoryCount} trajectories of {start.PointCount} grid points of {start.Model.Name}, the problem has {solution.TrajectoryCount} of {solution.PointCount}. Start from trajectories of the same model and shape.");
        }
    }

    /// <summary>Adds to the report of a trajectory how its iterations ended and whether its steps are resolved, and turns what the march did not reach into NaN.</summary>
    public static void ReportIterations(ModelTrajectories solution, ModelTrajectories? start, int trajectory, int iterations, double correction, bool hasConverged, double lostAt)
    {
        ref var report = ref solution.MutableReports[trajectory];
        var isLost = double.IsFinite(lostAt);
        if (!report.HasSolution && !isLost)
        {
            return;
        }

        report = report with { Iterations = iterations, Correction = correction };
        if (hasConverged)
        {
            // The rows are satisfied; whether they mean anything is another matter.
            if (report.Status == SolveStatus.Ok && UnresolvedStep.First(solution, trajectory) is >= 0 and var unresolved)
            {
                report = report with { Status = SolveStatus.IllConditioned, Step = unresolved };
            }

            return;
        }

        if (!isLost && CauseOfFailure.Find(solution, start, trajectory, double.PositiveInfinity) is { } cause)
        {
            solution.SetCause(trajectory, cause);
            report = report with { Status = SolveStatus.NotFinite, Step = cause.Point, Residual = double.NaN, Correction = double.NaN };
            solution.Erase(trajectory, 0);
            return;
        }

        var step = isLost ? (int)lostAt : -1;
        report = report with { Status = SolveStatus.NotConverged, Step = step };
        if (step >= 0)
        {
            solution.Erase(trajectory, step);
        }
    }
}
