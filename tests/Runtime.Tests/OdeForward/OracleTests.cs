using System;
using System.Globalization;
using System.Linq;
using FsCheck.Fluent;
using ScalableMNN.Runtime.Solving;
using ScalableMNN.Runtime.Tests.Oracle;
using Xunit;

namespace ScalableMNN.Runtime.Tests.OdeForward;

/// <summary>The banded solver against the dense one, which shares nothing with it but the definition of the rows.</summary>
public class OracleTests
{
    private const double Epsilon = 2.220446049250313e-16;

    [Fact]
    public void AgreesWithDenseQrOnAnyShape() =>
        FsCheck.Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(RandomProblem.Arbitrary, static random => Agrees(random)));

    [Theory]
    [InlineData(2, 12, 3, false)]
    [InlineData(3, 9, 4, true)]
    [InlineData(30, 3, 3, true)]
    [InlineData(15, 4, 5, false)]
    public void AgreesWithDenseQrOnLargerShapes(int points, int states, int orders, bool central) =>
        Agrees(new RandomProblem(points, states, states, orders, 1, orders, central, false, false, false, false, 1, 1, 1, 1, 7));

    private static void Agrees(RandomProblem random)
    {
        var problem = random.Create();
        using var solution = Runtime.OdeForward.Solve(problem);
        var shape = solution.Solution.Shape.ToArray();
        var loss = RandomProblem.Random(new Random(random.Seed + 1), -1, 1, shape);
        var dense = DenseReference.Solve(problem, loss);
        var size = random.Points * random.States * random.Orders;
        double worstCondition = 0;
        double worstSensitivity = 0;
        for (var k = 0; k < solution.Reports.Length; k++)
        {
            var report = solution.Reports[k];
            Assert.Equal(SolveStatus.Ok, report.Status);

            // First-order perturbation theory of least squares (Bjorck, section 1.4): cond(A) + cond(A)^2 |residual| / (|A| |u|), with |A| at least about 1. Steps lie between 0.2 and 0.5, so
            // scaling by their powers changes norms by a modest factor only.
            var expected = dense.Solution.Span.Slice(k * size, size);
            var computed = solution.Solution.Span.Slice(k * size, size);
            var norm = Norm(expected);
            var condition = dense.ConditionNumbers[k];
            var sensitivity = condition + (condition * condition * dense.Residuals[k] / norm);
            Close("u", expected, computed, 100 * Epsilon * sensitivity * norm);
            Assert.Equal(dense.Residuals[k], report.Residual, 1e-12 * condition * (1 + dense.Residuals[k]));
            worstCondition = Math.Max(worstCondition, condition);
            worstSensitivity = Math.Max(worstSensitivity, sensitivity);
        }

        // A gradient is a product of the solution and an adjoint that is itself cond(A)^2 times the loss gradient at worst.
        var gradient = solution.Backward(loss);
        var tolerance = 100 * Epsilon * worstSensitivity * worstCondition;
        Close("coefficients", dense.Gradient!.Coefficients.Span, gradient.Coefficients.Span, tolerance * Norm(dense.Gradient.Coefficients.Span));
        Close("right-hand side", dense.Gradient.RightHandSide.Span, gradient.RightHandSide.Span, tolerance * Norm(dense.Gradient.RightHandSide.Span));
        Close("initial values", dense.Gradient.InitialValues!.Span, gradient.InitialValues!.Span, tolerance * Norm(dense.Gradient.InitialValues.Span));
        Close("steps", dense.Gradient.Steps!.Span, gradient.Steps!.Span, tolerance * (Norm(dense.Gradient.Steps.Span) + Norm(dense.Gradient.RightHandSide.Span)));
    }

    private static double Norm(ReadOnlySpan<double> values) => Math.Sqrt(values.ToArray().Sum(static value => value * value));

    private static void Close(string what, ReadOnlySpan<double> expected, ReadOnlySpan<double> computed, double tolerance)
    {
        Assert.Equal(expected.Length, computed.Length);
        for (var k = 0; k < expected.Length; k++)
        {
            var error = Math.Abs(expected[k] - computed[k]);
            Assert.True(error <= tolerance, string.Create(CultureInfo.InvariantCulture, $"{what}[{k}]: {computed[k]:r}, wanted {expected[k]:r} within {tolerance:g2}"));
        }
    }
}
