using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace ScalableMNN.Torch;

/// <summary>Networks that models declare, and that their layers make.</summary>
internal static class DeclaredNetwork
{
    /// <summary>Gives a new network the number type of its layer.</summary>
    /// <param name="network">The network, just made.</param>
    /// <param name="type">The number type.</param>
    /// <returns>The network.</returns>
    public static torch.nn.Module<Tensor, Tensor> Make(torch.nn.Module<Tensor, Tensor> network, torch.ScalarType type) => network.to(type);
}
