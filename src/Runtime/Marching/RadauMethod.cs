using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace ScalableMNN.Runtime.Marching;

/// <summary>
/// Radau IIA with an odd number s of stages: the collocation method on the right Radau points, of order 2 s - 1, L-stable and stiffly accurate. Its tables are computed from the points.
/// Source: Hairer and Wanner, Solving Ordinary Differential Equations II, sections IV.5 (method) and IV.8 (implementation: transformation of Newton's matrix, error estimate).
/// </summary>
internal sealed class RadauMethod
{
    private static readonly Lazy<RadauMethod>[] _methods = [new(static () => new RadauMethod(3)), new(static () => new RadauMethod(5)), new(static () => new RadauMethod(7))];

    private readonly double[] _nodes;
    private readonly double[] _barycentric;

    private RadauMethod(int stages)
    {
        Stages = stages;
        Points = PointsOf(stages);
        _nodes = [0, .. Points];
        _barycentric = [.. Enumerable.Range(0, stages + 1).Select(i => 1 / Enumerable.Range(0, stages + 1).Where(j => j != i).Aggregate(1.0, (product, j) => product * (_nodes[i] - _nodes[j])))];

        // A V = B with V the powers of the points and B their integrals.
        var powers = Matrix<double>.Build.Dense(stages, stages, (i, k) => Math.Pow(Points[i], k));
        var integrals = Matrix<double>.Build.Dense(stages, stages, (i, k) => Math.Pow(Points[i], k + 1) / (k + 1));
        var inverse = powers * integrals.Inverse();
        Inverse = inverse.ToRowMajorArray();
        Matrix = (integrals * powers.Inverse()).ToRowMajorArray();
        RowSums = [.. inverse.RowSums()];

        var eigen = inverse.Evd();
        var transform = Matrix<double>.Build.Dense(stages, stages);
        var pairs = new List<(double Real, double Imaginary)>();
        for (var i = 0; i < stages; i++)
        {
            var value = eigen.EigenValues[i];
            if (Math.Abs(value.Imaginary) < 1e-9)
            {
                Real = value.Real;
                transform.SetColumn(0, eigen.EigenVectors.Column(i));
            }
            else if (value.Imaginary > 0)
            {
                // The columns of a pair of complex eigenvalues a +- i b are the real and the negative imaginary part of the eigenvector of a + i b. Math.NET keeps them side by side.
                var (p, q) = (eigen.EigenVectors.Column(i), eigen.EigenVectors.Column(i + 1));
                if (((inverse * p) - ((value.Real * p) - (value.Imaginary * q))).L2Norm() > 1e-6)
                {
                    q = -q;
                }

                transform.SetColumn((2 * pairs.Count) + 1, p);
                transform.SetColumn((2 * pairs.Count) + 2, -q);
                pairs.Add((value.Real, value.Imaginary));
            }
        }

        Pairs = [.. pairs];
        Radius = 1 / eigen.EigenValues.Min(static value => value.Magnitude);
        Transform = transform.ToRowMajorArray();
        Back = transform.Inverse().ToRowMajorArray();

        // The embedded quadrature of order s has the weight 1 / Real at the left end: the difference of both is an error estimate, as combination of the stages.
        var left = 1 / Real;
        var conditions = Matrix<double>.Build.Dense(stages, stages, (k, i) => Math.Pow(Points[i], k));
        var moments = Vector<double>.Build.Dense(stages, k => (1.0 / (k + 1)) - (k == 0 ? left : 0));
        var embedded = conditions.Solve(moments);
        var weights = integrals.Row(stages - 1) * powers.Inverse();
        ErrorWeights = [.. (embedded - weights) * inverse];
    }

    /// <summary>s.</summary>
    public int Stages { get; }

    /// <summary>The points within a step, the last of them 1.</summary>
    public double[] Points { get; }

    /// <summary>The inverse of Runge and Kutta's matrix, row by row: h Y' = A^-1 (Y - y).</summary>
    public double[] Inverse { get; }

    /// <summary>Runge and Kutta's matrix A, row by row.</summary>
    public double[] Matrix { get; }

    /// <summary>The magnitude of its largest eigenvalue.</summary>
    public double Radius { get; }

    /// <summary>The sums of the rows of <see cref="Inverse"/>.</summary>
    public double[] RowSums { get; }

    /// <summary>Its real eigenvalue.</summary>
    public double Real { get; }

    /// <summary>Its complex eigenvalues, one of each pair.</summary>
    public (double Real, double Imaginary)[] Pairs { get; }

    /// <summary>T, with A^-1 = T D T^-1 and D the eigenvalues in blocks.</summary>
    public double[] Transform { get; }

    /// <summary>T^-1.</summary>
    public double[] Back { get; }

    /// <summary>The factors of the stages Y - y in the error estimate, to which h y' / <see cref="Real"/> is added.</summary>
    public double[] ErrorWeights { get; }

    /// <summary>The method that does least work at a tolerance.</summary>
    public static RadauMethod For(double tolerance) => _methods[tolerance > 2e-3 ? 0 : tolerance > 2e-6 ? 1 : 2].Value;

    /// <summary>The values of the polynomials that are one at the left end, or at one of the points, and zero at the others.</summary>
    /// <param name="at">Where within the step, 1 being its end; beyond it the polynomial is continued.</param>
    /// <param name="weights">Receives s + 1 values, that of the left end first.</param>
    public void Interpolate(double at, Span<double> weights)
    {
        for (var i = 0; i < _nodes.Length; i++)
        {
            var product = _barycentric[i];
            for (var j = 0; j < _nodes.Length; j++)
            {
                product *= j == i ? 1 : at - _nodes[j];
            }

            weights[i] = product;
        }
    }

    /// <summary>The zeros of P_s - P_(s-1), with Legendre's polynomials on [-1, 1], by Newton's method with the zeros that are known divided out; 1 is one of them.</summary>
    private static double[] PointsOf(int stages)
    {
        var points = new List<double>();
        for (var i = 0; i < stages; i++)
        {
            var x = -Math.Cos(Math.PI * ((2 * i) + 1) / (2 * stages));
            for (var iteration = 0; iteration < 100; iteration++)
            {
                var value = Legendre(stages, x) - Legendre(stages - 1, x);
                const double Small = 1e-7;
                var slope = (Legendre(stages, x + Small) - Legendre(stages - 1, x + Small) - Legendre(stages, x - Small) + Legendre(stages - 1, x - Small)) / (2 * Small);
                var step = value / (slope - (value * points.Sum(known => 1 / (x - ((2 * known) - 1)))));
                x -= step;
                if (Math.Abs(step) < 1e-16)
                {
                    break;
                }
            }

            points.Add((x + 1) / 2);
        }

        points.Sort();
        points[^1] = 1;
        return [.. points];
    }

    private static double Legendre(int degree, double x)
    {
        double before = 1, here = x;
        if (degree == 0)
        {
            return 1;
        }

        for (var k = 1; k < degree; k++)
        {
            (before, here) = (here, ((((2 * k) + 1) * x * here) - (k * before)) / (k + 1));
        }

        return here;
    }
}
