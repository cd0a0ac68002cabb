using System;
using System.Linq;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Tests.Golden;
using Xunit;

namespace ScalableMNN.Generated.Tests.Golden;

/// <summary>Compares a model's solution and all four gradients with a golden file, wherever they are computed.</summary>
internal static class GoldenComparison
{
    public static void Run<TInputs, TTrajectories, TCotangent>(
        GoldenCase golden,
        Func<int, int, TInputs> makeInputs,
        Func<TInputs, TTrajectories> solve,
        Func<TTrajectories, TCotangent> makeCotangent,
        Func<TTrajectories, TCotangent, ModelValues> differentiate)
        where TInputs : ModelValues
        where TTrajectories : ModelTrajectories
        where TCotangent : ModelCotangent
    {
        var (batch, points, _, states, orders, _) = golden.Dimensions;
        var count = batch.Aggregate(1, static (product, extent) => product * extent);
        var problem = golden.Problem;
        var inputs = makeInputs(count, points);
        ForEachValue(inputs, batch, problem, (values, at, array, index) => values[at] = array.Span[index]);

        var solution = solve(inputs);
        foreach (var report in solution.Reports)
        {
            Assert.True(report.HasSolution, report.ToString());
        }

        AssertClose(golden.Solution, FromStorage(solution.Values, count, points, states * orders));

        var cotangent = makeCotangent(solution);
        ToStorage(golden.LossGradient.Span, cotangent.Values, count, points, states * orders);
        var gradient = differentiate(solution, cotangent);
        foreach (var (exact, array) in new[]
        {
            (golden.CoefficientGradient, problem.Coefficients), (golden.RightHandSideGradient, problem.RightHandSide), (golden.InitialValueGradient, problem.InitialValues!), (golden.StepGradient, problem.Steps!),
        })
        {
            var sums = new double[array.Values.Length];
            ForEachValue(gradient, batch, problem, (values, at, source, index) =>
            {
                if (ReferenceEquals(source, array))
                {
                    sums[index] += values[at];
                }
            });
            AssertClose(exact, sums);
        }
    }

    private static void AssertClose(GoldenValue value, double[] computed)
    {
        if (computed.Length > 0)
        {
            Assert.True(value.Error(computed) <= value.Tolerance, $"{value.Name} is off by {value.Error(computed):G3}, allowed are {value.Tolerance:G3}.");
        }
    }

    /// <summary>Pairs every number of a model's inputs with the number of the golden problem that it stands for.</summary>
    private static void ForEachValue(ModelValues inputs, int[] batch, OdeProblem problem, PairAction action)
    {
        for (var slot = 0; slot < inputs.Slots.Count; slot++)
        {
            var description = inputs.Slots[slot];
            var values = inputs.Slot(slot);
            var name = description.Name;
            int Digit(int at) => name[at] - '0';
            var trajectories = description.Per == Per.Model ? 1 : inputs.TrajectoryCount;
            for (var at = 0; at < values.Length; at++)
            {
                int trajectory = at % trajectories, row = at / trajectories;
                var (array, tail) = description.Kind switch
                {
                    ValueKind.Steps => (problem.Steps!, new[] { row }),
                    ValueKind.Initial => (problem.InitialValues!, [row / description.Orders, Digit(1), row % description.Orders]),
                    _ when name[0] == 'B' => (problem.RightHandSide, [row, Digit(1)]),
                    _ => (problem.Coefficients, [row, Digit(1), Digit(2), Digit(3)]),
                };
                action(values, at, array, IndexOf(array, batch, trajectory, tail));
            }
        }
    }

    /// <summary>Index of an element of an array whose extents of one stand for any number.</summary>
    private static int IndexOf(NdArray array, int[] batch, int trajectory, int[] tail)
    {
        var full = new int[batch.Length + tail.Length];
        for (var dimension = batch.Length - 1; dimension >= 0; dimension--)
        {
            full[dimension] = trajectory % batch[dimension];
            trajectory /= batch[dimension];
        }

        tail.CopyTo(full, batch.Length);
        var index = 0;
        var skipped = full.Length - array.Rank;
        for (var dimension = 0; dimension < array.Rank; dimension++)
        {
            var extent = array.Shape[dimension];
            index = (index * extent) + (extent == 1 ? 0 : full[skipped + dimension]);
        }

        return index;
    }

    private static double[] FromStorage(ReadOnlySpan<double> storage, int count, int points, int unknowns)
    {
        var result = new double[storage.Length];
        for (var i = 0; i < result.Length; i++)
        {
            int trajectory = i / (points * unknowns), rest = i % (points * unknowns);
            result[i] = storage[(rest * count) + trajectory];
        }

        return result;
    }

    private static void ToStorage(ReadOnlySpan<double> values, Span<double> storage, int count, int points, int unknowns)
    {
        for (var i = 0; i < values.Length; i++)
        {
            int trajectory = i / (points * unknowns), rest = i % (points * unknowns);
            storage[(rest * count) + trajectory] = values[i];
        }
    }

    private delegate void PairAction(Span<double> values, int at, NdArray array, int index);
}
