#if HAS_TORCHSHARP
using System;
using System.Linq;
using TorchSharp;
using Xunit;
using Tensor = TorchSharp.torch.Tensor;

namespace ScalableMNN.Engines.Tests.Torch;

/// <summary>Compares gradients with differences.</summary>
internal static class GradientCheck
{
    /// <summary>
    /// The gradient of a weighted sum of a function's values, against central differences of fourth order. Their error is about h^4 for the truncation and rounding / h; at h = 1e-3 both are far below the
    /// tolerance relative to the largest derivative, for functions of order one.
    /// </summary>
    public static void Holds(Func<Tensor[], Tensor> function, double tolerance, params Tensor[] arguments)
    {
        using var scope = torch.NewDisposeScope();
        var variables = arguments.Select(static argument => argument.detach().clone().requires_grad_()).ToArray();
        var value = function(variables);
        torch.manual_seed(7);
        var weights = torch.rand(value.shape, dtype: value.dtype) - 0.5;
        (value * weights).sum().backward();
        foreach (var variable in variables)
        {
            var analytic = variable.grad!.contiguous().data<double>().ToArray();
            var scale = Math.Max(analytic.Max(Math.Abs), 1e-3);
            for (var i = 0; i < analytic.Length; i++)
            {
                const double H = 1e-3;
                var difference = ((8 * (At(variable, i, H) - At(variable, i, -H))) - (At(variable, i, 2 * H) - At(variable, i, -2 * H))) / (12 * H);
                Assert.True(Math.Abs(difference - analytic[i]) <= tolerance * scale, $"argument {Array.IndexOf(variables, variable)}, number {i}: gradient {analytic[i]}, differences {difference}");
            }
        }

        double At(Tensor variable, int i, double change)
        {
            using var inner = torch.NewDisposeScope();
            using var off = torch.no_grad();
            var flat = variable.view(-1);
            var before = flat[i].ToDouble();
            flat[i] = torch.tensor(before + change, dtype: torch.float64);
            var sum = (function(variables) * weights).sum().ToDouble();
            flat[i] = torch.tensor(before, dtype: torch.float64);
            return sum;
        }
    }
}
#endif
