using System;
using System.Linq;
using ScalableMNN.Generated.Tests.Estimation.Models;
using ScalableMNN.Runtime.Estimation;
using ScalableMNN.Runtime.Models;
using Xunit;

namespace ScalableMNN.Generated.Tests.Estimation;

/// <summary>Several values that were measured at one time: all of them count.</summary>
public sealed class ReplicateTests
{
    private static readonly int[] _points = [5, 10, 10, 15];
    private static readonly double[] _values = [0.61, 0.36, 0.38, 0.22];

    [Fact]
    public void The_estimate_is_that_of_least_squares_over_all_values()
    {
        var inputs = Decaying();
        inputs.ObservedX.Set(0, _points, _values);
        var report = ForcedDecay.Estimate(Unforced(), inputs).Report;

        // The same fit with the exact solution.
        var (rate, height, squares, errors) = Fit();
        Assert.Equal(EstimateStatus.Converged, report.Status);

        // Order 4 at h = 0.1, and the tolerance of the iterations.
        Assert.Equal(rate, report["Rate"].Value, 1e-6);
        Assert.Equal(height, report["Height"].Value, 1e-5);
        Assert.Equal(4, report.Observables[0].Count);
        Assert.Equal(squares, report.Observables[0].SumOfSquares, 8);
        Assert.Equal(2, report.DegreesOfFreedom);
        Assert.Equal(errors.Rate, report["Rate"].StandardError, 1e-3 * errors.Rate);
        Assert.Equal(errors.Height, report["Height"].StandardError, 1e-3 * errors.Height);
        Assert.Equal(_points, report.Residuals.Select(static residual => residual.Point));
        Assert.Equal(_values, report.Residuals.Select(static residual => residual.Measured));
        Assert.Equal(squares, report.Residuals.Sum(static residual => Math.Pow(residual.Measured - residual.Fitted, 2)), 8);
    }

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1.0)]
    public void Values_at_one_point_weigh_as_much_as_those_of_trajectories_that_are_alike(double huber)
    {
        var together = Decaying();
        var apart = Decaying(trajectories: 3);
        double[][] values = [[0.61, 0.36, 0.2], [0.58, 0.38, 0.25], [0.66, 0.30, 0.9]];
        for (var b = 0; b < 3; b++)
        {
            for (var i = 0; i < 3; i++)
            {
                together.ObservedX.Add(0, 5 * (i + 1), values[b][i]);
                apart.ObservedX[b, 5 * (i + 1)] = values[b][i];
            }
        }

        var options = new EstimateOptions { Huber = huber };
        var (one, three) = (ForcedDecay.Estimate(together, options).Report, ForcedDecay.Estimate(apart, options).Report);
        Assert.Equal(EstimateStatus.Converged, one.Status);
        foreach (var name in (string[])["Rate", "Height"])
        {
            // The noise of a robust fit is settled to three digits.
            Assert.Equal(three[name].Value, one[name].Value, 2e-3);
            Assert.Equal(three[name].StandardError, one[name].StandardError, 2e-2 * three[name].StandardError);
        }

        Assert.Equal((9, three.DegreesOfFreedom), (one.Observables[0].Count, one.DegreesOfFreedom));
        Assert.Equal(three.LogLikelihood, one.LogLikelihood, 2e-2);
    }

    [Fact]
    public void Grids_and_inputs_take_equal_times_as_they_come()
    {
        var grid = TimeGrid.Through([0.5, 1, 1, 1.5], new TimeGridOptions { Start = 0, LargestStep = 0.1 });
        var inputs = new ForcedDecay.Inputs(grid.Points);
        inputs.Set(0, grid);
        inputs.ObservedX.Set(0, grid.Measured, _values);
        Assert.Equal([0.36, 0.38], inputs.ObservedX.ValuesAt(0, grid.Measured[1]).ToArray());
        Assert.Equal(0.37, inputs.ObservedX[0, grid.Measured[1]], 15);
        Assert.Equal(0, inputs.ObservedX.ValuesAt(0, 0).Length);
    }

    [Fact]
    public void Assignment_replaces_and_copies_keep()
    {
        var inputs = Decaying();
        inputs.ObservedX.Set(0, _points, _values);
        var copy = inputs.Clone();
        inputs.ObservedX[0, 10] = 0.4;
        Assert.Equal([0.4], inputs.ObservedX.ValuesAt(0, 10).ToArray());
        Assert.Equal([0.36, 0.38], copy.ObservedX.ValuesAt(0, 10).ToArray());
        copy.ObservedX.Add(0, 10, 0.39);
        copy.ObservedX.Add(0, 10, double.NaN);
        Assert.Equal([0.36, 0.38, 0.39], copy.ObservedX.ValuesAt(0, 10).ToArray());
        copy.ObservedX.Set(0, [10], [0.35]);
        Assert.Equal([0.35], copy.ObservedX.ValuesAt(0, 10).ToArray());
        copy.ObservedX.Fill(double.NaN);
        Assert.Equal(0, copy.ObservedX.ValuesAt(0, 10).Length);
        copy.ObservedX.Set(0, [3, 3], [double.NaN, 0.7]);
        Assert.Equal([0.7], copy.ObservedX.ValuesAt(0, 3).ToArray());

        copy.ObservedX.Set(0, [3, 3], [double.NegativeInfinity, double.PositiveInfinity]);
        Assert.Throws<ArgumentException>(() => ForcedDecay.Estimate(copy));
    }

    [Fact]
    public void What_is_not_an_observation_takes_one_value()
    {
        var inputs = Decaying();
        Assert.Contains("named twice", Assert.Throws<ArgumentException>(() => inputs.Steps.Set(0, [1, 1], [0.1, 0.2])).Message, StringComparison.Ordinal);
        Assert.Equal(0.1, inputs.Steps[0, 1]);
        Assert.Throws<InvalidOperationException>(() => inputs.Steps.Add(0, 1, 0.2));
    }

    private static ForcedDecay.Parameters Unforced() => new() { Rate = 1, Height = 0.1 };

    private static ForcedDecay.Inputs Decaying(int trajectories = 1)
    {
        var inputs = new ForcedDecay.Inputs(points: 21, trajectories);
        inputs.Steps.Fill(0.1);
        inputs.InitialX.Fill(1);
        return inputs;
    }

    /// <summary>Gauss-Newton on the exact solution, with derivatives by differences: the values count one by one.</summary>
    private static (double Rate, double Height, double Squares, (double Rate, double Height) Errors) Fit()
    {
        double rate = 1, height = 0.1;
        for (var iteration = 0; ; iteration++)
        {
            double aa = 0, ab = 0, bb = 0, a = 0, b = 0, squares = 0;
            foreach (var (point, value) in _points.Zip(_values))
            {
                const double Change = 1e-6;
                var time = 0.1 * point;
                var residual = value - Exact(time, rate, height);
                var byRate = (Exact(time, rate + Change, height) - Exact(time, rate - Change, height)) / (2 * Change);
                var byHeight = Exact(time, rate, 1) - Exact(time, rate, 0);
                (aa, ab, bb) = (aa + (byRate * byRate), ab + (byRate * byHeight), bb + (byHeight * byHeight));
                (a, b, squares) = (a + (byRate * residual), b + (byHeight * residual), squares + (residual * residual));
            }

            var determinant = (aa * bb) - (ab * ab);
            if (iteration == 50)
            {
                var variance = squares / 2;
                return (rate, height, squares, (Math.Sqrt(variance * bb / determinant), Math.Sqrt(variance * aa / determinant)));
            }

            rate += ((bb * a) - (ab * b)) / determinant;
            height += ((aa * b) - (ab * a)) / determinant;
        }
    }

    /// <summary>x' = h sin 2t - k x from x(0) = 1.</summary>
    private static double Exact(double time, double rate, double height)
    {
        double Part(double t) => height * ((rate * Math.Sin(2 * t)) - (2 * Math.Cos(2 * t))) / ((rate * rate) + 4);
        return Part(time) + ((1 - Part(0)) * Math.Exp(-rate * time));
    }
}
