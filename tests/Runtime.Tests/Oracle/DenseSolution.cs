using System.Collections.Generic;

namespace ScalableMNN.Runtime.Tests.Oracle;

/// <summary>What <see cref="DenseReference"/> finds.</summary>
/// <param name="Solution">u, (..., T, V, R+1).</param>
/// <param name="Residuals">The weighted residual norm of every trajectory, the batch in row-major order.</param>
/// <param name="ConditionNumbers">An upper bound of the condition number of every trajectory's weighted matrix, its columns scaled by powers of the step, from the triangle of its QR factorisation.</param>
/// <param name="Gradient">The gradient, where one was asked for.</param>
internal sealed record DenseSolution(NdArray Solution, IReadOnlyList<double> Residuals, IReadOnlyList<double> ConditionNumbers, OdeGradient? Gradient);
