using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace ScalableMNN.Torch;

/// <summary>
/// The rows of a problem as tensor operations: for gradients that are differentiated again. For a row a with target b, and rho = w^2 (b - a y), q = w^2 a lambda, the derivatives are
/// dL/da = rho lambda - q y and dL/db = q; those of the smoothness rows are carried on to the steps.
/// </summary>
internal static class OdeRows
{
    /// <summary>The gradients with respect to coefficients, right-hand sides, initial values and steps, in the batch shape of the solution.</summary>
    /// <param name="layout">What the problem is besides its tensors.</param>
    /// <param name="coefficients">The coefficients.</param>
    /// <param name="rightHandSide">The right-hand sides, or null for zero.</param>
    /// <param name="initialValues">The initial values, of which the shape alone counts, or null for none.</param>
    /// <param name="steps">The steps.</param>
    /// <param name="solution">y.</param>
    /// <param name="adjoint">lambda.</param>
    public static Tensor?[] Gradients(OdeLayout layout, Tensor coefficients, Tensor? rightHandSide, Tensor? initialValues, Tensor steps, Tensor solution, Tensor adjoint)
    {
        var equation = layout.EquationWeight * layout.EquationWeight;
        var residual = -(coefficients * solution.unsqueeze(-3)).sum([-2, -1]);
        if (rightHandSide is not null)
        {
            residual += rightHandSide;
        }

        var right = equation * (coefficients * adjoint.unsqueeze(-3)).sum([-2, -1]);
        var rows = (equation * residual.unsqueeze(-1).unsqueeze(-1) * adjoint.unsqueeze(-3)) - (right.unsqueeze(-1).unsqueeze(-1) * solution.unsqueeze(-3));
        var initial = initialValues is null || layout.InitialPoints == 0
            ? null
            : layout.InitialWeight * layout.InitialWeight * adjoint.narrow(-3, 0, layout.InitialPoints).narrow(-1, 0, initialValues.size(-1));
        return [rows, right, initial, layout.Points == 1 ? null : Steps(layout, steps, solution, adjoint)];
    }

    private static Tensor Steps(OdeLayout layout, Tensor steps, Tensor solution, Tensor adjoint)
    {
        var (points, highest) = (layout.Points, (int)solution.size(-1) - 1);
        var weight = -layout.SmoothnessWeight * layout.SmoothnessWeight;
        var step = steps.unsqueeze(-1);
        if (steps.size(-1) == 1 && points > 2)
        {
            step = step.expand([.. steps.shape[..^1], points - 1, 1]);
        }

        var of = Taylor(step, solution, layout.CentralSmoothness).ToList();
        var with = Taylor(step, adjoint, layout.CentralSmoothness).ToList();
        var gradient = weight * of.Zip(with, static (y, l) => (y.Change * l.Value) + (y.Value * l.Change)).Aggregate(static (sum, term) => sum + term).sum(-1);
        if (!layout.CentralSmoothness || points < 3)
        {
            return gradient;
        }

        var both = step.narrow(-2, 0, points - 2) + step.narrow(-2, 1, points - 2);
        var (y, l) = (Central(both, solution, highest), Central(both, adjoint, highest));
        var double_ = weight * ((y.Change * l.Value) + (y.Value * l.Change)).sum(-1);
        return gradient + torch.nn.functional.pad(double_, [0, 1]) + torch.nn.functional.pad(double_, [1, 0]);
    }

    /// <summary>Each Taylor row at a vector, and its derivative with respect to the step.</summary>
    private static IEnumerable<(Tensor Value, Tensor Change)> Taylor(Tensor step, Tensor vector, bool central)
    {
        var highest = (int)vector.size(-1) - 1;
        var intervals = vector.size(-3) - 1;
        var (before, after) = (vector.narrow(-3, 0, intervals), vector.narrow(-3, 1, intervals));
        foreach (var (from, to, sign) in new[] { (before, after, 1), (after, before, -1) })
        {
            for (var r = 0; r < (central ? highest : highest + 1); r++)
            {
                var row = -Power(sign, r) * Pow(step, r) * to.select(-1, r);
                var change = -Power(sign, r) * r * Pow(step, r - 1) * to.select(-1, r);
                var factorial = 1.0;
                for (var o = r; o <= highest; o++)
                {
                    factorial *= o > r ? o - r : 1;
                    row += Power(sign, o) / factorial * Pow(step, o) * from.select(-1, o);
                    change += Power(sign, o) / factorial * o * Pow(step, o - 1) * from.select(-1, o);
                }

                yield return (row, change);
            }
        }
    }

    /// <summary>The central rows at a vector, and their derivative with respect to the two steps together.</summary>
    private static (Tensor Value, Tensor Change) Central(Tensor both, Tensor vector, int highest)
    {
        var count = vector.size(-3) - 2;
        var difference = vector.narrow(-3, 0, count).select(-1, highest - 1) - vector.narrow(-3, 2, count).select(-1, highest - 1);
        var middle = vector.narrow(-3, 1, count).select(-1, highest);
        return (
            (both.pow(highest - 2) * difference) + (both.pow(highest - 1) * middle),
            ((highest - 2) * both.pow(highest - 3) * difference) + ((highest - 1) * both.pow(highest - 2) * middle));
    }

    private static int Power(int sign, int exponent) => exponent % 2 == 0 ? 1 : sign;

    private static Tensor Pow(Tensor step, int exponent) => exponent < 0 ? torch.zeros_like(step) : step.pow(exponent);
}
