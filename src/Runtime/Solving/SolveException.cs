using System;
using System.Globalization;
using System.Linq;
using System.Text;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Solving;

/// <summary>Says which trajectories of a batch have no solution that can be trusted, where they failed, why, and what to do.</summary>
public sealed class SolveException : Exception
{
    private const int Listed = 5;

    /// <summary>Makes an exception without a message of its own.</summary>
    public SolveException()
        : base("A trajectory has no solution that can be trusted.")
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
            if (report.Status != SolveStatus.Ok && failed++ < Listed)
            {
                list.Append(CultureInfo.InvariantCulture, $"\n  trajectory {trajectory}: {Explain(solution, trajectory, report)}");
            }
        }

        if (failed > Listed)
        {
            list.Append(CultureInfo.InvariantCulture, $"\n  and {failed - Listed} more; see Reports.");
        }

        return new SolveException($"{solution.Model.Name}: {failed} of {solution.TrajectoryCount} trajectories {(failed == 1 ? "has" : "have")} no solution{(solution.HasNumbers ? " that can be trusted" : string.Empty)}.{list}");
    }

    private static string Explain(ModelTrajectories solution, int trajectory, TrajectoryReport report)
    {
        var at = report.Step < 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" at point {report.Step}");
        var fault = solution.Problem.FindFault(trajectory);
        var what = fault.Status == report.Status ? string.Create(CultureInfo.InvariantCulture, $"{fault.Member} is {fault.Value}{at}") : null;
        var cause = solution.CauseOf(trajectory)?.Describe(namesTrajectory: false);
        return report.Status switch
        {
            SolveStatus.NotFinite when cause is not null => cause,
            SolveStatus.NotConverged when cause is not null => $"the Gauss-Newton iterations did not come to rest{at}: {cause}",
            SolveStatus.StepTooSmall when report.March is { Fault: { } ever } => $"{ever}. End before that time, or end the trajectory with the event: [Event(Terminates = true)] once what it leaves is small.",
            SolveStatus.StepTooSmall => string.Create(
                CultureInfo.InvariantCulture,
                $"its steps became as short as rounding at t = {report.March?.End:g9}{Limiting(report)}. The solution has a pole or a jump there, or ends; or the tolerance is below what rounding allows. End before that time, say what jumps with a schedule or an event, or allow a larger RelativeTolerance."),
            SolveStatus.TooManySteps => string.Create(
                CultureInfo.InvariantCulture,
                $"it had come to t = {report.March?.End:g9} after SolveOptions.MaxSteps{Limiting(report)}. Allow more of them, or a larger RelativeTolerance."),
            SolveStatus.NoSteadyState => report.March!.Fault!,
            SolveStatus.NotFinite when report.March is { Fault: { } dose } =>
                $"{dose}. A dose arrives no earlier than its time, and is a finite part of its amount; an infusion has a rate and a duration greater than 0.",
            SolveStatus.NotFinite when report.March is { } march && what is null => string.Create(
                CultureInfo.InvariantCulture,
                $"the equations have no finite solution for the highest derivatives at t = {march.End:g9}. Write them so that they have a value there, or begin elsewhere."),
            SolveStatus.NotPositiveDefinite when report.March is { } march => string.Create(
                CultureInfo.InvariantCulture,
                $"the equations do not determine the highest derivatives at t = {march.End:g9}: their matrix is singular. Check for coefficients that are zero; where an algebraic equation does not contain the state that it is meant for (index above one), differentiate it in time."),
            SolveStatus.StepNotPositive => $"{what ?? "a step is not positive" + at}. Give steps greater than 0, in increasing order of time.",
            SolveStatus.NotFinite => what is not null
                ? $"{what}. Give finite numbers; leave the trajectory out where a value is missing."
                : "the solution left the range of double. Scale the equations, or give values and steps of moderate size.",
            SolveStatus.NotConverged => $"the Gauss-Newton iterations did not come to rest{at}. Take smaller steps there, start from a better guess (SolveOptions.Start), or allow more iterations (SolveOptions.MaxIterations).",
            SolveStatus.IllConditioned when report.Step >= 0 => string.Create(
                CultureInfo.InvariantCulture,
                $"its step from point {report.Step}, t = {solution.Times(trajectory)[report.Step]:g6}, is not resolved: the numbers satisfy the rows of the grid, but from there on they are not what the equations do, as behind a pole or over a fast transient. {TakeSteps(solution)}"),
            SolveStatus.IllConditioned => string.Create(
                CultureInfo.InvariantCulture,
                $"it is ill-conditioned from t = {solution.Times(trajectory)[0]:g6} to {solution.Times(trajectory)[^1]:g6}: its last refinement still moved it by {report.Correction:g2} of its size, and few digits can be trusted. {WayOut(solution)}"),
            _ => $"the equations, initial values and smoothness do not determine the solution{at}: a pivot is not larger than rounding. Give an initial value or an equation for every state that is left free, or check for coefficients that are zero.{DataHint(solution.Problem, trajectory)}",
        };
    }

    private static string TakeSteps(ModelTrajectories solution) => solution.Model.March.Obstacle is null
        ? "Take shorter steps there (TimeGrid grades a grid), or end the grid before it; or give SolveOptions.RelativeTolerance, with which the solver takes steps of its own."
        : "Take shorter steps there (TimeGrid grades a grid), or end the grid before it.";

    /// <summary>A reminder that observed values do not determine a solution by themselves.</summary>
    private static string DataHint(Problem problem, int trajectory)
    {
        if (problem.FollowsData || problem.Model.Inputs.All(static slot => slot.Kind != ValueKind.Observed))
        {
            return string.Empty;
        }

        var given = Enumerable.Range(0, problem.Inputs.Slots.Count)
            .Where(slot => problem.Inputs.Slots[slot].Kind == ValueKind.Observed && Enumerable.Range(0, problem.Points).Any(point => !double.IsNaN(problem.Inputs.NumberAt(slot, point, trajectory))))
            .Select(slot => $"Inputs.{problem.Inputs.NameOf(slot)}")
            .ToList();
        return given.Count == 0
            ? " Or give observed values, and set SolveOptions.FollowData, so that they determine it."
            : $" The values of {string.Join(", ", given)} are not followed: where they are to determine the solution, set SolveOptions.FollowData.";
    }

    private static string Limiting(TrajectoryReport report) => report.March?.Limiting is { } state ? $", limited by {state}" : string.Empty;

    private static string WayOut(ModelTrajectories solution) => solution.Model.Precision == Precision.Single
        ? "Take fewer points with longer steps, or Precision.Double."
        : "Take fewer points with longer steps and fewer derivatives (a lower Order or Prolongation), or Elimination.QR where the model asks for Cholesky.";
}
