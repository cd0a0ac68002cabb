using System;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace ScalableMNN.Torch;

/// <summary>
/// One solve as automatic differentiation sees it: tensors in, one tensor out, and the derivatives of a loss by the adjoint solve. It keeps what the derivatives need, so that any number of solves
/// can wait for theirs, and each can be differentiated again.
/// </summary>
internal abstract class TorchSolve
{
    /// <summary>The batch dimensions of the solution.</summary>
    public long[] Batch { get; protected set; } = [];

    /// <summary>Whether the derivative with respect to each argument is wanted.</summary>
    public bool[] Wanted { get; private set; } = [];

    /// <summary>What the last differentiation gave, held until the engine has taken it.</summary>
    public object? Last { get; set; }

    /// <summary>Solves, and ties the solution to its arguments.</summary>
    /// <param name="arguments">The arguments, checked before.</param>
    /// <returns>The solution.</returns>
    public Tensor Apply(Tensor?[] arguments)
    {
        var isRecorded = torch.is_grad_enabled();
        Wanted = Array.ConvertAll(arguments, argument => isRecorded && argument is not null && argument.requires_grad);

        // Here and not within the node, where an exception would leave a node behind that nothing frees.
        Tensor result;
        using (torch.no_grad())
        {
            result = Solve(arguments);
        }

        if (Array.IndexOf(Wanted, true) < 0)
        {
            return result;
        }

        Shapes = Array.ConvertAll(arguments, static argument => argument?.shape ?? []);
        var variables = new object?[arguments.Length + 2];
        variables[0] = this;
        variables[1] = new Solved(result);
        arguments.CopyTo(variables, 2);
        using (result)
        {
            return SolveFunction.apply(variables!);
        }
    }

    /// <summary>Solves; nothing is recorded meanwhile.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <returns>The solution.</returns>
    public abstract Tensor Solve(Tensor?[] arguments);

    /// <summary>Which arguments the differentiation reads again, and which must therefore not be changed in place before it.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <returns>Them, or nothing.</returns>
    public virtual Tensor?[] Kept(Tensor?[] arguments) => [];

    /// <summary>Differentiates a loss.</summary>
    /// <param name="gradient">Its derivative with respect to the solution.</param>
    /// <param name="kept">The tensors that were kept.</param>
    /// <param name="again">Whether the derivatives will be differentiated themselves.</param>
    /// <returns>Its derivative with respect to each argument, where it is wanted.</returns>
    public abstract Tensor?[] Differentiate(Tensor gradient, Tensor?[] kept, bool again);

    /// <summary>The shapes of the arguments.</summary>
    public long[][] Shapes { get; private set; } = [];

    /// <summary>The number type of the arguments.</summary>
    public torch.ScalarType Type { get; protected set; } = torch.ScalarType.Float64;
}

/// <summary>A solution on its way into the graph: no argument of the node, which a bare tensor would be.</summary>
/// <param name="Tensor">The solution.</param>
internal sealed record Solved(Tensor Tensor);
