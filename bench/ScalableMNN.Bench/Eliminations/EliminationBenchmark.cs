using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Bench.Measuring;
using ScalableMNN.Bench.Shapes;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Bench.Eliminations;

/// <summary>Every model of the samples and benchmarks by Cholesky and by reflections: what they take, and how many digits they leave.</summary>
internal static class EliminationBenchmark
{
    private const string ByCholesky = "Cholesky";
    private const string ByReflections = "QR";

    private static readonly SolveOptions Timed = new() { MaxDegreeOfParallelism = 1 };
    private static readonly SolveOptions Estimated = new() { EstimateError = true, EstimateCondition = true };

    /// <summary>Measures models.</summary>
    /// <param name="models">Which.</param>
    /// <param name="points">How many grid points, where the shape of a benchmark does not say it.</param>
    /// <param name="isQuick">Whether to shrink everything.</param>
    public static IEnumerable<EliminationResult> Run(IReadOnlyList<ModelFile> models, int points, bool isQuick)
    {
        var compiled = CompiledModel.Compile(models.SelectMany(static model => new[] { model.With(ByCholesky), model.With(ByReflections) }));
        foreach (var model in models)
        {
            foreach (var shape in ShapesOf(model).DefaultIfEmpty())
            {
                yield return Run(model, compiled, isQuick ? shape?.Shrunk() : shape, isQuick ? 12 : points, isQuick);
            }
        }
    }

    private static IEnumerable<Shape?> ShapesOf(ModelFile model)
    {
        // Longer grids and larger batches of the same model differ from these in time alone.
        string[] names = model.Name switch
        {
            "SecondOrder" => ["Lorenz", "one, T 1000"],
            "FourthOrder" => ["KdV"],
            "Coupled3" => ["64 x 3 coupled"],
            "Coupled8" => ["16 x 8 coupled"],
            _ => [],
        };
        return names.Select(static name => BenchmarkShapes.All.Single(shape => shape.Name == name));
    }

    private static EliminationResult Run(ModelFile model, IReadOnlyDictionary<string, CompiledModel> compiled, Shape? shape, int points, bool isQuick)
    {
        var trajectories = shape?.Trajectories ?? (isQuick ? 3 : 64);
        points = shape?.Points ?? points;
        var problems = new[] { ByCholesky, ByReflections }.Select(elimination =>
        {
            var twin = compiled[$"ScalableMNN.Bench.{elimination}.{model.Name}"];
            var inputs = twin.Inputs(points, trajectories);
            var parameters = twin.Parameters(inputs);
            if (shape is not null)
            {
                new ShapeData(shape).CopyTo(inputs);
            }
            else
            {
                Fill(inputs, parameters, points);
            }

            return (Twin: twin, Parameters: parameters, Inputs: inputs, Solution: twin.Trajectories(parameters, inputs));
        }).ToArray();
        var times = (isQuick ? Sampler.Quick : Sampler.Full).Measure([.. problems.Select<(CompiledModel Twin, ModelValues Parameters, ModelValues Inputs, ModelTrajectories Solution), Action>(
            static problem => () => problem.Twin.Solve(problem.Solution, problem.Parameters, problem.Inputs, Timed))]);

        var isLinear = problems[0].Solution.Model.IsLinear;
        var unrefined = isLinear ? Difference(new SolveOptions { Refine = false }) : double.NaN;
        var difference = Difference(Estimated);
        var measures = problems.Select((problem, i) =>
        {
            var reports = problem.Solution.Reports.ToArray();
            return new EliminationMeasure(times[i], reports.MaxBy(static report => report.ErrorEstimate), reports.Count(static report => !report.HasSolution));
        }).ToArray();
        return new EliminationResult(model.Folder, model.Name, trajectories, points, problems[0].Solution.Model.Layout.Unknowns, measures[0], measures[1], difference, unrefined);

        double Difference(SolveOptions options)
        {
            foreach (var problem in problems)
            {
                problem.Twin.Solve(problem.Solution, problem.Parameters, problem.Inputs, options);
            }

            return LargestDifference(problems[0].Solution, problems[1].Solution);
        }
    }

    /// <summary>Gives a sample's model numbers near those of the sample: time from 0 to 10, states that begin near one, values where their declaration puts them.</summary>
    private static void Fill(ModelValues inputs, ModelValues parameters, int points)
    {
        var random = new Random(7);
        foreach (var values in new[] { parameters, inputs })
        {
            for (var slot = 0; slot < values.Slots.Count; slot++)
            {
                var description = values.Slots[slot];
                var numbers = values.Slot(slot);
                for (var i = 0; i < numbers.Length; i++)
                {
                    numbers[i] = description.Kind switch
                    {
                        ValueKind.Steps => 10.0 / (points - 1),
                        ValueKind.Initial => i < values.TrajectoryCount ? 1 + (0.1 * random.NextDouble()) : 0.1,
                        ValueKind.Observed => double.NaN,
                        ValueKind.Start => description.Initial,

                        // A value that starts nowhere in particular starts at random, as in the sample of the noisy sine.
                        _ => description.Initial is 0 or double.NaN ? random.NextDouble() : description.Initial,
                    };
                }
            }
        }
    }

    private static double LargestDifference(ModelTrajectories left, ModelTrajectories right)
    {
        var largest = 0.0;
        var (unknowns, trajectories) = (left.Model.Layout.Unknowns, left.TrajectoryCount);
        foreach (var state in left.Model.States)
        {
            for (var trajectory = 0; trajectory < trajectories; trajectory++)
            {
                double size = 0, difference = 0;
                for (var at = (state.Offset * trajectories) + trajectory; at < left.Values.Length; at += unknowns * trajectories)
                {
                    size = Math.Max(size, Math.Abs(right.Values[at]));
                    difference = Math.Max(difference, Math.Abs(left.Values[at] - right.Values[at]));
                }

                largest = Math.Max(largest, difference == 0 ? 0 : difference / size);
            }
        }

        return largest;
    }
}
