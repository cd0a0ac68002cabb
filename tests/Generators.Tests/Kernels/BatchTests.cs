using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Generators.Tests.Kernels;

/// <summary>The result of a trajectory is the same to the last bit whatever its batch mates, the number of lanes and the number of cores.</summary>
public sealed class BatchTests
{
    private const int Points = 7;

    private static readonly (string What, ModelDesign Design)[] _designs =
    [
        ("unrolled", DesignSampler.Sample(601, new([2], Central: false, Coefficients: 8, Steps: Source.Input, StepsPer: Per.Step, InitialValues: true))),
        ("unrolled in parts", DesignSampler.Sample(602, new([2, 2], Central: false, Dense: true, Coefficients: 16, Steps: Source.Learned, StepsPer: Per.Trajectory, InitialValues: true))),
        ("tiled", DesignSampler.Sample(603, new([2, 1, 3], Central: false, Coefficients: 10, Steps: Source.Input, StepsPer: Per.Trajectory, InitialValues: true))),
        ("central", DesignSampler.Sample(604, new([2, 1], Central: true, Coefficients: 6, Steps: Source.Learned, StepsPer: Per.Step, InitialValues: true))),
        ("functions of time", new ModelDesign(
            "Driven",
            [new StateDesign("X", 1, 1)],
            [
                new CoefficientDesign("Rate", Source.Input, Per.Step, 0),
                new CoefficientDesign("Shift", Source.Input, Per.Trajectory, 0),
                new CoefficientDesign("Drive", Source.Function, Per.Step, 0, Formula.Pow(Formula.Coefficient("Rate"), Formula.Coefficient("Shift"))
                    + Formula.Call("Exp", -Formula.Time) * Formula.Call("Sin", Formula.Coefficient("Rate")) * Formula.Call("Cos", Formula.Time)
                    + Formula.Call("Tan", Formula.Coefficient("Shift") / Formula.Number(3)) + Formula.Call("Tanh", Formula.Coefficient("Rate")) * Formula.Call("Sinh", Formula.Coefficient("Shift"))
                    + Formula.Call("Log", Formula.Coefficient("Rate")) * Formula.Call("Cosh", Formula.Coefficient("Shift")) * Formula.Call("Sqrt", Formula.Coefficient("Rate"))),
            ],
            [new EquationDesign("Balance", [new TermDesign(Formula.Number(1), "X", 1), new TermDesign(Formula.Coefficient("Rate"), "X", 0)], Formula.Coefficient("Drive"), 1)],
            new GridDesign(Source.Input, Per.Step, 0, 0.2),
            1,
            false)),
    ];

    private static readonly Lazy<IReadOnlyDictionary<string, CompiledModel>> _models = new(static () => CompiledModel.Compile(_designs.Select(static entry => entry.Design.Text())));

    public static TheoryData<string> Whats => new(_designs.Select(static entry => entry.What));

    [Theory]
    [MemberData(nameof(Whats))]
    public void Results_do_not_depend_on_batch_mates_lanes_or_cores(string what)
    {
        var all = Batch.Random(ModelOf(what), Points, 17, 7);
        var expected = Results(all, Enumerable.Range(0, 17).ToArray(), null);
        foreach (var options in new[] { SolveOptions.Default, new SolveOptions { MaxDegreeOfParallelism = 1 }, new SolveOptions { KeepFactor = true } })
        {
            foreach (var members in new int[][] { [5], [16], [2, 11, 7], [9, 8, 7, 6, 5, 4, 3, 2], [16, 0, 15, 1, 14, 2, 13, 3, 12], [.. Enumerable.Range(0, 17).Reverse()] })
            {
                var results = Results(all.Pick(members), members, options);
                foreach (var member in members)
                {
                    Assert.Equal(expected[member], results[member]);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Whats))]
    public void A_bad_trajectory_leaves_the_others_as_they_are(string what)
    {
        var good = Batch.Random(ModelOf(what), Points, 9, 8);
        var expected = Results(good, Enumerable.Range(0, 9).ToArray(), null);
        foreach (var bad in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, -0.5, 1e300 })
        {
            var batch = good.Pick(Enumerable.Range(0, 9).ToArray());
            Assert.True(Spoil(batch, 4, bad));
            try
            {
                var results = Results(batch, Enumerable.Range(0, 9).ToArray(), null);
                Assert.All(Enumerable.Range(0, 9).Where(static member => member != 4), member => Assert.Equal(expected[member], results[member]));
            }
            catch (SolveException fault) when (bad is 1e300)
            {
                // A solution that is there may have derivatives beyond the range of double.
                Assert.Contains("1 of 9 trajectories", fault.Message, StringComparison.Ordinal);
                Assert.Contains("trajectory 4,", fault.Message, StringComparison.Ordinal);
            }

            var report = batch.Solve().Reports[4];
            if (bad is not 1e300)
            {
                Assert.Equal(double.IsFinite(bad) ? SolveStatus.StepNotPositive : SolveStatus.NotFinite, report.Status);
                Assert.All(Batch.Of(batch.Solve(), 4), static value => Assert.True(double.IsNaN(value)));
            }
        }
    }

    private static CompiledModel ModelOf(string what) => _models.Value[_designs.First(entry => entry.What == what).Design.Name];

    /// <summary>Puts a bad number in place of the last one that a trajectory has of its own; a step that is not positive in place of a step.</summary>
    private static bool Spoil(Batch batch, int trajectory, double bad)
    {
        foreach (var values in batch.Both)
        {
            for (var slot = values.Slots.Count - 1; slot >= 0; slot--)
            {
                var description = values.Slots[slot];
                var numbers = values.Slot(slot);
                if (description.Per != Per.Model && numbers.Length > 0 && (description.Kind == ValueKind.Steps || bad is not (0 or -0.5)))
                {
                    numbers[numbers.Length - batch.Trajectories + trajectory] = bad;
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The bits of solution, report and gradient of each trajectory, by its number in the whole batch.</summary>
    private static Dictionary<int, long[]> Results(Batch batch, int[] members, SolveOptions? options)
    {
        var solution = batch.Solve(options);
        var cotangent = new double[solution.Values.Length];
        for (var i = 0; i < cotangent.Length; i++)
        {
            cotangent[i] = Math.Sin(1 + (i / members.Length) + members[i % members.Length]);
        }

        var gradient = batch.Model.Gradient(solution, cotangent, options);
        var results = new Dictionary<int, long[]>();
        for (var i = 0; i < members.Length; i++)
        {
            var report = solution.Reports[i];
            var numbers = new List<double>(Batch.Of(solution, i)) { report.Residual, report.Correction };
            foreach (var values in new[] { gradient.Parameters, gradient.Inputs })
            {
                for (var slot = 0; slot < values.Slots.Count; slot++)
                {
                    if (values.Slots[slot].Per != Per.Model)
                    {
                        numbers.AddRange(Batch.Of(values, slot, i));
                    }
                }
            }

            results.Add(members[i], numbers.Select(BitConverter.DoubleToInt64Bits).ToArray());
        }

        return results;
    }
}
