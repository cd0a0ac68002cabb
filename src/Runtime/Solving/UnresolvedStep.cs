using System;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Solving;

/// <summary>
/// Finds the first step that the scheme has not resolved: a state changes by far more or less than its slopes at both ends say. That is how the rows of a nonlinear model go on behind a
/// pole of the exact solution, or over a transient that is far too fast for the step. See <see cref="Truncation.FirstUnresolved"/>, which finds the same for the error estimate.
/// </summary>
internal static class UnresolvedStep
{
    /// <summary>The grid point at which the first such step of a trajectory begins, or -1.</summary>
    public static int First(ModelTrajectories solution, int trajectory)
    {
        var model = solution.Model;
        var stride = solution.TrajectoryCount;
        var row = model.Layout.Unknowns * stride;
        var values = solution.Storage[trajectory..];
        var first = -1;
        foreach (var state in model.States)
        {
            // An algebraic variable has no rows that tie one point to the next.
            if (state.Order - (model.Smoothness.Scheme == Scheme.Hermite ? model.Prolongation : 0) < 1)
            {
                continue;
            }

            var from = state.Offset * stride;
            var size = 0.0;
            for (var at = from; at < values.Length; at += row)
            {
                size = Math.Max(size, Math.Abs(values[at]));
            }

            var points = first < 0 ? solution.PointCount - 1 : first;
            for (var point = 0; point < points; point++)
            {
                var here = from + (point * row);
                var slopes = values[here + stride] + values[here + row + stride];
                var missed = values[here + row] - values[here] - (0.5 * solution.Problem.StepAt(trajectory, point) * slopes);
                if (!(Math.Abs(missed) <= Truncation.LargestMiss * size))
                {
                    first = point;
                    break;
                }
            }
        }

        return first;
    }
}
