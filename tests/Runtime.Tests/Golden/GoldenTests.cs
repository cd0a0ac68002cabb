using System.Globalization;
using ScalableMNN.Runtime.Solving;
using ScalableMNN.Runtime.Tests.Oracle;
using ScalableMNN.Tests.Golden;
using Xunit;

namespace ScalableMNN.Runtime.Tests.Golden;

public class GoldenTests
{
    public static TheoryData<string> Cases => [.. GoldenCase.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public void OdeForwardReproducesTheExactSolutionAndGradients(string name)
    {
        var golden = GoldenCase.Load(name);
        using var solution = Runtime.OdeForward.Solve(golden.Problem);
        var gradient = solution.Backward(golden.LossGradient);

        Assert.All(solution.Reports.ToArray(), static report => Assert.Equal(SolveStatus.Ok, report.Status));
        Close(golden.Solution, solution.Solution);
        Close(golden, gradient);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void DenseReferenceReproducesTheExactSolutionAndGradients(string name)
    {
        var golden = GoldenCase.Load(name);
        var solution = DenseReference.Solve(golden.Problem, golden.LossGradient);

        Close(golden.Solution, solution.Solution);
        Close(golden, solution.Gradient!);
    }

    private static void Close(GoldenCase golden, OdeGradient gradient)
    {
        Close(golden.CoefficientGradient, gradient.Coefficients);
        Close(golden.RightHandSideGradient, gradient.RightHandSide);
        Close(golden.InitialValueGradient, gradient.InitialValues!);
        Close(golden.StepGradient, gradient.Steps!);
    }

    private static void Close(GoldenValue expected, NdArray computed)
    {
        Assert.Equal(expected.Exact.Shape.ToArray(), computed.Shape.ToArray());
        var error = expected.Error(computed.Span);
        Assert.True(error <= expected.Tolerance, string.Create(CultureInfo.InvariantCulture, $"{expected.Name}: error {error:g3}, allowed {expected.Tolerance:g3}, the reference implementation's {expected.ReferenceError:g3}"));
    }
}
