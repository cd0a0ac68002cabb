using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Dsl;
using Xunit;

namespace ScalableMNN.Generators.Tests.Kernels;

/// <summary>The shapes at which lowering takes another path, each against the oracle: blocks unrolled, in parts and tiled, central rows, every source of the steps.</summary>
public sealed class ShapeTests
{
    private static readonly (string What, int Seed, DesignSampler.Wish Wish)[] _shapes =
    [
        ("unrolled, one state of order 1", 501, new([1], Central: false)),
        ("unrolled, order 4", 502, new([4], Central: false)),
        ("unrolled in parts, two states of order 1 with many inputs", 503, new([1, 1], Central: false, Dense: true, Coefficients: 16)),
        ("unrolled in parts, two states of order 2 with many inputs", 504, new([2, 2], Central: false, Dense: true, Coefficients: 20)),
        ("unrolled in parts, three states of order 1", 505, new([1, 1, 1], Central: false, Dense: true, Coefficients: 12, Steps: Source.Input, StepsPer: Per.Step)),
        ("tiled, three states of order 2", 506, new([2, 2, 2], Central: false, Steps: Source.Input, StepsPer: Per.Step)),
        ("tiled, mixed orders", 507, new([1, 3, 2, 1, 2], Central: false, Steps: Source.Learned, StepsPer: Per.Step)),
        ("tiled, ten states of order 1", 508, new(Enumerable.Repeat(1, 10).ToArray(), Central: false, Dense: true)),
        ("tiled, ten states of order 1, sparse", 509, new(Enumerable.Repeat(1, 10).ToArray(), Central: false, Dense: false, Steps: Source.Learned, StepsPer: Per.Step)),
        ("tiled, two states of order 4", 510, new([4, 4], Central: false)),
        ("tiled, orders falling and rising", 511, new([4, 1, 1, 4], Central: false, Dense: true, Steps: Source.Input, StepsPer: Per.Trajectory)),
        ("central, one state of order 1", 512, new([1], Central: true, Steps: Source.Input, StepsPer: Per.Step)),
        ("central, one state of order 2", 513, new([2], Central: true, Steps: Source.Learned, StepsPer: Per.Step)),
        ("central, one state of order 3", 514, new([3], Central: true, Steps: Source.Input, StepsPer: Per.Step)),
        ("central, two states", 515, new([1, 2], Central: true, Steps: Source.Learned, StepsPer: Per.Trajectory)),
        ("central, three states", 516, new([2, 1, 3], Central: true, Dense: true, Steps: Source.Input, StepsPer: Per.Step)),
        ("central, three states, constant step", 517, new([1, 1, 2], Central: true, Steps: Source.Constant)),
        ("without initial values", 518, new([2, 1], Central: false, InitialValues: false)),
        ("without initial values, tiled", 519, new([2, 1, 2, 1], Central: false, InitialValues: false, Steps: Source.Input, StepsPer: Per.Step)),
        .. Steps(540, [2, 1]),
        .. Steps(550, [1, 1, 1, 1]),
    ];

    private static readonly Lazy<(ModelDesign[] Designs, IReadOnlyDictionary<string, CompiledModel> Models)> _compiled = new(static () =>
    {
        var designs = _shapes.Select(static shape => DesignSampler.Sample(shape.Seed, shape.Wish)).ToArray();
        return (designs, CompiledModel.Compile(designs.Select(static design => design.Text())));
    });

    public static TheoryData<string> Shapes => new(_shapes.Select(static shape => shape.What));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_shape_agrees_with_the_oracle(string what)
    {
        var index = Array.FindIndex(_shapes, shape => shape.What == what);
        var design = _compiled.Value.Designs[index];
        var model = _compiled.Value.Models[design.Name];
        var first = design.States.Max(static state => state.InitialOrders == 0 ? 1 : state.InitialPoints);

        // The oracle is dense: its time grows with the cube of the unknowns.
        int[] grids = [1, 2, 3, Math.Max(4, Math.Min(30, 150 / design.Unknowns))];
        var told = 0;
        foreach (var points in grids.Where(points => points >= first))
        {
            var faults = Comparison.Faults(design, model, points, _shapes[index].Seed, trajectories: points < 10 ? 3 : 2);
            told += faults is null ? 0 : 1;
            Assert.True(faults is null or [], $"T = {points}:\n" + string.Join("\n", faults ?? []));
        }

        Assert.True(told > 0, "No problem of this shape was well enough conditioned to tell.");
    }

    /// <summary>
    /// The other tests differentiate the oracle by its adjoint, which is the formula of the kernels as well; here the oracle is solved again, at points on either side.
    /// </summary>
    [Theory]
    [MemberData(nameof(Shapes))]
    public void Gradients_agree_with_differences_of_solutions(string what)
    {
        var index = Array.FindIndex(_shapes, shape => shape.What == what);
        var design = _compiled.Value.Designs[index];
        var batch = Batch.Random(_compiled.Value.Models[design.Name], 4, 1, index);
        var values = batch.ValuesOf(0);
        var random = new Random(index);
        var solution = batch.Solve();
        var cotangent = solution.Values.ToArray().Select(_ => random.NextDouble() - 0.5).ToArray();
        var (parameters, inputs) = batch.Model.Gradient(solution, cotangent);
        var oracle = new LeastSquares(design, 4, values).Solve();
        if (!(oracle.Condition < 1e4))
        {
            return;
        }

        const double Width = 1e-4;
        foreach (var gradient in new[] { parameters, inputs })
        {
            for (var slot = 0; slot < gradient.Slots.Count; slot++)
            {
                var name = Batch.NameOf(gradient.Slots[slot]);
                var got = Batch.Of(gradient, slot, 0);
                var direction = got.Select(_ => 1.5 - random.NextDouble()).ToArray();

                // Two widths take the first error term out; what is left is of fourth order, and rounding over the width.
                var (near, far) = (Slope(Width), Slope(2 * Width));
                var wanted = ((4 * near) - far) / 3;
                var bound = 1e-7 * (LeastSquaresSolution.Norm(got) + LeastSquaresSolution.Norm(oracle.U)) + (0.1 * Math.Abs(near - far));
                Assert.True(
                    Math.Abs(got.Zip(direction, static (a, b) => a * b).Sum() - wanted) <= bound,
                    $"{name}: {got.Zip(direction, static (a, b) => a * b).Sum():r}, expected {wanted:r}, tolerance {bound:g3}");

                double Slope(double width) => (Loss(width) - Loss(-width)) / (2 * width);

                double Loss(double width)
                {
                    var moved = new Dictionary<string, double[]>(values) { [name] = values[name].Zip(direction, (value, d) => value + (width * d)).ToArray() };
                    return new LeastSquares(design, 4, moved).Solve().U.Zip(cotangent, static (u, g) => u * g).Sum();
                }
            }
        }
    }

    private static IEnumerable<(string What, int Seed, DesignSampler.Wish Wish)> Steps(int seed, int[] orders)
    {
        foreach (var source in new[] { Source.Input, Source.Learned })
        {
            foreach (var per in new[] { Per.Model, Per.Trajectory, Per.Step })
            {
                yield return ($"{orders.Length} states, step {source} per {per}", seed++, new(orders, Central: false, Steps: source, StepsPer: per, InitialValues: true));
            }
        }
    }
}
