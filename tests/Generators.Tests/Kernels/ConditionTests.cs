using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Generators.Tests.Kernels;

/// <summary>Estimated condition numbers of random models against the singular values of their whole matrix.</summary>
public sealed class ConditionTests
{
    [Theory]
    [InlineData(Scheme.Taylor, Elimination.Automatic)]
    [InlineData(Scheme.Taylor, Elimination.QR)]
    [InlineData(Scheme.Hermite, Elimination.Automatic)]
    [InlineData(Scheme.Hermite, Elimination.Cholesky)]
    public void Estimates_are_right_within_a_factor_of_three(Scheme scheme, Elimination elimination)
    {
        const int Trajectories = 2;
        var designs = Enumerable.Range(301, 12)
            .Select(static seed => DesignSampler.Sample(seed))
            .Select(design => design with { Scheme = scheme, Elimination = elimination, Central = design.Central && scheme == Scheme.Taylor && elimination != Elimination.QR })
            .ToList();
        var models = CompiledModel.Compile(designs.Select(static design => design.Text()));
        var told = 0;
        foreach (var (design, index) in designs.Select(static (design, index) => (design, index)))
        {
            foreach (var points in design.Unknowns <= 6 ? [4, 12] : new[] { 4 })
            {
                var batch = Batch.Random(models[design.Name], points, Trajectories, index);
                var solution = batch.Solve(new SolveOptions { EstimateCondition = true });
                for (var trajectory = 0; trajectory < Trajectories; trajectory++)
                {
                    var expected = Condition(design, points, batch.ValuesOf(trajectory));

                    // Beyond this the inverse of M, whose condition number is the square, is not known by Cholesky, and too few of its digits are for the other tests.
                    if (expected > 1e7 || !solution.Reports[trajectory].HasSolution)
                    {
                        continue;
                    }

                    told++;
                    Assert.InRange(solution.Reports[trajectory].Condition / expected, 1.0 / 3, 1.001);
                }
            }
        }

        Assert.True(told >= 12, $"Only {told} of the problems were regular enough.");
    }

    /// <summary>The ratio of the extreme singular values of the weighted rows in unknowns h^r u^(r).</summary>
    private static double Condition(ModelDesign design, int points, Dictionary<string, double[]> values)
    {
        var problem = new LeastSquares(design, points, values);
        var matrix = Matrix<double>.Build.Dense(Math.Max(problem.Rows.Count, problem.Columns), problem.Columns);
        var orders = design.States.SelectMany(static state => Enumerable.Range(0, state.Order + 1)).ToArray();
        for (var i = 0; i < problem.Rows.Count; i++)
        {
            foreach (var (column, value) in problem.Rows[i])
            {
                var step = Math.Min(column / design.Unknowns, points - 2);
                var h = design.Grid.Source == Source.Constant ? design.Grid.StepSize : values["Steps"][values["Steps"].Length == 1 ? 0 : step];
                matrix[i, column] += value / Math.Pow(h, orders[column % design.Unknowns]);
            }
        }

        var singular = matrix.Svd(computeVectors: false).S;
        return singular[0] / singular[^1];
    }
}
