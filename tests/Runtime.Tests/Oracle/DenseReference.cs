using System;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace ScalableMNN.Runtime.Tests.Oracle;

/// <summary>
/// The same problems as <see cref="OdeForward"/>, solved in the most obvious way: every row is written down, and the matrix of a trajectory, T N columns wide, is factorised by a dense QR.
/// Slow, and independent of the banded algebra in everything but the definition of the rows: an oracle for tests, usable up to a few hundred unknowns.
/// </summary>
internal static class DenseReference
{
    /// <summary>Solves a problem.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="gradient">The gradient of a loss with respect to the solution, (..., T, V, R+1), where gradients are wanted.</param>
    /// <returns>The solution, and the gradients where wanted. Where the rows do not determine the solution its numbers are infinite, NaN or meaningless: nothing is checked.</returns>
    /// <exception cref="ArgumentException">A shape is wrong, or a trajectory has fewer rows than unknowns.</exception>
    public static DenseSolution Solve(OdeProblem problem, NdArray? gradient = null)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var shape = OdeShape.Of(problem);
        var size = shape.Points * shape.Unknowns;
        var solution = new double[shape.Trajectories * size];
        var residuals = new double[shape.Trajectories];
        var conditions = new double[shape.Trajectories];
        if (gradient is not null && !gradient.Shape.SequenceEqual(shape.SolutionShape))
        {
            throw new ArgumentException($"{nameof(gradient)}: got shape {gradient}, wanted {NdArray.Describe(shape.SolutionShape)}.", nameof(gradient));
        }

        var gradients = new DenseGradients(problem);
        for (var trajectory = 0; trajectory < shape.Trajectories; trajectory++)
        {
            var rows = DenseRows.Of(shape, trajectory);
            var scale = ColumnScale(shape, trajectory);
            var matrix = new DenseMatrix(rows.Count, size);
            var values = new DenseVector(rows.Count);
            for (var i = 0; i < rows.Count; i++)
            {
                values[i] = rows[i].Weight * rows[i].RightHandSide;
                foreach (var entry in rows[i].Entries)
                {
                    matrix[i, entry.Column] += rows[i].Weight * entry.Value * scale[entry.Column];
                }
            }

            var qr = matrix.QR(QRMethod.Thin);
            var scaled = qr.Solve(values);
            residuals[trajectory] = (values - (matrix * scaled)).L2Norm();
            var triangle = qr.R;
            var inverse = triangle.Inverse();
            conditions[trajectory] = triangle.FrobeniusNorm() * inverse.FrobeniusNorm();
            var u = scaled.PointwiseMultiply(scale);
            u.AsArray().CopyTo(solution, trajectory * size);
            if (gradient is not null)
            {
                // lambda = (A^T W^2 A)^-1 g with A^T W^2 A = R^T R in scaled columns.
                var g = new DenseVector(gradient.Span.Slice(trajectory * size, size).ToArray()).PointwiseMultiply(scale);
                var adjoint = (inverse * (inverse.Transpose() * g)).PointwiseMultiply(scale);
                foreach (var row in rows)
                {
                    gradients.Add(row, u, adjoint);
                }
            }
        }

        return new DenseSolution(new NdArray(solution, shape.SolutionShape), residuals, conditions, gradient is null ? null : gradients.ToGradient(problem));
    }

    /// <summary>u = scale * z with z^(r) = h^r u^(r): without it the columns differ by orders of magnitude.</summary>
    private static DenseVector ColumnScale(OdeShape shape, int trajectory)
    {
        var scale = new DenseVector(shape.Points * shape.Unknowns);
        for (var t = 0; t < shape.Points; t++)
        {
            for (var i = 0; i < shape.Unknowns; i++)
            {
                scale[(t * shape.Unknowns) + i] = Math.Pow(DenseRows.StepAt(shape, trajectory, t), -(i % shape.Orders));
            }
        }

        return scale;
    }

    /// <summary>Sums up gradients input by input: for a row with rho = w^2 (b - a u) and q = w^2 a lambda, dL/da = rho lambda - q u and dL/db = q.</summary>
    private sealed class DenseGradients(OdeProblem problem)
    {
        private readonly double[] _coefficients = new double[problem.Coefficients.Values.Length];
        private readonly double[] _rightHandSide = new double[problem.RightHandSide.Values.Length];
        private readonly double[] _initialValues = new double[problem.InitialValues?.Values.Length ?? 0];
        private readonly double[] _steps = new double[problem.Steps?.Values.Length ?? 0];

        public void Add(DenseRow row, Vector<double> u, Vector<double> adjoint)
        {
            double product = 0;
            var residual = row.RightHandSide;
            foreach (var entry in row.Entries)
            {
                residual -= entry.Value * u[entry.Column];
                product += entry.Value * adjoint[entry.Column];
            }

            residual *= row.Weight * row.Weight;
            product *= row.Weight * row.Weight;
            Add(row.RightHandSideInput, product);
            foreach (var entry in row.Entries)
            {
                var sensitivity = (residual * adjoint[entry.Column]) - (product * u[entry.Column]);
                foreach (var (input, derivative) in entry.Derivatives)
                {
                    Add(input, sensitivity * derivative);
                }
            }
        }

        public OdeGradient ToGradient(OdeProblem problem) => new(
            new NdArray(_coefficients, problem.Coefficients.Shape),
            new NdArray(_rightHandSide, problem.RightHandSide.Shape),
            problem.InitialValues is { } initial ? new NdArray(_initialValues, initial.Shape) : null,
            problem.Steps is { } steps ? new NdArray(_steps, steps.Shape) : null);

        private void Add(DenseInput input, double value)
        {
            var target = input.Kind switch
            {
                DenseInputKind.Coefficient => _coefficients,
                DenseInputKind.RightHandSide => _rightHandSide,
                DenseInputKind.InitialValue => _initialValues,
                DenseInputKind.Step => _steps,
                _ => null,
            };
            if (target is not null)
            {
                target[input.Index] += value;
            }
        }
    }
}
