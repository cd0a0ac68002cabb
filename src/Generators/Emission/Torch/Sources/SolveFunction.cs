using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace ScalableMNN.Torch;

/// <summary>The node in the graph of automatic differentiation behind every solve. There is one instance for all of them: what belongs to a solve is in its <see cref="TorchSolve"/>.</summary>
internal sealed class SolveFunction : torch.autograd.SingleTensorFunction<SolveFunction>
{
    /// <inheritdoc/>
    public override string Name => "ScalableMnnSolve";

    /// <inheritdoc/>
    public override Tensor forward(torch.autograd.AutogradContext ctx, params object[] vars)
    {
        var solve = (TorchSolve)vars[0];
        var arguments = vars.Skip(2).Select(static argument => argument as Tensor).ToArray();
        ctx.save_data("solve", solve);
        ctx.save_for_backward([.. solve.Kept(arguments).Select(static tensor => tensor!)]);
        return ((Solved)vars[1]).Tensor;
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(torch.autograd.AutogradContext ctx, Tensor grad_output)
    {
        // An exception here would end the process: it cannot pass through the engine's native frames.
        var solve = (TorchSolve)ctx.get_data("solve");
        Tensor?[] gradients;
        try
        {
            using var scope = torch.NewDisposeScope();
            gradients = solve.Differentiate(grad_output, [.. ctx.get_saved_variables()], torch.is_grad_enabled());
            foreach (var gradient in gradients)
            {
                gradient?.MoveToOuterDisposeScope();
            }
        }
        catch (Exception exception)
        {
            Trace.TraceError($"ScalableMNN: a gradient could not be computed and is NaN. {exception.Message}");
            gradients = [.. solve.Shapes.Select((shape, i) => solve.Wanted[i] ? torch.full(shape, double.NaN, dtype: solve.Type) : null)];
        }

        solve.Last = gradients;
        return [null!, null!, .. gradients.Select(static gradient => gradient!)];
    }
}
