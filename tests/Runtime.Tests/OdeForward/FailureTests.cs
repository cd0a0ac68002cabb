using System;
using System.Threading;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Runtime.Tests.OdeForward;

public class FailureTests
{
    private const int Batch = 11;
    private const int Points = 10;

    public static TheoryData<string, double, SolveStatus, int> BadNumbers => new()
    {
        { "coefficients", double.NaN, SolveStatus.NotFinite, 4 },
        { "coefficients", double.PositiveInfinity, SolveStatus.NotFinite, 4 },
        { "right-hand side", double.NaN, SolveStatus.NotFinite, 4 },
        { "right-hand side", double.NegativeInfinity, SolveStatus.NotFinite, 4 },
        { "initial values", double.NaN, SolveStatus.NotFinite, 1 },
        { "steps", double.NaN, SolveStatus.NotFinite, 4 },
        { "steps", double.PositiveInfinity, SolveStatus.NotFinite, 4 },
        { "steps", 0, SolveStatus.StepNotPositive, 4 },
        { "steps", -0.1, SolveStatus.StepNotPositive, 4 },
    };

    [Theory]
    [MemberData(nameof(BadNumbers))]
    public void ABadNumberFailsItsTrajectoryNamesTheStepAndDisturbsNoOther(string input, double value, SolveStatus status, int step)
    {
        var good = Problem();
        using var expected = Runtime.OdeForward.Solve(good);
        var loss = RandomProblem.Random(new Random(3), -1, 1, expected.Solution.Shape.ToArray());
        var expectedGradient = expected.Backward(loss);
        foreach (var trajectory in (int[])[0, 5, Batch - 1])
        {
            using var solution = Runtime.OdeForward.Solve(input switch
            {
                "coefficients" => good with { Coefficients = Replace(good.Coefficients, trajectory, step, value) },
                "right-hand side" => good with { RightHandSide = Replace(good.RightHandSide, trajectory, step, value) },
                "initial values" => good with { InitialValues = Replace(good.InitialValues!, trajectory, step, value) },
                _ => good with { Steps = Replace(good.Steps!, trajectory, step, value) },
            });
            var gradient = solution.Backward(loss);
            var size = expected.Solution.Values.Length / Batch;
            var gradientSize = gradient.Coefficients.Values.Length / Batch;
            for (var k = 0; k < Batch; k++)
            {
                var own = solution.Solution.Span.Slice(k * size, size).ToArray();
                var ownGradient = gradient.Coefficients.Span.Slice(k * gradientSize, gradientSize).ToArray();
                if (k == trajectory)
                {
                    Assert.Equal((status, step), (solution.Reports[k].Status, solution.Reports[k].Step));
                    Assert.All(own, static x => Assert.Equal(double.NaN, x));
                    Assert.All(ownGradient, static x => Assert.Equal(double.NaN, x));
                }
                else
                {
                    Assert.Equal(expected.Reports[k], solution.Reports[k]);
                    Assert.Equal(expected.Solution.Span.Slice(k * size, size).ToArray(), own);
                    Assert.Equal(expectedGradient.Coefficients.Span.Slice(k * gradientSize, gradientSize).ToArray(), ownGradient);
                }
            }
        }
    }

    [Fact]
    public void AFailureIsExplainedWithTrajectoryStepAndFix()
    {
        var good = Problem();
        using var fine = Runtime.OdeForward.Solve(good);
        fine.ThrowIfFailed();
        using var solution = Runtime.OdeForward.Solve(good with { Steps = Replace(good.Steps!, 7, 4, 0), RightHandSide = Replace(good.RightHandSide, 2, 3, double.NaN) });
        var message = Assert.Throws<InvalidOperationException>(solution.ThrowIfFailed).Message;
        Assert.Contains("Trajectory 2 of 11 failed at grid point 3: an input there is NaN or infinite. Replace it", message, StringComparison.Ordinal);
        Assert.Contains("Trajectory 7 of 11 failed at grid point 4: the step that begins there is not larger than zero. Sort the times", message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFailedTrajectoryHasNoPartInSharedGradients()
    {
        var good = Problem() with { Steps = NdArray.Filled(0.1, 1) };
        var bad = good with { RightHandSide = Replace(good.RightHandSide, 2, 3, double.NaN) };
        using var solution = Runtime.OdeForward.Solve(bad);
        var loss = NdArray.Filled(1, solution.Solution.Shape);
        Assert.True(double.IsFinite(solution.Backward(loss).Steps!.Span[0]));
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(false, 3)]
    [InlineData(false, 5)]
    [InlineData(true, 2)]
    [InlineData(true, 3)]
    public void ASingularSystemIsNeverOk(bool central, int orders)
    {
        foreach (var points in (int[])[1, 2, 3, 10, 100, 1000, 10_000])
        {
            foreach (var rightHandSide in (double[])[0, 1])
            {
                foreach (var irregular in (bool[])[false, true])
                {
                    // Nothing binds any unknown; the value is given but no derivative; an equation binds the derivative but nothing the value.
                    var nothing = new OdeProblem
                    {
                        Points = points,
                        Coefficients = NdArray.Filled(0, 1, 1, 1, orders),
                        RightHandSide = NdArray.Filled(rightHandSide, 1, 1),
                        Steps = irregular ? RandomProblem.Random(new Random(1), 0.005, 0.02, points - 1) : NdArray.Filled(0.01, 1),
                        CentralSmoothness = central,
                    };
                    var derivative = new double[orders];
                    derivative[1] = 1;
                    Singular(nothing);
                    Singular(nothing with { InitialValues = NdArray.Filled(1, 1, 1, 1) });
                    Singular(nothing with { Coefficients = new NdArray(derivative, 1, 1, 1, orders) });
                }
            }
        }
    }

    [Fact]
    public void ASingularTrajectoryNamesAStepAndDisturbsNoOther()
    {
        var good = Problem() with { InitialValues = null };
        var coefficients = good.Coefficients.Span.ToArray();
        var size = coefficients.Length / Batch;
        Array.Clear(coefficients, 3 * size, size);
        using var expected = Runtime.OdeForward.Solve(good);
        using var solution = Runtime.OdeForward.Solve(good with { Coefficients = new NdArray(coefficients, good.Coefficients.Shape) });
        for (var k = 0; k < Batch; k++)
        {
            if (k == 3)
            {
                Assert.Equal(SolveStatus.NotPositiveDefinite, solution.Reports[k].Status);
                Assert.InRange(solution.Reports[k].Step, 0, Points - 1);
            }
            else
            {
                Assert.Equal(expected.Reports[k], solution.Reports[k]);
                Assert.Equal(expected.Solution[k, 4, 0, 0], solution.Solution[k, 4, 0, 0]);
            }
        }
    }

    [Fact]
    public void OverflowIsNotFinite()
    {
        using var solution = Runtime.OdeForward.Solve(Problem() with { RightHandSide = NdArray.Filled(1e300, 1, 2) });
        Assert.All(solution.Reports.ToArray(), static report => Assert.Equal(SolveStatus.NotFinite, report.Status));
    }

    [Fact]
    public void WrongShapesAreNamedWithTheShapeWanted()
    {
        var good = Problem();
        Refused(good with { Points = 0 }, "Points: got 0, wanted at least 1");
        Refused(good with { Coefficients = NdArray.Filled(0, 2, 2, 3) }, "Coefficients: got shape (2, 2, 3), wanted (..., 10 or 1, E, V, R + 1)");
        Refused(good with { Coefficients = NdArray.Filled(0, Batch, 9, 2, 2, 3) }, "Coefficients: got shape (11, 9, 2, 2, 3), wanted (..., 10 or 1, E, V, R + 1)");
        Refused(good with { Coefficients = NdArray.Filled(0, Batch, 10, 0, 2, 3) }, "at least one equation");
        Refused(good with { RightHandSide = NdArray.Filled(0, Batch, Points, 3) }, "RightHandSide: got shape (11, 10, 3), wanted (..., 10 or 1, 2)");
        Refused(good with { RightHandSide = NdArray.Filled(0, Batch, Points + 1, 2) }, "RightHandSide: got shape (11, 11, 2)");
        Refused(good with { InitialValues = NdArray.Filled(0, Batch, 1, 3, 2) }, "InitialValues: got shape (11, 1, 3, 2), wanted (..., I, 2, J)");
        Refused(good with { InitialValues = NdArray.Filled(0, Batch, 1, 2, 4) }, "J is at most R + 1 = 3");
        Refused(good with { InitialValues = NdArray.Filled(0, Batch, 11, 2, 1) }, "I is at most the number of grid points, 10");
        Refused(good with { InitialPoints = 3 }, "values are given at 3 grid points");
        Refused(good with { InitialValues = null, InitialPoints = 1 }, "InitialValues: got none");
        Refused(good with { Steps = NdArray.Filled(0.1, Batch, Points) }, "Steps: got shape (11, 10), wanted (..., 9 or 1)");
        Refused(good with { Steps = null }, "Steps: got none, wanted (..., 9 or 1)");
        Refused(good with { EquationWeight = double.NaN }, "EquationWeight");
        Refused(good with { SmoothnessWeight = -1 }, "SmoothnessWeight");
        Refused(good with { Coefficients = NdArray.Filled(0, 1, 2, 2, 1), InitialValues = null, CentralSmoothness = true }, "CentralSmoothness");
    }

    [Fact]
    public void BatchShapesMustBroadcastFromTheRight()
    {
        var good = Problem();

        // Batch shapes (11) and (11, 1) do not mean the same trajectories: they make 11 x 11.
        using (var solution = Runtime.OdeForward.Solve(good with { RightHandSide = NdArray.Filled(1, Batch, 1, Points, 2) }))
        {
            Assert.Equal([Batch, Batch, Points, 2, 3], solution.Solution.Shape.ToArray());
        }

        Refused(good with { RightHandSide = NdArray.Filled(1, Batch, 3, Points, 2) }, "batch shape (11, 3) does not broadcast against Coefficients");
        Refused(good with { RightHandSide = NdArray.Filled(1, 0, Points, 2) }, "RightHandSide: the batch shape (0) holds no trajectory");
    }

    [Fact]
    public void GradientsDemandTheShapeOfTheSolutionAndAKeptFactor()
    {
        using var solution = Runtime.OdeForward.Solve(Problem());
        Assert.Contains("wanted that of the solution, (11, 10, 2, 3)", Assert.Throws<ArgumentException>(() => solution.Backward(NdArray.Filled(1, Points, 2, 3))).Message, StringComparison.Ordinal);
        using var light = Runtime.OdeForward.Solve(Problem(), new OdeOptions { KeepFactor = false });
        Assert.Contains("KeepFactor", Assert.Throws<InvalidOperationException>(() => light.Backward(NdArray.Filled(1, light.Solution.Shape))).Message, StringComparison.Ordinal);
        Assert.Equal(solution.Solution.Span.ToArray(), light.Solution.Span.ToArray());
    }

    [Fact]
    public void ACancelledSolveThrows()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Runtime.OdeForward.Solve(Problem(), new OdeOptions { CancellationToken = source.Token }));
        using var running = new CancellationTokenSource();

        // A thread of its own: a timer waits for the thread pool, which other tests may keep busy longer than the solve takes.
        var canceller = new Thread(() =>
        {
            Thread.Sleep(10);
            running.Cancel();
        });
        var longest = Problem() with
        {
            Points = 1_000_000,
            Coefficients = NdArray.Filled(1, 1, 2, 2, 3),
            RightHandSide = NdArray.Filled(1, 1, 2),
            InitialValues = NdArray.Filled(1, 1, 2, 2),
            Steps = NdArray.Filled(0.1, 1),
        };
        canceller.Start();
        Assert.ThrowsAny<OperationCanceledException>(() => Runtime.OdeForward.Solve(longest, new OdeOptions { CancellationToken = running.Token, KeepFactor = false }));
        canceller.Join();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void OneAndTwoPointsWork(int points)
    {
        // u' = -u, u(0) = 1, with u' as unknown: at one point the equation alone gives u' = -1.
        foreach (var steps in new[] { points == 1 ? null : NdArray.Filled(0.01, 1), NdArray.Filled(0.01, 1) })
        {
            using var solution = Runtime.OdeForward.Solve(new OdeProblem
            {
                Points = points,
                Coefficients = NdArray.Filled(1, 1, 1, 1, 2),
                RightHandSide = NdArray.Filled(0, 1, 1),
                InitialValues = NdArray.Filled(1, 1, 1, 1),
                Steps = steps,
            });
            Assert.Equal(SolveStatus.Ok, solution.Reports[0].Status);
            for (var t = 0; t < points; t++)
            {
                Assert.Equal(Math.Exp(-0.01 * t), solution.Solution[t, 0, 0], 1e-4);
                Assert.Equal(-Math.Exp(-0.01 * t), solution.Solution[t, 0, 1], 1e-2);
            }

            var gradient = solution.Backward(NdArray.Filled(1, points, 1, 2));
            Assert.Equal(steps is null, gradient.Steps is null);
        }
    }

    private static void Singular(OdeProblem problem)
    {
        if (problem is { Points: 1, InitialValues: not null })
        {
            problem = problem with { InitialValues = null };
        }

        using var solution = Runtime.OdeForward.Solve(problem);
        Assert.NotEqual(SolveStatus.Ok, solution.Reports[0].Status);
    }

    private static void Refused(OdeProblem problem, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => Runtime.OdeForward.Solve(problem)).Message, StringComparison.Ordinal);

    private static OdeProblem Problem()
    {
        var random = new Random(6);
        return new OdeProblem
        {
            Points = Points,
            Coefficients = RandomProblem.Random(random, -1, 1, Batch, Points, 2, 2, 3),
            RightHandSide = RandomProblem.Random(random, -1, 1, Batch, Points, 2),
            InitialValues = RandomProblem.Random(random, -1, 1, Batch, 2, 2, 2),
            Steps = RandomProblem.Random(random, 0.1, 0.3, Batch, Points - 1),
        };
    }

    /// <summary>Replaces the first number of a step of a trajectory; every input here has the batch first and the steps second.</summary>
    private static NdArray Replace(NdArray array, int trajectory, int step, double value)
    {
        var values = array.Span.ToArray();
        var perTrajectory = values.Length / array.Shape[0];
        values[(trajectory * perTrajectory) + (step * (perTrajectory / array.Shape[1]))] = value;
        return new NdArray(values, array.Shape);
    }
}
