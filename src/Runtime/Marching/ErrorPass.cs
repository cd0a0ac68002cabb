using System;
using System.Collections.Concurrent;
using System.Linq;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Marching;

/// <summary>
/// Measures the errors of a solution on a grid where the equations can be marched: the difference from a march with a tolerance near rounding. Unlike an expansion in the step it holds for steps of any
/// length beside each other, and where the solution is not smooth.
/// </summary>
internal static class ErrorPass<TModel>
    where TModel : IMechanisticModel<TModel>
{
    // What the expansion says is kept where both are below what the march itself may be wrong by.
    private const double AsGoodAsExact = 1e-10;

    // Inputs that are given at grid points are lines between them to the march, which is further from smooth ones than the scheme is. Beyond this the expansion is no better.
    private const double Gross = 0.1;

    // Inputs that jump within a millionth of the time that has passed do not leave as many digits as the first tolerance wants.
    private static readonly SolveOptions[] Options = [new() { RelativeTolerance = 1e-12, MaxSteps = 20_000 }, new() { RelativeTolerance = 1e-8 }];

    /// <summary>Puts measured errors into the place of expanded ones.</summary>
    public static void Run(ModelTrajectories solution, SolveOptions options)
    {
        var model = solution.Model;
        if (!options.EstimateError || model.March.Obstacle is not null || options.FollowData || solution.PointCount == 1)
        {
            return;
        }

        var isDriven = model.Parameters.Concat(model.Inputs).Any(static slot => slot.Kind == ValueKind.Coefficient && slot.Per is Per.Point or Per.Step);
        var idle = new ConcurrentBag<(March<TModel>?[] Marches, double[] Expanded)>();
        LaneBlocks.ForEach(solution.TrajectoryCount, 1, options, solution, (_, trajectory, _) =>
        {
            var report = solution.Reports[trajectory];
            if (!report.HasSolution || (isDriven && report.ErrorEstimate <= Gross))
            {
                return;
            }

            var worker = idle.TryTake(out var one) ? one : (new March<TModel>?[Options.Length], new double[solution.PointCount * model.Layout.Unknowns]);
            Measure(solution, trajectory, worker.Item1, worker.Item2);
            idle.Add(worker);
        });
    }

    private static void Measure(ModelTrajectories solution, int trajectory, March<TModel>?[] marches, double[] expanded)
    {
        var errors = solution.Errors!;
        for (var row = 0; row < expanded.Length; row++)
        {
            expanded[row] = errors.Storage[errors.Layout.IndexOf(row, trajectory)];
        }

        var outcome = default(TrajectoryReport);
        for (var i = 0; i < marches.Length && (i == 0 || outcome.Status != SolveStatus.Ok); i++)
        {
            var march = marches[i] ??= new March<TModel>(solution.Problem, Options[i], RadauMethod.For(Options[i].RelativeTolerance));
            errors.Erase(trajectory, 0);
            outcome = march.Run(trajectory, (point, at) => MarchPass<TModel>.Write(errors, trajectory, point, at));
        }

        for (var row = 0; row < expanded.Length; row++)
        {
            ref var error = ref errors.Storage[errors.Layout.IndexOf(row, trajectory)];
            error = solution.Storage[solution.Layout.IndexOf(row, trajectory)] - error;
        }

        ref var report = ref solution.MutableReports[trajectory];
        var largest = outcome.Status switch
        {
            SolveStatus.Ok => errors.LargestOf(trajectory),
            SolveStatus.StepTooSmall => double.PositiveInfinity,
            _ => double.NaN,
        };
        if (double.IsNaN(largest) || (largest <= AsGoodAsExact && report.ErrorEstimate <= AsGoodAsExact))
        {
            for (var row = 0; row < expanded.Length; row++)
            {
                errors.Storage[errors.Layout.IndexOf(row, trajectory)] = expanded[row];
            }

            return;
        }

        report = report with { ErrorEstimate = largest };
    }
}
