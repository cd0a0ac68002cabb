using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace ScalableMNN.Torch;

/// <summary>
/// Stands behind a derivative that cannot be differentiated again. Derivatives through it are NaN: an exception would end the process, and zero would be wrong.
/// </summary>
internal sealed class OnceFunction : torch.autograd.SingleTensorFunction<OnceFunction>
{
    /// <inheritdoc/>
    public override string Name => "ScalableMnnOnce";

    /// <summary>Ties a derivative to all that it depends on.</summary>
    /// <param name="derivative">The derivative.</param>
    /// <param name="sources">What it depends on; null where there is nothing.</param>
    /// <returns>The same numbers.</returns>
    public static Tensor Apply(Tensor derivative, IEnumerable<Tensor?> sources) => apply([new Solved(derivative), .. sources.Where(static source => source is not null).Select(static source => source!)]);

    /// <inheritdoc/>
    public override Tensor forward(torch.autograd.AutogradContext ctx, params object[] vars)
    {
        ctx.save_data("shapes", vars.Skip(1).Select(static source => ((Tensor)source).shape).ToArray());
        return ((Solved)vars[0]).Tensor.clone();
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(torch.autograd.AutogradContext ctx, Tensor grad_output) =>
        [null!, .. ((long[][])ctx.get_data("shapes")).Select(shape => torch.full(shape, double.NaN, dtype: grad_output.dtype))];
}
