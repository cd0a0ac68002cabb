using System;
using System.Collections.Concurrent;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Marching;

/// <summary>
/// Compares the solutions of a nonlinear model on a grid with what the equations themselves do from the same initial values, marched with a coarse tolerance. Rows that are satisfied say nothing of what happens
/// between their points: behind a pole or a fast transient they go on with numbers that look like any others.
/// </summary>
internal static class ResolutionPass<TModel>
    where TModel : IMechanisticModel<TModel>
{
    // So far a state may be from the march, relative to the largest size that it has there.
    private const double LargestPart = 0.1;

    // The march is wrong by less than a hundredth of this; a finer one says whether the equations let errors grow, in which case neither is right.
    private const double CoarseTolerance = 1e-4;
    private const double FineTolerance = 1e-7;

    // Inputs at grid points end a step at each of them.
    private const int MostSteps = 10_000;
    private const int MostStepsForEachPoint = 10;

    /// <summary>Marks trajectories that are not resolved as ill-conditioned, from the first step on that leaves the solution of the equations.</summary>
    public static void Run(ModelTrajectories solution, SolveOptions options)
    {
        var model = solution.Model;
        if (model.IsLinear || model.March.Obstacle is not null || options.FollowData || !options.CheckResolution || solution.PointCount == 1)
        {
            return;
        }

        var idle = new ConcurrentBag<Comparison>();
        LaneBlocks.ForEach(solution.TrajectoryCount, 1, options, solution, (_, trajectory, _) =>
        {
            if (solution.Reports[trajectory].Status != SolveStatus.Ok)
            {
                return;
            }

            var comparison = idle.TryTake(out var one) ? one : new Comparison(solution);
            if (comparison.FirstUnresolved(trajectory) is >= 0 and var point)
            {
                ref var report = ref solution.MutableReports[trajectory];
                report = report with { Status = SolveStatus.IllConditioned, Step = point };
            }

            idle.Add(comparison);
        });
    }

    /// <summary>What one worker needs.</summary>
    private sealed class Comparison(ModelTrajectories solution)
    {
        private readonly March<TModel> _coarse = New(solution, CoarseTolerance);
        private readonly double[] _values = new double[solution.PointCount * solution.Model.States.Count];
        private March<TModel>? _fine;
        private double[]? _finer;
        private SolveStatus _end;

        /// <summary>The point at which the first step begins that leaves the solution of the equations, or -1.</summary>
        public int FirstUnresolved(int trajectory)
        {
            var points = solution.PointCount;
            var reached = Reach(_coarse, trajectory, _values);
            var left = FirstApart(reached, (state, point) => solution.Storage[solution.Layout.IndexOf((point * solution.Model.Layout.Unknowns) + solution.Model.States[state].Offset, trajectory)]);
            if (left < 0 && reached == points)
            {
                return -1;
            }

            _fine ??= New(solution, FineTolerance);
            _finer ??= new double[_values.Length];
            var finer = Reach(_fine, trajectory, _finer);
            if (left >= 0)
            {
                var apart = FirstApart(Math.Min(reached, finer), (state, point) => _finer[(point * solution.Model.States.Count) + state]);
                return (apart >= 0 && apart <= left) || finer <= left ? -1 : left - 1;
            }

            // Both end before a point where the grid has numbers: there is a pole, or an end of what the equations are defined for.
            return _end == SolveStatus.StepTooSmall && reached == finer ? reached - 1 : -1;
        }

        private static March<TModel> New(ModelTrajectories solution, double tolerance) => new(
            solution.Problem,
            new SolveOptions { RelativeTolerance = tolerance, MaxSteps = Math.Max(MostSteps, MostStepsForEachPoint * solution.PointCount) },
            RadauMethod.For(tolerance));

        /// <summary>Marches, and says how many points it has reached.</summary>
        private int Reach(March<TModel> march, int trajectory, double[] values)
        {
            var description = solution.Model.March;
            var reached = 0;
            _end = march.Run(trajectory, (point, at) =>
            {
                reached = point + 1;
                for (var i = 0; i < description.States.Count; i++)
                {
                    values[(point * description.States.Count) + i] = at.Unknowns[description.States[i].Offset];
                }
            }).Status;
            return reached;
        }

        /// <summary>The first point at which other values are apart from those of the coarse march, or -1.</summary>
        private int FirstApart(int points, Func<int, int, double> other)
        {
            var count = solution.Model.States.Count;
            var first = -1;
            for (var state = 0; state < count; state++)
            {
                if (solution.Model.States[state].Order == 0)
                {
                    continue;
                }

                var size = 0.0;
                for (var point = 0; point < points; point++)
                {
                    size = Math.Max(size, Math.Abs(_values[(point * count) + state]));
                }

                for (var point = 0; point < (first < 0 ? points : first); point++)
                {
                    if (!(Math.Abs(other(state, point) - _values[(point * count) + state]) <= LargestPart * size))
                    {
                        first = point;
                        break;
                    }
                }
            }

            return first;
        }
    }
}
