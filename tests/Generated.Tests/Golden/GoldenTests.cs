using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;
using ScalableMNN.Tests.Golden;
using Xunit;

namespace ScalableMNN.Generated.Tests.Golden;

/// <summary>Generated kernels reproduce the golden files: solution and all four gradients, for every shape that a model can declare.</summary>
public class GoldenTests
{
    private static readonly Dictionary<string, Action<GoldenCase, SolveOptions>> Checks = new()
    {
        ["a_1d_no2"] = Check<Scalar1, Scalar1.Parameters, Scalar1.Inputs, Scalar1.Trajectories, Scalar1.Cotangent>(static (b, t) => new(t, b), static (p, i) => new(p, i), static u => new(u)),
        ["b_1d_no3"] = Check<Scalar2, Scalar2.Parameters, Scalar2.Inputs, Scalar2.Trajectories, Scalar2.Cotangent>(static (b, t) => new(t, b), static (p, i) => new(p, i), static u => new(u)),
        ["c_3d3e_no2"] = Check<Triple1, Triple1.Parameters, Triple1.Inputs, Triple1.Trajectories, Triple1.Cotangent>(static (b, t) => new(t, b), static (p, i) => new(p, i), static u => new(u)),
        ["d_2d2e_no3_central"] = Check<Central2, Central2.Parameters, Central2.Inputs, Central2.Trajectories, Central2.Cotangent>(static (b, t) => new(t, b), static (p, i) => new(p, i), static u => new(u)),
        ["e_1d_no5_kdv"] = Check<Scalar4, Scalar4.Parameters, Scalar4.Inputs, Scalar4.Trajectories, Scalar4.Cotangent>(static (b, t) => new(t, b), static (p, i) => new(p, i), static u => new(u)),
        ["f4_lorenz_batch_bcast"] = Check<Shared2, Shared2.Parameters, Shared2.Inputs, Shared2.Trajectories, Shared2.Cotangent>(static (b, t) => new(t, b), static (p, i) => new(p, i), static u => new(u)),
        ["f_const_coef_const_step_3d"] = Check<Steady1, Steady1.Parameters, Steady1.Inputs, Steady1.Trajectories, Steady1.Cotangent>(static (b, t) => new(t, b), static (p, i) => new(p, i), static u => new(u)),
        ["g_sine_no_init"] = Check<Free2, Free2.Parameters, Free2.Inputs, Free2.Trajectories, Free2.Cotangent>(static (b, t) => new(t, b), static (p, i) => new(p, i), static u => new(u)),
        ["h_weights"] = Check<Weighted2, Weighted2.Parameters, Weighted2.Inputs, Weighted2.Trajectories, Weighted2.Cotangent>(static (b, t) => new(t, b), static (p, i) => new(p, i), static u => new(u)),
        ["i_2e_3d_underdetermined"] = Check<Fewer1, Fewer1.Parameters, Fewer1.Inputs, Fewer1.Trajectories, Fewer1.Cotangent>(static (b, t) => new(t, b), static (p, i) => new(p, i), static u => new(u)),
        ["j_init3steps_2orders"] = Check<Threefold2, Threefold2.Parameters, Threefold2.Inputs, Threefold2.Trajectories, Threefold2.Cotangent>(static (b, t) => new(t, b), static (p, i) => new(p, i), static u => new(u)),
        ["k_batch_2x3"] = Check<Pair1, Pair1.Parameters, Pair1.Inputs, Pair1.Trajectories, Pair1.Cotangent>(static (b, t) => new(t, b), static (p, i) => new(p, i), static u => new(u)),
        ["l_T2"] = Check<Pair2, Pair2.Parameters, Pair2.Inputs, Pair2.Trajectories, Pair2.Cotangent>(static (b, t) => new(t, b), static (p, i) => new(p, i), static u => new(u)),
    };

    public static TheoryData<string> Cases => [.. GoldenCase.Names.Where(Checks.ContainsKey)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Reproduces(string name) => Checks[name](GoldenCase.Load(name), SolveOptions.Default);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Reproduces_with_the_factor_kept(string name) => Checks[name](GoldenCase.Load(name), new SolveOptions { KeepFactor = true, MaxDegreeOfParallelism = 1 });

    private static Action<GoldenCase, SolveOptions> Check<TModel, TParameters, TInputs, TTrajectories, TCotangent>(
        Func<int, int, TInputs> makeInputs, Func<TParameters, TInputs, TTrajectories> makeSolution, Func<TTrajectories, TCotangent> makeCotangent)
        where TModel : IMechanisticModel<TModel>
        where TParameters : ModelValues, new()
        where TInputs : ModelValues
        where TTrajectories : ModelTrajectories
        where TCotangent : ModelCotangent => (golden, options) =>
    {
        var (batch, points, _, states, orders, _) = golden.Dimensions;
        var count = batch.Aggregate(1, static (product, extent) => product * extent);
        var problem = golden.Problem;
        var inputs = makeInputs(count, points);
        ForEachValue(inputs, batch, problem, (values, at, array, index) => values[at] = array.Span[index]);

        var solution = makeSolution(new TParameters(), inputs);
        Solver.Solve<TModel>(solution, options);
        foreach (var report in solution.Reports)
        {
            Assert.True(report.HasSolution, report.ToString());
        }

        AssertClose(golden.Solution, FromStorage(solution.Values, count, points, states * orders));

        var cotangent = makeCotangent(solution);
        ToStorage(golden.LossGradient.Span, cotangent.Values, count, points, states * orders);
        var gradient = Solver.Gradient<TModel, TParameters, TInputs>(solution, cotangent).Inputs;
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
    };

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
