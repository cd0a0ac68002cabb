using System;
using System.Linq;
using ScalableMNN.Runtime;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace ScalableMNN.Torch;

/// <summary>
/// The adjoint lambda = M^-1 g as a function of coefficients, steps and g that can be differentiated any number of times: its derivatives are adjoints too. The solver does not return it, but a further
/// equation whose coefficients are all zero, with the target w^-2, changes nothing, and the derivative with respect to its coefficients is lambda.
/// </summary>
internal sealed class AdjointSolve : TorchSolve
{
    private readonly OdeLayout _layout;
    private readonly int _initialOrders;

    private AdjointSolve(OdeLayout layout, int initialOrders, Tensor gradient)
    {
        _layout = layout;
        _initialOrders = initialOrders;
        Type = gradient.dtype;
        Batch = gradient.shape[..^3];
    }

    /// <summary>Computes the adjoint.</summary>
    /// <param name="layout">What the problem is besides its tensors.</param>
    /// <param name="coefficients">The coefficients.</param>
    /// <param name="steps">The steps.</param>
    /// <param name="gradient">g, in the shape of the solution.</param>
    /// <param name="initialOrders">J, how many orders are given at the first points.</param>
    public static Tensor Apply(OdeLayout layout, Tensor coefficients, Tensor steps, Tensor gradient, int initialOrders) =>
        new AdjointSolve(layout, initialOrders, gradient).Apply([coefficients, steps, gradient]);

    /// <inheritdoc/>
    public override Tensor?[] Kept(Tensor?[] arguments) => arguments;

    /// <inheritdoc/>
    public override Tensor Solve(Tensor?[] arguments)
    {
        using var scope = torch.NewDisposeScope();
        var (coefficients, steps, gradient) = (arguments[0]!, arguments[1]!, arguments[2]!);
        var (equations, states, orders) = (coefficients.size(-3), coefficients.size(-2), coefficients.size(-1));
        var all = torch.zeros([.. Batch, _layout.Points, equations + 1, states, orders], dtype: torch.ScalarType.Float64);
        all.narrow(-3, 0, equations).copy_(coefficients);
        var right = torch.zeros([1, equations + 1], dtype: torch.ScalarType.Float64);
        right.narrow(-1, equations, 1).fill_(1 / (_layout.EquationWeight * _layout.EquationWeight));
        var initial = _initialOrders == 0 ? null : torch.zeros([1, states, _initialOrders], dtype: torch.ScalarType.Float64);
        var problem = _layout.Problem(OdeSolve.Array(all), OdeSolve.Array(right), initial is null ? null : OdeSolve.Array(initial), OdeSolve.Array(OdeSolve.Dense(steps)));
        using var solution = OdeForward.Solve(problem);
        var result = solution.Backward(OdeSolve.Array(OdeSolve.Dense(gradient)));
        return OdeSolve.ToTensor(result.Coefficients, Type).select(-3, equations).contiguous().MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override Tensor?[] Differentiate(Tensor gradient, Tensor?[] kept, bool again)
    {
        var (coefficients, steps) = (kept[0]!, kept[1]!);
        var adjoint = Apply(_layout, coefficients, steps, kept[2]!, _initialOrders);
        var second = Apply(_layout, coefficients, steps, gradient, _initialOrders);
        var rows = OdeRows.Gradients(_layout, coefficients, null, null, steps, adjoint, second);
        return
        [
            Wanted[0] ? TensorShape.SumTo(rows[0]!, Shapes[0]) : null,
            Wanted[1] ? rows[3] is { } change ? TensorShape.SumTo(change, Shapes[1]) : torch.zeros(Shapes[1], dtype: Type) : null,
            Wanted[2] ? second : null,
        ];
    }
}
