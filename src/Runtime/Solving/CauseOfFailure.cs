using System;
using System.Linq;
using ScalableMNN.Runtime.Formulas;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Solving;

/// <summary>
/// Finds out, where the kernels have found no solution of a trajectory, whether an equation or observable is not finite somewhere. The numbers that the kernels have left among the trajectories are still there.
/// </summary>
internal static class CauseOfFailure
{
    /// <summary>A number that is not finite is lost at its point or, where rows reach over three points, up to two later.</summary>
    private const int Reach = 2;

    /// <summary>The equation or observable that is not finite, or has no derivative, where a trajectory failed; or null.</summary>
    /// <param name="solution">What the kernels have left.</param>
    /// <param name="start">Trajectories that the iterations of a nonlinear model started from, or null.</param>
    /// <param name="trajectory">The trajectory.</param>
    /// <param name="failure">The point of the lost pivot, or infinity where there is none: then every point is looked at.</param>
    public static FormulaFault? Find(ModelTrajectories solution, ModelTrajectories? start, int trajectory, double failure)
    {
        var model = solution.Model;
        var problem = solution.Problem;
        var (from, through) = double.IsFinite(failure) ? (Math.Max(0, (int)failure - Reach), Math.Min(problem.Points - 1, (int)failure + Reach)) : (0, problem.Points - 1);
        if (model.IsLinear)
        {
            return Find(problem, trajectory, null, from, through, FormulaDirection.None, tooLarge: double.IsFinite(failure));
        }

        var states = new FormulaDirection(States: true);
        var reached = FirstNotFinite(solution, trajectory);
        if (reached > from && Find(problem, trajectory, Of(solution, trajectory), from, Math.Min(through, reached - 1), states, tooLarge: false) is { } fault)
        {
            return fault;
        }

        if (reached == problem.Points)
        {
            return null;
        }

        // What the iterations made of this point is no number: what did they start from?
        return start is not null
            ? FirstNotFinite(start, trajectory) < problem.Points ? null : Find(problem, trajectory, Of(start, trajectory), 0, problem.Points - 1, states, tooLarge: false)
            : Find(problem, trajectory, AtRest(solution, trajectory, reached), reached, reached, states, tooLarge: false)
                ?? (reached == 0 ? Find(problem, trajectory, AtRest(solution, trajectory, 0), 1, problem.Points - 1, states, tooLarge: false) : null);
    }

    private static FormulaFault? Find(Problem problem, int trajectory, Func<int, int, double>? unknownAt, int from, int through, FormulaDirection direction, bool tooLarge)
    {
        var examination = new FormulaExamination(new FormulaSymbols(problem, problem.Parameters, trajectory, unknownAt));
        for (var point = from; point <= through; point++)
        {
            if (examination.Find(point, direction) is { } fault)
            {
                return fault;
            }
        }

        for (var point = from; tooLarge && point <= through; point++)
        {
            if (examination.FindTooLarge(point, direction) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static Func<int, int, double> Of(ModelTrajectories solution, int trajectory) =>
        (point, unknown) => solution.Storage[solution.Layout.IndexOf((point * solution.Model.Layout.Unknowns) + unknown, trajectory)];

    /// <summary>Where the iterations at a point of the march begin: the states of the point before, at rest, or the given values.</summary>
    private static Func<int, int, double> AtRest(ModelTrajectories solution, int trajectory, int point)
    {
        var model = solution.Model;
        var rest = new double[model.Layout.Unknowns];
        if (point > 0)
        {
            var before = Of(solution, trajectory);
            foreach (var state in model.States)
            {
                rest[state.Offset] = before(point - 1, state.Offset);
            }
        }
        else
        {
            foreach (var (header, unknown, order) in Given.Of(model).Values)
            {
                rest[unknown] = solution.Problem.Header[header].At(trajectory, 0);
            }
        }

        return (_, unknown) => rest[unknown];
    }

    /// <summary>The first grid point with a number that is not finite, or the number of points.</summary>
    private static int FirstNotFinite(ModelTrajectories solution, int trajectory)
    {
        var of = Of(solution, trajectory);
        var unknowns = solution.Model.Layout.Unknowns;
        return Enumerable.Range(0, solution.PointCount).FirstOrDefault(point => Enumerable.Range(0, unknowns).Any(unknown => !double.IsFinite(of(point, unknown))), solution.PointCount);
    }
}
