using System;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;

namespace ScalableMNN.Runtime.Estimation.Population;

/// <summary>Nodes and weights of Gauss and Hermite, for the weight exp(-x^2): eigenvalues of the Jacobi matrix (Golub and Welsch, Mathematics of Computation 23, 1969).</summary>
internal static class HermiteNodes
{
    public static (double[] Nodes, double[] Weights) Of(int points)
    {
        var jacobi = Matrix<double>.Build.Dense(points, points, (i, j) => Math.Abs(i - j) == 1 ? Math.Sqrt(0.5 * Math.Max(i, j)) : 0);
        var eigen = jacobi.Evd(Symmetricity.Symmetric);
        return (
            [.. eigen.EigenValues.Select(static value => value.Real)],
            [.. Enumerable.Range(0, points).Select(i => Math.Sqrt(Math.PI) * eigen.EigenVectors[0, i] * eigen.EigenVectors[0, i])]);
    }
}
