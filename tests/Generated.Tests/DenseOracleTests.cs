using System;
using System.Collections.Generic;
using MathNet.Numerics.LinearAlgebra;
using ScalableMNN.Generated.Tests.Models;
using Xunit;

namespace ScalableMNN.Generated.Tests;

/// <summary>
/// A generated kernel against the rows of its least-squares problem written down by hand and solved by dense QR, for a model that takes values from everywhere: functions of time,
/// learned and given numbers of every variation, given values at several points, weights, and steps of its own.
/// </summary>
public class DenseOracleTests
{
    private const int Unknowns = 5;

    [Fact]
    public void Every_source_and_variation_stands_where_the_equations_say()
    {
        const int Trajectories = 4;
        var (parameters, inputs) = EverySourceBatch.Create(Trajectories);
        var u = EverySource.Solve(parameters, inputs).EnsureSuccess();
        for (var trajectory = 0; trajectory < Trajectories; trajectory++)
        {
            var (rows, rightHandSide) = Rows(parameters, inputs, trajectory, u.Times(trajectory));
            var expected = rows.QR().Solve(rightHandSide);
            var largest = expected.AbsoluteMaximum();

            // Normal equations and one refinement lose no more than the square of the condition number times rounding; it is near 1e3 here.
            for (var step = 0; step < u.PointCount; step++)
            {
                for (var order = 0; order <= 2; order++)
                {
                    Assert.True(Math.Abs(expected[(step * Unknowns) + order] - u.X.D(order)[trajectory, step]) <= 1e-11 * largest);
                }

                for (var order = 0; order <= 1; order++)
                {
                    Assert.True(Math.Abs(expected[(step * Unknowns) + 3 + order] - u.Y.D(order)[trajectory, step]) <= 1e-11 * largest);
                }
            }

            var residual = (rightHandSide - (rows * expected)).L2Norm();
            Assert.Equal(1, u.Reports[trajectory].Residual / residual, 10);
        }
    }

    private static (Matrix<double> Rows, Vector<double> RightHandSide) Rows(EverySource.Parameters p, EverySource.Inputs i, int b, double[] times)
    {
        var points = times.Length;
        var rows = new List<double[]>();
        var rightHandSide = new List<double>();
        for (var t = 0; t < points; t++)
        {
            // 1.25 X'' + a X' + b X + c Y = 0.5 cos 3t + a e^-t i + n / (1 + m^2), weight 0.8
            var drive = (0.5 * Math.Cos(3 * times[t])) + (p.LearnedModel * Math.Exp(-times[t]) * i.InputStep[b, t]);
            Add(
                0.8,
                drive + (i.NetworkStep[b, t] / (1 + (i.NetworkTrajectory[b] * i.NetworkTrajectory[b]))),
                (t, 2, 1.25),
                (t, 1, p.LearnedModel),
                (t, 0, p.LearnedStep[b, t]),
                (t, 3, i.InputTrajectory[b]));

            // Y' + d Y - e X = n i
            Add(1, i.NetworkModel * i.InputStep[b, t], (t, 4, 1), (t, 3, p.LearnedTrajectory[b]), (t, 0, -i.InputModel));
            if (t < 2)
            {
                Add(1.5, i.InitialX[b, 0, t], (t, 0, 1));
                Add(1.5, i.InitialX[b, 1, t], (t, 1, 1));
            }

            if (t == 0)
            {
                Add(1, i.InitialY[b], (t, 3, 1));
            }

            if (t < points - 1)
            {
                AddTaylor(t, 0, 2, p.Steps[b, t]);
                AddTaylor(t, 3, 1, p.Steps[b, t]);
            }
        }

        return (Matrix<double>.Build.DenseOfRowArrays(rows), Vector<double>.Build.DenseOfEnumerable(rightHandSide));

        void AddTaylor(int t, int offset, int order, double h)
        {
            for (var r = 0; r <= order; r++)
            {
                var forward = new List<(int, int, double)> { (t + 1, offset + r, -Math.Pow(h, r)) };
                var backward = new List<(int, int, double)> { (t, offset + r, -Math.Pow(-h, r)) };
                var factorial = 1.0;
                for (var o = r; o <= order; o++)
                {
                    factorial *= Math.Max(o - r, 1);
                    forward.Add((t, offset + o, Math.Pow(h, o) / factorial));
                    backward.Add((t + 1, offset + o, Math.Pow(-h, o) / factorial));
                }

                Add(1, 0, [.. forward]);
                Add(1, 0, [.. backward]);
            }
        }

        void Add(double weight, double value, params (int Point, int Unknown, double Coefficient)[] entries)
        {
            var row = new double[points * Unknowns];
            foreach (var (point, unknown, coefficient) in entries)
            {
                row[(point * Unknowns) + unknown] += weight * coefficient;
            }

            rows.Add(row);
            rightHandSide.Add(weight * value);
        }
    }
}
