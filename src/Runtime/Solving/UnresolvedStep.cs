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
        var unknowns = model.Layout.Unknowns;
        var values = solution.Storage;
        var layout = solution.Layout;
        var first = -1;
        foreach (var state in model.States)
        {
            // An algebraic variable has no rows that tie one point to the next.
            if (state.Order - (model.Smoothness.Scheme == Scheme.Hermite ? model.Prolongation : 0) < 1)
            {
                continue;
            }

            var size = 0.0;
            for (var point = 0; point < solution.PointCount; point++)
            {
                size = Math.Max(size, Math.Abs(values[layout.IndexOf((point * unknowns) + state.Offset, trajectory)]));
            }

            var points = first < 0 ? solution.PointCount - 1 : first;
            for (var point = 0; point < points; point++)
            {
                var row = (point * unknowns) + state.Offset;
                var slopes = values[layout.IndexOf(row + 1, trajectory)] + values[layout.IndexOf(row + unknowns + 1, trajectory)];
                var missed = values[layout.IndexOf(row + unknowns, trajectory)] - values[layout.IndexOf(row, trajectory)] - (0.5 * solution.Problem.StepAt(trajectory, point) * slopes);
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
