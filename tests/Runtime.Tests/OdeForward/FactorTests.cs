using System;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Runtime.Tests.OdeForward;

public class FactorTests
{
    private static readonly OdeProblem Problem = new RandomProblem(8, 2, 2, 3, 2, 2, false, false, false, false, false, 1, 1, 1, 1, 3).Create();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AFrozenFactorSolvesForOtherRightHandSidesAsAFreshOneWould(bool central)
    {
        var problem = Problem with { CentralSmoothness = central };
        using var factor = Runtime.OdeForward.Factorise(problem);
        var random = new Random(8);
        for (var k = 0; k < 3; k++)
        {
            var other = problem with
            {
                RightHandSide = k == 1 ? RandomProblem.Random(random, -1, 1, 1, 2) : RandomProblem.Random(random, -1, 1, 3, 8, 2),
                InitialValues = k == 2 ? RandomProblem.Random(random, -1, 1, 1, 2, 2) : RandomProblem.Random(random, -1, 1, 3, 2, 2, 2),
                InitialPoints = 2,
            };
            using var expected = Runtime.OdeForward.Solve(other);
            using var solution = factor.Solve(other.RightHandSide, other.InitialValues);
            Assert.Equal(expected.Solution.Span.ToArray(), solution.Solution.Span.ToArray());
            Assert.Equal(expected.Reports.ToArray(), solution.Reports.ToArray());

            var loss = RandomProblem.Random(random, -1, 1, 3, 8, 2, 3);
            var expectedGradient = expected.Backward(loss);
            var gradient = solution.Backward(loss);
            Assert.Equal(expectedGradient.Coefficients.Span.ToArray(), gradient.Coefficients.Span.ToArray());
            Assert.Equal(expectedGradient.RightHandSide.Span.ToArray(), gradient.RightHandSide.Span.ToArray());
            Assert.Equal(expectedGradient.InitialValues!.Span.ToArray(), gradient.InitialValues!.Span.ToArray());
            Assert.Equal(expectedGradient.Steps!.Span.ToArray(), gradient.Steps!.Span.ToArray());
        }
    }

    [Fact]
    public void AFactorDoesNotFollowLaterChangesOfItsInputs()
    {
        var coefficients = Problem.Coefficients.Span.ToArray();
        using var factor = Runtime.OdeForward.Factorise(Problem with { Coefficients = new NdArray(coefficients, Problem.Coefficients.Shape) });
        Array.Clear(coefficients);
        using var expected = Runtime.OdeForward.Solve(Problem);
        using var solution = factor.Solve(Problem.RightHandSide, Problem.InitialValues);
        Assert.Equal(expected.Solution.Span.ToArray(), solution.Solution.Span.ToArray());
    }

    [Fact]
    public void ASolutionOutlivesItsFactorButNotItself()
    {
        var factor = Runtime.OdeForward.Factorise(Problem);
        var solution = factor.Solve(Problem.RightHandSide, Problem.InitialValues);
        var loss = NdArray.Filled(1, solution.Solution.Shape);
        var expected = solution.Backward(loss).Coefficients.Span.ToArray();
        factor.Dispose();
        factor.Dispose();
        Assert.Throws<ObjectDisposedException>(() => factor.Solve(Problem.RightHandSide, Problem.InitialValues));

        // Memory that is free again is overwritten here; what the solution holds must not be among it.
        using (Runtime.OdeForward.Solve(Problem with { EquationWeight = 5 }))
        {
            Assert.Equal(expected, solution.Backward(loss).Coefficients.Span.ToArray());
        }

        solution.Dispose();
        solution.Dispose();
        Assert.Throws<ObjectDisposedException>(() => solution.Backward(loss));
        Assert.True(double.IsFinite(solution.Solution[0, 0, 0, 0]));
    }

    [Fact]
    public void AFactorRefusesWhatItWasNotMadeFor()
    {
        using var factor = Runtime.OdeForward.Factorise(Problem);
        Assert.Contains("RightHandSide", Assert.Throws<ArgumentException>(() => factor.Solve(NdArray.Filled(0, 4, 8, 2), Problem.InitialValues)).Message, StringComparison.Ordinal);
        Assert.Contains("does not broadcast to that of the factor", Assert.Throws<ArgumentException>(() => factor.Solve(NdArray.Filled(0, 2, 3, 8, 2), Problem.InitialValues)).Message, StringComparison.Ordinal);
        Assert.Contains("wanted (..., 2 or 1, 2, 2)", Assert.Throws<ArgumentException>(() => factor.Solve(Problem.RightHandSide)).Message, StringComparison.Ordinal);
        Assert.Contains("wanted (..., 2 or 1, 2, 2)", Assert.Throws<ArgumentException>(() => factor.Solve(Problem.RightHandSide, NdArray.Filled(0, 3, 2, 2, 1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFailedTrajectoryOfAFactorFailsInEverySolve()
    {
        var steps = Problem.Steps!.Span.ToArray();
        steps[10] = -1;
        using var factor = Runtime.OdeForward.Factorise(Problem with { Steps = new NdArray(steps, Problem.Steps.Shape) });
        Assert.False(factor.IsOk);
        using var solution = factor.Solve(Problem.RightHandSide, Problem.InitialValues);
        Assert.Equal(SolveStatus.Ok, solution.Reports[0].Status);
        Assert.Equal((SolveStatus.StepNotPositive, 3), (solution.Reports[1].Status, solution.Reports[1].Step));
        Assert.Equal(SolveStatus.Ok, solution.Reports[2].Status);
        Assert.True(double.IsNaN(solution.Solution[1, 0, 0, 0]));
    }
}
