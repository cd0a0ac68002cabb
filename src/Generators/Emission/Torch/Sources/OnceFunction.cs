using System.Collections.Generic;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace ScalableMNN.Torch;

/// <summary>
/// Stands behind a derivative that cannot be differentiated again. Second derivatives through it are NaN: an exception would end the process, and zero would be wrong.
/// </summary>
internal sealed class OnceFunction : torch.autograd.SingleTensorFunction<OnceFunction>
{
    /// <inheritdoc/>
    public override string Name => "ScalableMnnOnce";

    /// <inheritdoc/>
    public override Tensor forward(torch.autograd.AutogradContext ctx, params object[] vars)
    {
        ctx.save_data("shape", ((Tensor)vars[1]).shape);
        return ((Tensor)vars[0]).clone();
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(torch.autograd.AutogradContext ctx, Tensor grad_output) =>
        [torch.full_like(grad_output, double.NaN), torch.full((long[])ctx.get_data("shape"), double.NaN, dtype: grad_output.dtype)];
}
