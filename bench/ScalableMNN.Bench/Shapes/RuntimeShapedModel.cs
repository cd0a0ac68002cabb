using System;
using ScalableMNN.Runtime;

namespace ScalableMNN.Bench.Shapes;

/// <summary>The same data, solved by <see cref="OdeForward"/>, to which all sizes are news.</summary>
internal sealed class RuntimeShapedModel
{
    private static readonly OdeOptions WithoutFactor = new() { KeepFactor = false };

    private readonly OdeProblem _problem;
    private readonly NdArray _lossGradient;

    public RuntimeShapedModel(ShapeData data)
    {
        _problem = data.Problem;
        _lossGradient = new NdArray(data.LossGradient, [.. data.Shape.Batch, data.Shape.Points, data.Shape.States, data.Shape.Order + 1]);
    }

    public void Solve()
    {
        using var solution = OdeForward.Solve(_problem, WithoutFactor);
    }

    public void SolveAndDifferentiate()
    {
        using var solution = OdeForward.Solve(_problem);
        solution.Backward(_lossGradient);
    }

    /// <summary>Computes the solution and the gradient with respect to the coefficients.</summary>
    public (double[] Solution, double[] CoefficientGradient) Compute()
    {
        using var solution = OdeForward.Solve(_problem);
        return solution.IsOk
            ? (solution.Solution.Span.ToArray(), solution.Backward(_lossGradient).Coefficients.Span.ToArray())
            : throw new InvalidOperationException("The data of the benchmark cannot be solved.");
    }
}
