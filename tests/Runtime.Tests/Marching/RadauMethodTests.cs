using System;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using ScalableMNN.Runtime.Marching;
using Xunit;

namespace ScalableMNN.Runtime.Tests.Marching;

/// <summary>The tables of Radau IIA against published numbers, and against the conditions that define them.</summary>
public sealed class RadauMethodTests
{
    public static TheoryData<double, int> Methods => new() { { 1e-2, 3 }, { 1e-4, 5 }, { 1e-12, 7 } };

    [Fact]
    public void Three_stages_have_the_numbers_of_Hairer_and_Wanner()
    {
        // Solving Ordinary Differential Equations II, table IV.5.6 and section IV.8.
        var method = RadauMethod.For(1e-2);
        Assert.Equal((4 - Math.Sqrt(6)) / 10, method.Points[0], 1e-15);
        Assert.Equal((4 + Math.Sqrt(6)) / 10, method.Points[1], 1e-15);
        Assert.Equal(1, method.Points[2]);
        Assert.Equal(3.637834252744496, method.Real, 1e-12);
        Assert.Equal(2.681082873627752, method.Pairs[0].Real, 1e-12);
        Assert.Equal(3.050430199247411, method.Pairs[0].Imaginary, 1e-12);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Powers_are_integrated_as_far_as_the_order_says(double tolerance, int stages)
    {
        var method = RadauMethod.For(tolerance);
        Assert.Equal(stages, method.Stages);
        var matrix = Matrix<double>.Build.DenseOfRowMajor(stages, stages, method.Inverse).Inverse();
        var powers = Enumerable.Range(0, (2 * stages) - 1).Select(k => Vector<double>.Build.Dense(stages, i => Math.Pow(method.Points[i], k))).ToArray();
        for (var k = 0; k < powers.Length; k++)
        {
            // Each stage integrates up to degree s - 1, the last one up to 2 s - 2.
            var integrals = matrix * powers[k];
            for (var i = k < stages ? 0 : stages - 1; i < stages; i++)
            {
                Assert.Equal(Math.Pow(method.Points[i], k + 1) / (k + 1), integrals[i], 1e-12);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_error_estimate_leaves_polynomials_alone_that_both_formulas_integrate(double tolerance, int stages)
    {
        var method = RadauMethod.For(tolerance);
        for (var degree = 1; degree <= stages + 1; degree++)
        {
            var slope = degree == 1 ? 1 : 0;
            var estimate = (slope / method.Real) + method.ErrorWeights.Zip(method.Points, (weight, point) => weight * Math.Pow(point, degree)).Sum();
            if (degree <= stages)
            {
                Assert.Equal(0, estimate, 1e-9);
            }
            else
            {
                Assert.NotInRange(estimate, -1e-6, 1e-6);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_transformation_makes_blocks_of_the_eigenvalues(double tolerance, int stages)
    {
        var method = RadauMethod.For(tolerance);
        var (back, transform) = (Matrix<double>.Build.DenseOfRowMajor(stages, stages, method.Back), Matrix<double>.Build.DenseOfRowMajor(stages, stages, method.Transform));
        var blocks = back * Matrix<double>.Build.DenseOfRowMajor(stages, stages, method.Inverse) * transform;
        var expected = Matrix<double>.Build.Dense(stages, stages);
        expected[0, 0] = method.Real;
        for (var pair = 0; pair < method.Pairs.Length; pair++)
        {
            var (at, value) = ((2 * pair) + 1, method.Pairs[pair]);
            expected[at, at] = expected[at + 1, at + 1] = value.Real;
            expected[at, at + 1] = -value.Imaginary;
            expected[at + 1, at] = value.Imaginary;
        }

        Assert.InRange((blocks - expected).FrobeniusNorm(), 0, 1e-10);
    }
}
