using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>Where an estimation may start: trajectories of the caller's own, the solution with the first parameters, or the data with lines drawn through them.</summary>
internal static class StartingPoint
{
    // A start need not be right.
    private static readonly SolveOptions Options = new() { CheckResolution = false };

    /// <summary>All points that can be made, at least one.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="parameters">The first parameters.</param>
    /// <param name="start">The caller's own trajectories, or null.</param>
    /// <param name="solve">Solves the model with parameters and inputs.</param>
    public static IEnumerable<Iterate> All(EstimationProblem problem, ModelValues parameters, ModelTrajectories? start, ModelSolver solve)
    {
        if (start is not null)
        {
            yield return FromTrajectories(problem, parameters, start);
            yield break;
        }

        var solution = solve(parameters, Completed(problem), Options);
        var solved = FromTrajectories(problem, parameters, solution);

        // One that cannot be trusted may still be a good place to start; the data are another.
        var isSolved = solution.IsComplete;
        if (solution.HasNumbers)
        {
            yield return solved;
        }

        if (!isSolved || problem.Rows.Observables.Any(static observable => observable.Unknown >= 0))
        {
            yield return Through(problem, solved);
        }
    }

    /// <summary>Parameters and trajectories as an iterate.</summary>
    /// <exception cref="ArgumentException">The trajectories are of another model or shape.</exception>
    public static Iterate FromTrajectories(EstimationProblem problem, ModelValues parameters, ModelTrajectories trajectories)
    {
        if (!ReferenceEquals(trajectories.Model, problem.Model) || trajectories.TrajectoryCount != problem.Trajectories || trajectories.PointCount != problem.Points)
        {
            throw new ArgumentException(
                $"{problem.Model.Name}: the trajectories to start from are {trajectories.TrajectoryCount} of {trajectories.PointCount} grid points of {trajectories.Model.Name}; the inputs are for {problem.Trajectories} of {problem.Points}. Give trajectories of the same model and shape.",
                nameof(trajectories));
        }

        var iterate = new Iterate(problem, parameters.Copy());
        var values = trajectories.Values;
        for (var b = 0; b < problem.Trajectories; b++)
        {
            var z = iterate.Of(b);
            for (var point = 0; point < problem.Points; point++)
            {
                var step = problem.ScaleStep(b, point);
                for (var n = 0; n < problem.Unknowns; n++)
                {
                    var i = (point * problem.Unknowns) + n;
                    z[i] = values[(i * problem.Trajectories) + b] * RowWeights.Power(step, problem.OrderOf(n));
                }
            }
        }

        return iterate;
    }

    /// <summary>The inputs with a guess for every initial value that is to be estimated.</summary>
    private static ModelValues Completed(EstimationProblem problem)
    {
        var inputs = problem.Inputs.Copy();
        foreach (var given in problem.Given)
        {
            for (var b = 0; b < problem.Trajectories; b++)
            {
                ref var value = ref inputs.Slot(given.Slot)[(given.Component * problem.Trajectories) + b];
                if (double.IsNaN(value))
                {
                    value = Guess(problem, given.Unknown, b);
                }
            }
        }

        return inputs;
    }

    /// <summary>The first measured value of an unknown, or 1 for a state and 0 for a derivative.</summary>
    private static double Guess(EstimationProblem problem, int unknown, int trajectory)
    {
        for (var k = 0; k < problem.Rows.Observables.Count; k++)
        {
            for (var point = 0; point < problem.Points && problem.Rows.Observables[k].Unknown == unknown; point++)
            {
                if (!double.IsNaN(problem.MeasuredAt(k, trajectory, point)))
                {
                    return problem.MeasuredAt(k, trajectory, point);
                }
            }
        }

        return problem.OrderOf(unknown) == 0 ? 1 : 0;
    }

    /// <summary>Puts lines through the measured values where a state itself is measured; other states stay as they are, or constant where they are not finite.</summary>
    private static Iterate Through(EstimationProblem problem, Iterate solved)
    {
        var iterate = solved.Copy();
        for (var b = 0; b < problem.Trajectories; b++)
        {
            var z = iterate.Of(b);
            foreach (var state in problem.Model.States)
            {
                var observable = Enumerable.Range(0, problem.Rows.Observables.Count).FirstOrDefault(k => problem.Rows.Observables[k].Unknown == state.Offset, -1);
                var line = observable >= 0 ? Line(problem, observable, b) : null;
                if (line is null)
                {
                    if (Enumerable.Range(0, problem.Points).Any(point => !double.IsFinite(z[(point * problem.Unknowns) + state.Offset])))
                    {
                        line = [.. Enumerable.Repeat(InitialOf(problem, state.Offset, b), problem.Points)];
                    }
                    else
                    {
                        continue;
                    }
                }

                Put(problem, b, state, line, z);
            }
        }

        return iterate;
    }

    private static double InitialOf(EstimationProblem problem, int unknown, int trajectory)
    {
        var given = Array.FindIndex(problem.Given, given => given.Unknown == unknown);
        var value = given >= 0 ? problem.GivenAt(problem.Given[given], trajectory) : double.NaN;
        return double.IsNaN(value) ? Guess(problem, unknown, trajectory) : value;
    }

    private static void Put(EstimationProblem problem, int trajectory, StateDescription state, double[] line, double[] z)
    {
        for (var point = 0; point < problem.Points; point++)
        {
            var at = (point * problem.Unknowns) + state.Offset;
            z.AsSpan(at, state.Order + 1).Clear();
            z[at] = line[point];
            if (state.Order > 0 && problem.Points > 1)
            {
                // The slope of the line through the neighbours, times the step that scales it.
                int before = Math.Max(0, point - 1), after = Math.Min(problem.Points - 1, point + 1);
                var duration = problem.Values.StepAt(trajectory, before) + (after - before > 1 ? problem.Values.StepAt(trajectory, after - 1) : 0);
                z[at + 1] = (line[after] - line[before]) / duration * problem.ScaleStep(trajectory, point);
            }
        }
    }

    /// <summary>The polygon through the measured values, in grid points rather than time, level beyond the first and the last; null where there are none.</summary>
    private static double[]? Line(EstimationProblem problem, int observable, int trajectory)
    {
        var known = Enumerable.Range(0, problem.Points).Where(point => !double.IsNaN(problem.MeasuredAt(observable, trajectory, point))).ToArray();
        if (known.Length == 0)
        {
            return null;
        }

        var line = new double[problem.Points];
        var next = 0;
        for (var point = 0; point < line.Length; point++)
        {
            while (next < known.Length && known[next] < point)
            {
                next++;
            }

            if (next == known.Length || next == 0 || known[next] == point)
            {
                line[point] = problem.MeasuredAt(observable, trajectory, known[Math.Min(next, known.Length - 1)]);
                continue;
            }

            double left = known[next - 1], right = known[next];
            var along = (point - left) / (right - left);
            line[point] = ((1 - along) * problem.MeasuredAt(observable, trajectory, known[next - 1])) + (along * problem.MeasuredAt(observable, trajectory, known[next]));
        }

        return line;
    }
}
