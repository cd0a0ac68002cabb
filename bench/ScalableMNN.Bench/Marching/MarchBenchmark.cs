using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Bench.Marching;

/// <summary>Work and precision of solves with a tolerance, and of CVODE in the same run.</summary>
internal static class MarchBenchmark
{
    private const int Batch = 1024;

    /// <summary>Measures.</summary>
    /// <param name="problems">The problems.</param>
    /// <param name="tolerances">The tolerances.</param>
    /// <param name="cvode">CVODE, or null.</param>
    /// <param name="isQuick">Whether to measure once only, and no batches.</param>
    public static IEnumerable<(MarchResult Ours, MarchResult? Theirs)> Run(IReadOnlyList<MarchProblem> problems, IReadOnlyList<double> tolerances, Cvode? cvode, bool isQuick)
    {
        foreach (var problem in problems)
        {
            var sizes = Sizes(problem);
            foreach (var tolerance in tolerances)
            {
                var ours = Ours(problem, tolerance, sizes, isQuick);
                yield return (ours, cvode is null ? null : Theirs(cvode, problem, tolerance, sizes, isQuick));
            }
        }
    }

    private static MarchResult Ours(MarchProblem problem, double tolerance, double[] sizes, bool isQuick)
    {
        var options = new SolveOptions { RelativeTolerance = tolerance, MaxDegreeOfParallelism = 1, AbsoluteTolerances = Absolute(problem, tolerance, sizes) };
        var (solution, solve) = problem.Create(problem, 1);
        var alone = Time(() => solve(options), isQuick ? 1 : 9);
        var report = solution.Reports[0];
        var error = report.Status == SolveStatus.Ok ? Error(problem, sizes, state => At(solution, state)) / tolerance : double.NaN;
        var inBatch = double.NaN;
        if (!isQuick)
        {
            var (_, solveBatch) = problem.Create(problem, Batch);
            inBatch = Time(() => solveBatch(options with { MaxDegreeOfParallelism = -1 }), 3) / Batch;
        }

        return new MarchResult(problem.Title, tolerance, report.Status == SolveStatus.Ok ? report.March!.Steps : -1, error, alone, inBatch);
    }

    private static MarchResult Theirs(Cvode cvode, MarchProblem problem, double tolerance, double[] sizes, bool isQuick)
    {
        // CVODE has the states in the order of the model, those of second order before their derivatives.
        var (solution, _) = problem.Create(problem, 1);
        var states = solution.Model.States;
        var isSecond = solution.Model.March.States[0].Order == 2;
        var absolute = Enumerable.Range(0, states.Count).Select(state => 1e-3 * tolerance * sizes[state]).ToArray();
        var (steps, time, values) = cvode.Solve(problem.Name, tolerance, isQuick ? 1 : 9, isSecond ? [.. absolute, .. absolute] : absolute);
        return new MarchResult(problem.Title, tolerance, steps, steps < 0 ? double.NaN : Error(problem, sizes, state => values[state]) / tolerance, time, double.NaN);
    }

    /// <summary>The largest size of each state along the trajectory.</summary>
    private static double[] Sizes(MarchProblem problem)
    {
        // Species that end at 1e-22 need absolute tolerances below that.
        var options = new SolveOptions { RelativeTolerance = 1e-6, AbsoluteTolerance = 1e-26 };
        var (solution, _) = problem.Create(problem, 1);
        var sizes = new double[solution.Model.States.Count];
        foreach (var share in Enumerable.Range(1, 60).Select(i => Math.Pow(10, (i - 60) / 4.0)).Concat(Enumerable.Range(1, 60).Select(static i => i / 60.0)))
        {
            var part = problem with { End = problem.End * share };
            var (partly, solve) = part.Create(part, 1);
            solve(options);
            for (var state = 0; state < sizes.Length && partly.Reports[0].Status == SolveStatus.Ok; state++)
            {
                sizes[state] = Math.Max(sizes[state], Math.Abs(At(partly, state)));
            }
        }

        return sizes;
    }

    private static Dictionary<string, double> Absolute(MarchProblem problem, double tolerance, double[] sizes)
    {
        var (solution, _) = problem.Create(problem, 1);
        return Enumerable.Range(0, sizes.Length).ToDictionary(state => solution.Model.States[state].Name, state => 1e-3 * tolerance * sizes[state]);
    }

    private static double At(ModelTrajectories solution, int state) => solution.Values[(solution.Model.Layout.Unknowns + solution.Model.States[state].Offset) * solution.TrajectoryCount];

    private static double Error(MarchProblem problem, double[] sizes, Func<int, double> valueOf) =>
        Enumerable.Range(0, problem.Reference.Length).Max(state => Math.Abs(valueOf(state) - problem.Reference[state]) / sizes[state]);

    /// <summary>The median time in microseconds, each measured over two milliseconds at least, after the JIT compiler is done.</summary>
    private static double Time(Action work, int repeats)
    {
        var warm = Stopwatch.GetTimestamp();
        do
        {
            work();
        }
        while (repeats > 1 && Stopwatch.GetElapsedTime(warm).TotalMilliseconds < 400);

        var times = new double[repeats];
        for (var i = 0; i < repeats; i++)
        {
            var start = Stopwatch.GetTimestamp();
            var count = 0;
            do
            {
                work();
                count++;
            }
            while (repeats > 1 && Stopwatch.GetElapsedTime(start).TotalMilliseconds < 2);

            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / count;
        }

        Array.Sort(times);
        return times[repeats / 2];
    }
}
