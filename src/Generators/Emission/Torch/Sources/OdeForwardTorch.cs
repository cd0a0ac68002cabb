using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Runtime;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace ScalableMNN.Torch;

/// <summary>
/// Solves linear ordinary differential equations whose coefficients are tensors, with gradients for all four inputs, and derivatives of these gradients: the solver for shapes known only at run time as a
/// function for networks. See <see cref="OdeProblem"/> for the formulation.
/// </summary>
internal static class OdeForwardTorch
{
    /// <summary>Solves a batch.</summary>
    /// <param name="coefficients">The coefficients of the equations, (..., T|1, E, V, R+1).</param>
    /// <param name="rightHandSide">The right-hand sides, (..., T|1, E).</param>
    /// <param name="initialValues">The values given at the first points, (..., I|1, V, J), or null where nothing is given.</param>
    /// <param name="steps">The steps, (..., T-1|1), all larger than zero.</param>
    /// <param name="points">T, or null for the largest number that the shapes say.</param>
    /// <param name="initialPoints">I, or null for the extent of the initial values.</param>
    /// <param name="equationWeight">The factor on every equation row.</param>
    /// <param name="initialWeight">The factor on every initial row.</param>
    /// <param name="smoothnessWeight">The factor on every smoothness row.</param>
    /// <param name="centralSmoothness">Whether the highest derivative is tied by central differences.</param>
    /// <param name="throwWhereUnsolved">Whether a trajectory without a solution is an exception; otherwise it is NaN.</param>
    /// <returns>The trajectories, (..., T, V, R+1).</returns>
    /// <exception cref="ArgumentException">A tensor has a wrong shape, dtype or device.</exception>
    /// <exception cref="InvalidOperationException">A trajectory has no solution; the message says where and why.</exception>
    public static Tensor Apply(
        Tensor coefficients,
        Tensor rightHandSide,
        Tensor? initialValues,
        Tensor steps,
        int? points = null,
        int? initialPoints = null,
        double equationWeight = 1,
        double initialWeight = 1,
        double smoothnessWeight = 1,
        bool centralSmoothness = false,
        bool throwWhereUnsolved = true)
    {
        ArgumentNullException.ThrowIfNull(coefficients);
        ArgumentNullException.ThrowIfNull(rightHandSide);
        ArgumentNullException.ThrowIfNull(steps);
        var type = coefficients.dtype;
        if (type is not (torch.ScalarType.Float32 or torch.ScalarType.Float64))
        {
            throw new ArgumentException($"OdeForwardTorch: coefficients have dtype {type}. It solves in Float64 or Float32.", nameof(coefficients));
        }

        TensorShape.CheckKind("OdeForwardTorch", nameof(coefficients), coefficients, type);
        TensorShape.CheckKind("OdeForwardTorch", nameof(rightHandSide), rightHandSide, type);
        TensorShape.CheckKind("OdeForwardTorch", nameof(steps), steps, type);
        if (initialValues is not null)
        {
            TensorShape.CheckKind("OdeForwardTorch", nameof(initialValues), initialValues, type);
        }

        CheckRank(nameof(coefficients), coefficients, 4, "(..., T or 1, E, V, R+1)");
        CheckRank(nameof(rightHandSide), rightHandSide, 2, "(..., T or 1, E)");
        CheckRank(nameof(steps), steps, 1, "(..., T-1 or 1)");
        var grid = points ?? (int)Math.Max(Math.Max(coefficients.size(-4), rightHandSide.size(-2)), steps.size(-1) + 1);
        var layout = new OdeLayout(
            grid,
            initialPoints ?? (initialValues is null ? 0 : CheckRank(nameof(initialValues), initialValues, 3, "(..., I or 1, V, J)").size(-3)),
            equationWeight,
            initialWeight,
            smoothnessWeight,
            centralSmoothness);
        var work = new OdeSolve(layout, throwWhereUnsolved, type);
        Tensor?[] arguments = [coefficients, rightHandSide, initialValues, steps];
        work.Check(arguments);
        return work.Apply(arguments);

        static Tensor CheckRank(string name, Tensor tensor, int rank, string wanted) => tensor.dim() >= rank
            ? tensor
            : throw new ArgumentException($"OdeForwardTorch: {name} have shape {TensorShape.Describe(tensor.shape)}, wanted {wanted}.", name);
    }
}

/// <summary>What a problem is besides its tensors.</summary>
/// <param name="Points">T.</param>
/// <param name="InitialPoints">I.</param>
/// <param name="EquationWeight">The factor on equation rows.</param>
/// <param name="InitialWeight">The factor on initial rows.</param>
/// <param name="SmoothnessWeight">The factor on smoothness rows.</param>
/// <param name="CentralSmoothness">Whether the highest derivative is tied by central differences.</param>
internal sealed record OdeLayout(int Points, long InitialPoints, double EquationWeight, double InitialWeight, double SmoothnessWeight, bool CentralSmoothness)
{
    /// <summary>The problem of given tensors, on their memory.</summary>
    public OdeProblem Problem(NdArray coefficients, NdArray rightHandSide, NdArray? initialValues, NdArray steps) => new()
    {
        Points = Points,
        Coefficients = coefficients,
        RightHandSide = rightHandSide,
        InitialValues = initialValues,
        InitialPoints = initialValues is null ? null : (int)InitialPoints,
        Steps = Points == 1 ? null : steps,
        EquationWeight = EquationWeight,
        InitialWeight = InitialWeight,
        SmoothnessWeight = SmoothnessWeight,
        CentralSmoothness = CentralSmoothness,
    };
}
