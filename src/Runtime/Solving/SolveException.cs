using System;
using System.Globalization;
using System.Text;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Solving;

/// <summary>Says which trajectories of a batch have no solution, where they failed, why, and what to do.</summary>
public sealed class SolveException : Exception
{
    private const int Listed = 5;

    /// <summary>Makes an exception without a message of its own.</summary>
    public SolveException()
        : base("A trajectory has no solution.")
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What went wrong.</param>
    public SolveException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="innerException">What caused it.</param>
    public SolveException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal static SolveException For(ModelTrajectories solution)
    {
        var failed = 0;
        var list = new StringBuilder();
        for (var trajectory = 0; trajectory < solution.TrajectoryCount; trajectory++)
        {
            var report = solution.Reports[trajectory];
            if (!report.HasSolution && failed++ < Listed)
            {
                list.Append(CultureInfo.InvariantCulture, $"\n  trajectory {trajectory}: {Explain(solution, trajectory, report)}");
            }
        }

        if (failed > Listed)
        {
            list.Append(CultureInfo.InvariantCulture, $"\n  and {failed - Listed} more; see Reports.");
        }

        return new SolveException($"{solution.Model.Name}: {failed} of {solution.TrajectoryCount} trajectories {(failed == 1 ? "has" : "have")} no solution.{list}");
    }

    private static string Explain(ModelTrajectories solution, int trajectory, TrajectoryReport report)
    {
        var at = report.Step < 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" at grid point {report.Step}");
        var fault = solution.Problem.FindFault(trajectory);
        var what = fault.Status == report.Status ? string.Create(CultureInfo.InvariantCulture, $"{fault.Member} is {fault.Value}{at}") : null;
        return report.Status switch
        {
            SolveStatus.StepNotPositive => $"{what ?? "a step is not positive" + at}. Give steps greater than 0, in increasing order of time.",
            SolveStatus.NotFinite => what is not null
                ? $"{what}. Give finite numbers; leave the trajectory out where a value is missing."
                : "the solution left the range of double. Scale the equations, or give values and steps of moderate size.",
            SolveStatus.NotConverged => $"the Gauss-Newton iterations did not come to rest{at}. Take smaller steps there, start from a better guess (SolveOptions.Start), or allow more iterations (SolveOptions.MaxIterations).",
            _ => $"the equations, initial values and smoothness do not determine the solution{at}: a pivot is not larger than rounding. Give an initial value or an equation for every state that is left free, or check for coefficients that are zero.",
        };
    }
}
