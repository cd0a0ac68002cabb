using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Runtime;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace ScalableMNN.Torch;

/// <summary>
/// A solve of shapes known at run time. Contiguous inputs in double precision are read where they lie; the solution and the gradients are tensors on the solver's own memory.
/// </summary>
/// <param name="layout">What the problem is besides its tensors.</param>
/// <param name="throws">Whether a trajectory without a solution is an exception.</param>
/// <param name="type">The number type of the tensors.</param>
internal sealed class OdeSolve(OdeLayout layout, bool throws, torch.ScalarType type) : TorchSolve
{
    private OdeSolution? _solution;
    private Tensor[] _read = [];

    /// <summary>Checks the shapes by making the problem; the solver's own messages say what is wrong.</summary>
    public void Check(Tensor?[] arguments)
    {
        Type = type;
        string[] names = ["coefficients", "rightHandSide", "initialValues", "steps"];
        int[] trailing = [4, 2, 3, 1];
        Batch = TensorShape.Broadcast(
            "OdeForwardTorch",
            [.. Enumerable.Range(0, 4).Where(i => arguments[i] is not null).Select(i => (names[i], arguments[i]!.shape[..^trailing[i]]))]);
    }

    /// <inheritdoc/>
    public override Tensor?[] Kept(Tensor?[] arguments) => arguments;

    /// <inheritdoc/>
    public override Tensor Solve(Tensor?[] arguments)
    {
        var solution = Run(arguments);
        if (throws)
        {
            solution.ThrowIfFailed();
        }

        if (System.Array.IndexOf(Wanted, true) < 0)
        {
            Free();
        }

        return ToTensor(solution.Solution, Type);
    }

    /// <inheritdoc/>
    public override Tensor?[] Differentiate(Tensor gradient, Tensor?[] kept, bool again)
    {
        if (again)
        {
            return Chain(gradient, kept);
        }

        // The factor goes back after its first use: a second one, which is rare, makes it again.
        var result = (_solution ?? Run(kept)).Backward(Array(Dense(gradient)));
        Free();
        Tensor? Of(int argument, NdArray? values) => !Wanted[argument] ? null
            : values is null ? torch.zeros(Shapes[argument], dtype: Type)
            : ToTensor(values, Type).view(Shapes[argument]);
        return [Of(0, result.Coefficients), Of(1, result.RightHandSide), Of(2, result.InitialValues), Of(3, result.Steps)];
    }

    private void Free()
    {
        _solution?.Dispose();
        _solution = null;
        foreach (var tensor in _read)
        {
            tensor.Dispose();
        }

        _read = [];
    }

    private OdeSolution Run(Tensor?[] arguments)
    {
        // The numbers are read again by the gradient, perhaps after the scope of the call: these handles belong to no scope.
        var read = System.Array.ConvertAll(arguments, static argument => argument is null ? null : Dense(argument).DetachFromDisposeScope());
        _read = [.. read.Where(static tensor => tensor is not null).Select(static tensor => tensor!)];
        var problem = layout.Problem(Array(read[0]!), Array(read[1]!), read[2] is null ? null : Array(read[2]!), Array(read[3]!));
        _solution = OdeForward.Solve(problem, new OdeOptions { KeepFactor = System.Array.IndexOf(Wanted, true) >= 0 });
        return _solution;
    }

    /// <summary>A tensor as the solver reads it: the same where it is contiguous and in double precision.</summary>
    public static Tensor Dense(Tensor tensor)
    {
        using var alias = tensor.detach();
        using var typed = alias.to(torch.ScalarType.Float64);
        return typed.contiguous();
    }

    /// <summary>A contiguous tensor in double precision as an array on its memory.</summary>
    public static NdArray Array(Tensor tensor) => new(SharedMemory.ToMemory(tensor), System.Array.ConvertAll(tensor.shape, static extent => checked((int)extent)));

    /// <summary>An array as a tensor on its memory, or converted.</summary>
    public static Tensor ToTensor(NdArray values, torch.ScalarType type)
    {
        var tensor = SharedMemory.ToTensor(values.Values, [.. values.Shape.ToArray().Select(static extent => (long)extent)]);
        if (type == torch.ScalarType.Float64)
        {
            return tensor;
        }

        using (tensor)
        {
            return tensor.to(type);
        }
    }

    /// <summary>The gradients out of tensor operations, which can be differentiated again: the solution and the adjoint are solves of their own.</summary>
    private Tensor?[] Chain(Tensor gradient, Tensor?[] kept)
    {
        var solution = OdeForwardTorch.Apply(
            kept[0]!, kept[1]!, kept[2], kept[3]!, layout.Points, (int)layout.InitialPoints, layout.EquationWeight, layout.InitialWeight, layout.SmoothnessWeight, layout.CentralSmoothness, throws);
        var adjoint = AdjointSolve.Apply(layout, kept[0]!, kept[3]!, gradient, layout.InitialPoints == 0 || kept[2] is null ? 0 : (int)kept[2]!.size(-1));
        var all = OdeRows.Gradients(layout, kept[0]!, kept[1], kept[2], kept[3]!, solution, adjoint);
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = !Wanted[i] ? null : all[i] is { } result ? TensorShape.SumTo(result, Shapes[i]) : torch.zeros(Shapes[i], dtype: Type);
        }

        return all;
    }
}
