using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace ScalableMNN.Torch;

/// <summary>
/// The derivatives that a model's kernels give, as a function of the derivative with respect to the solution and of the model's arguments, so that they can be differentiated once more. With y the solution of
/// arguments p, g the former and G = (dy/dp)^T g, a derivative v with respect to G has the derivatives (dy/dp) v with respect to g and, because G is the gradient of g y, (dG/dp) v with respect to p.
/// </summary>
/// <param name="solve">The solve of the model.</param>
internal sealed class GradientSolve(ModelSolve solve) : TorchSolve
{
    /// <inheritdoc/>
    public override Tensor?[] Kept(Tensor?[] arguments) => arguments;

    /// <inheritdoc/>
    public override Tensor Solve(Tensor?[] arguments)
    {
        using var scope = torch.NewDisposeScope();
        Type = solve.Type;
        return solve.Join(solve.Differentiate(arguments[0]!, arguments[1..])).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override Tensor?[] Differentiate(Tensor gradient, Tensor?[] kept, bool again)
    {
        var (solution, arguments) = solve.DifferentiateAlong(kept[0]!, kept[1..], gradient);

        // The last argument is the solution that was kept; nobody differentiates with respect to it.
        Tensor?[] results = [solution, .. arguments, null];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = !Wanted[i] ? null : again ? OnceFunction.Apply(results[i]!, [gradient, .. kept]) : results[i];
        }

        return results;
    }
}
