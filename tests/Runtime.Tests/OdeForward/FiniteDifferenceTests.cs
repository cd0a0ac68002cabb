using System;
using System.Globalization;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Runtime.Tests.OdeForward;

public class FiniteDifferenceTests
{
    [Theory]
    [InlineData(5, 1, 3, false, 0)]
    [InlineData(5, 1, 3, true, 1)]
    [InlineData(6, 2, 3, false, 3)]
    [InlineData(6, 2, 3, true, 2)]
    [InlineData(4, 3, 2, false, 4)]
    [InlineData(5, 2, 2, true, 5)]
    [InlineData(7, 1, 5, true, 1)]
    [InlineData(1, 2, 2, false, 1)]
    [InlineData(2, 2, 3, false, 1)]
    public void GradientsAreTheSlopesOfTheLoss(int points, int states, int orders, bool central, int batch)
    {
        foreach (var constant in new[] { false, true })
        {
            var random = new RandomProblem(points, states, states, orders, Math.Min(points, 2), orders - 1, central, constant, constant, constant, constant, batch, 1.3, 0.8, 1.1, 11);
            var problem = random.Create();
            using var solution = Runtime.OdeForward.Solve(problem);
            var weights = RandomProblem.Random(new Random(5), -1, 1, solution.Solution.Shape.ToArray());
            var gradient = solution.Backward(weights);

            Compare("coefficients", problem.Coefficients, gradient.Coefficients, values => problem with { Coefficients = values }, weights);
            Compare("right-hand side", problem.RightHandSide, gradient.RightHandSide, values => problem with { RightHandSide = values }, weights);
            Compare("initial values", problem.InitialValues!, gradient.InitialValues!, values => problem with { InitialValues = values }, weights);
            Compare("steps", problem.Steps!, gradient.Steps!, values => problem with { Steps = values }, weights);
        }
    }

    private static void Compare(string name, NdArray input, NdArray gradient, Func<NdArray, OdeProblem> with, NdArray weights)
    {
        Assert.Equal(input.Shape.ToArray(), gradient.Shape.ToArray());
        double scale = 1;
        foreach (var value in gradient.Span)
        {
            scale = Math.Max(scale, Math.Abs(value));
        }

        // Five-point differences: truncation of the order of step^4 = 1e-12 times the fifth derivative, rounding 1e-13 / step.
        const double Step = 1e-3;
        for (var k = 0; k < input.Values.Length; k++)
        {
            double At(double offset)
            {
                var values = input.Span.ToArray();
                values[k] += offset;
                return Loss(with(new NdArray(values, input.Shape)), weights);
            }

            var slope = ((8 * (At(Step) - At(-Step))) - (At(2 * Step) - At(-2 * Step))) / (12 * Step);
            Assert.True(Math.Abs(slope - gradient.Span[k]) <= 1e-6 * scale, string.Create(CultureInfo.InvariantCulture, $"{name}[{k}]: gradient {gradient.Span[k]:r}, slope {slope:r}, scale {scale:g2}"));
        }
    }

    private static double Loss(OdeProblem problem, NdArray weights)
    {
        using var solution = Runtime.OdeForward.Solve(problem, new OdeOptions { KeepFactor = false });
        Assert.All(solution.Reports.ToArray(), static report => Assert.Equal(SolveStatus.Ok, report.Status));
        double loss = 0;
        for (var k = 0; k < weights.Values.Length; k++)
        {
            loss += weights.Span[k] * solution.Solution.Span[k];
        }

        return loss;
    }
}
