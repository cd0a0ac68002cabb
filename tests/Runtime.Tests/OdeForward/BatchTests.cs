using System;
using System.Linq;
using System.Threading.Tasks;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Runtime.Tests.OdeForward;

/// <summary>What a trajectory owes to those beside it: nothing, to the last bit.</summary>
public class BatchTests
{
    [Theory]
    [InlineData(1, 3, 1, false)]
    [InlineData(3, 3, 3, false)]
    [InlineData(2, 2, 2, true)]
    [InlineData(4, 3, 5, true)]
    public void ATrajectoryIsTheSameToTheLastBitInEveryBatchAndLane(int states, int orders, int equations, bool central)
    {
        const int Most = 19;
        const int Points = 12;
        var problem = Problem(Most, Points, states, orders, equations, central);
        var loss = RandomProblem.Random(new Random(2), -1, 1, Most, Points, states, orders);
        var alone = Enumerable.Range(0, Most).Select(k => Run(Slice(problem, k, 1), Slice(loss, k, 1), 1)).ToArray();

        foreach (var width in (int[])[0, 1, 4, 8])
        {
            foreach (var count in (int[])[1, 2, 3, 4, 5, 7, 8, 9, 16, 17, Most])
            {
                var (solution, gradient, reports) = Run(Slice(problem, 0, count), Slice(loss, 0, count), width);
                for (var k = 0; k < count; k++)
                {
                    Assert.Equal(alone[k].Reports[0], reports[k]);
                    Assert.Equal(alone[k].Solution, solution[(k * alone[k].Solution.Length)..((k + 1) * alone[k].Solution.Length)]);
                    Assert.Equal(alone[k].Gradient, gradient[(k * alone[k].Gradient.Length)..((k + 1) * alone[k].Gradient.Length)]);
                }
            }
        }
    }

    [Fact]
    public void BroadcastInputsGiveWhatTheirCopiesGive()
    {
        var random = new Random(4);
        const int Points = 10;
        var coefficients = RandomProblem.Random(random, -1, 1, 3, 1, 1, 1, 3);
        var rightHandSide = RandomProblem.Random(random, -1, 1, 4, 3, Points, 1);
        var initial = RandomProblem.Random(random, -1, 1, 4, 1, 1, 1, 2);
        var steps = NdArray.Filled(0.1, 1);
        var shared = new OdeProblem { Points = Points, Coefficients = coefficients, RightHandSide = rightHandSide, InitialValues = initial, Steps = steps };
        var copied = shared with
        {
            Coefficients = new NdArray(Enumerable.Range(0, 4).SelectMany(_ => coefficients.Span.ToArray()).ToArray(), 4, 3, 1, 1, 1, 3),
            InitialValues = new NdArray(Enumerable.Range(0, 4).SelectMany(k => Enumerable.Repeat(initial.Span[(k * 2)..((k * 2) + 2)].ToArray(), 3)).SelectMany(static x => x).ToArray(), 4, 3, 1, 1, 2),
        };
        using var a = Runtime.OdeForward.Solve(shared);
        using var b = Runtime.OdeForward.Solve(copied);

        Assert.Equal([4, 3, Points, 1, 3], a.Solution.Shape.ToArray());
        Assert.Equal(b.Solution.Span.ToArray(), a.Solution.Span.ToArray());

        var loss = RandomProblem.Random(random, -1, 1, 4, 3, Points, 1, 3);
        var sum = a.Backward(loss).Coefficients;
        var each = b.Backward(loss).Coefficients;
        for (var k = 0; k < sum.Values.Length; k++)
        {
            double expected = 0;
            for (var copy = 0; copy < 4; copy++)
            {
                expected += each.Span[(copy * sum.Values.Length) + k];
            }

            Assert.Equal(expected, sum.Span[k]);
        }
    }

    [Fact]
    public void ManyThreadsAtOnceGetWhatOneGets()
    {
        var problem = Problem(21, 30, 2, 3, 2, false);
        var other = Problem(5, 17, 3, 2, 3, true);
        var loss = RandomProblem.Random(new Random(2), -1, 1, 21, 30, 2, 3);
        var expected = Run(problem, loss, 0);
        using var expectedOther = Runtime.OdeForward.Solve(other);
        using var factor = Runtime.OdeForward.Factorise(problem);

        Parallel.For(0, 64, k =>
        {
            if (k % 3 == 0)
            {
                using var solution = Runtime.OdeForward.Solve(other);
                Assert.Equal(expectedOther.Solution.Span.ToArray(), solution.Solution.Span.ToArray());
            }
            else if (k % 3 == 1)
            {
                var (solution, gradient, _) = Run(problem, loss, 0);
                Assert.Equal(expected.Solution, solution);
                Assert.Equal(expected.Gradient, gradient);
            }
            else
            {
                using var solution = factor.Solve(problem.RightHandSide, problem.InitialValues);
                Assert.Equal(expected.Solution, solution.Solution.Span.ToArray());
                Assert.Equal(expected.Gradient, Flatten(solution.Backward(loss), 21));
            }
        });
    }

    private static OdeProblem Problem(int batch, int points, int states, int orders, int equations, bool central)
    {
        var random = new Random(9);
        return new OdeProblem
        {
            Points = points,
            Coefficients = RandomProblem.Random(random, -1, 1, batch, points, equations, states, orders),
            RightHandSide = RandomProblem.Random(random, -1, 1, batch, points, equations),
            InitialValues = RandomProblem.Random(random, -1, 1, batch, 1, states, orders),
            Steps = RandomProblem.Random(random, 0.1, 0.3, batch, points - 1),
            CentralSmoothness = central,
        };
    }

    private static OdeProblem Slice(OdeProblem problem, int from, int count) => problem with
    {
        Coefficients = Slice(problem.Coefficients, from, count),
        RightHandSide = Slice(problem.RightHandSide, from, count),
        InitialValues = Slice(problem.InitialValues!, from, count),
        Steps = Slice(problem.Steps!, from, count),
    };

    private static NdArray Slice(NdArray array, int from, int count)
    {
        var size = array.Values.Length / array.Shape[0];
        return new NdArray(array.Values.Slice(from * size, count * size), [count, .. array.Shape[1..]]);
    }

    private static (double[] Solution, double[] Gradient, TrajectoryReport[] Reports) Run(OdeProblem problem, NdArray loss, int width)
    {
        using var solution = Runtime.OdeForward.Solve(problem, new OdeOptions { LaneWidth = width });
        Assert.True(solution.IsOk);
        return (solution.Solution.Span.ToArray(), Flatten(solution.Backward(loss), solution.Reports.Length), solution.Reports.ToArray());
    }

    /// <summary>All gradients of a trajectory in a row, trajectory after trajectory.</summary>
    private static double[] Flatten(OdeGradient gradient, int batch) =>
    [
        .. Enumerable.Range(0, batch).SelectMany(k => new[] { gradient.Coefficients, gradient.RightHandSide, gradient.InitialValues!, gradient.Steps! }
            .SelectMany(array => array.Values.Slice(k * (array.Values.Length / batch), array.Values.Length / batch).ToArray())),
    ];
}
