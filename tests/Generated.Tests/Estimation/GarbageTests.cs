using System;
using System.Linq;
using System.Threading;
using ScalableMNN.Generated.Tests.Estimation.Models;
using ScalableMNN.Runtime.Estimation;
using Xunit;

namespace ScalableMNN.Generated.Tests.Estimation;

/// <summary>Whatever the data are, an estimation ends, with a status or an exception that says what is wrong.</summary>
public class GarbageTests
{
    [Fact]
    public void All_values_missing_is_no_data()
    {
        var inputs = new LogisticGrowth.Inputs(21);
        inputs.InitialX[0] = 1;
        var estimate = LogisticGrowth.Estimate(new LogisticGrowth.Parameters(), inputs);
        Assert.Equal(EstimateStatus.NoData, estimate.Status);
        Assert.Contains("ObservedX", estimate.Message, StringComparison.Ordinal);
        Assert.True(double.IsNaN(estimate.Trajectories.X[0, 3]));
        Assert.Throws<InvalidOperationException>(estimate.EnsureSuccess);
        Assert.Throws<InvalidOperationException>(() => estimate.Profile("R"));
        Assert.Contains("no measured values", estimate.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void One_value_does_not_determine_two_parameters(bool isGiven)
    {
        var inputs = new LogisticGrowth.Inputs(21);
        inputs.InitialX[0] = isGiven ? 1 : double.NaN;
        inputs.ObservedX[0, 10] = 3;
        var estimate = LogisticGrowth.Estimate(new LogisticGrowth.Parameters(), inputs);
        Assert.Equal(EstimateStatus.NotIdentifiable, estimate.Status);
        Assert.True(double.IsNaN(estimate.Parameters.R) && double.IsNaN(estimate.Parameters.C), estimate.Message);
        Assert.Equal(3, estimate.Trajectories.X[0, 10], 1e-3);
    }

    [Fact]
    public void One_value_determines_one_parameter_without_an_error()
    {
        var inputs = new ExponentialDecay.Inputs(21);
        inputs.InitialX[0] = 1;
        inputs.ObservedX[0, 10] = Math.Exp(-0.7);
        var estimate = ExponentialDecay.Estimate(new ExponentialDecay.Parameters(), inputs);
        Assert.Equal(EstimateStatus.Converged, estimate.Status);
        Assert.Equal(0.7, estimate.Parameters.K, 1e-6);
        Assert.True(double.IsNaN(estimate.Report["K"].StandardError));
        Assert.Contains("no more measured values", estimate.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-7)]
    public void Constant_data_end_in_order(double value)
    {
        // Nothing grows: r and c, or c alone, do not show.
        var inputs = new LogisticGrowth.Inputs(21);
        inputs.InitialX[0] = double.NaN;
        for (var t = 0; t < 21; t++)
        {
            inputs.ObservedX[0, t] = value;
        }

        var estimate = LogisticGrowth.Estimate(new LogisticGrowth.Parameters(), inputs);
        Assert.True(estimate.Status is EstimateStatus.NotIdentifiable, $"{estimate.Status}: {estimate}");
        for (var t = 0; t < 21; t++)
        {
            Assert.Equal(value, estimate.Trajectories.X[0, t], 1e-3 * (1 + Math.Abs(value)));
        }
    }

    [Fact]
    public void Data_that_are_not_finite_are_refused_by_name()
    {
        var inputs = new LogisticGrowth.Inputs(21);
        inputs.InitialX[0] = 1;
        inputs.ObservedX[0, 4] = double.NegativeInfinity;
        var exception = Assert.Throws<ArgumentException>(() => LogisticGrowth.Estimate(new LogisticGrowth.Parameters(), inputs));
        Assert.Contains("LogisticGrowth.Inputs.ObservedX", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_and_inputs_that_are_not_finite_are_refused_by_name()
    {
        var inputs = new SeparateDecays.Inputs(5, 2);
        Fill(inputs);
        var parameters = new SeparateDecays.Parameters(inputs);
        parameters.K[1] = double.NaN;
        Assert.Contains("SeparateDecays.Parameters.K", Assert.Throws<ArgumentException>(() => SeparateDecays.Estimate(parameters, inputs)).Message, StringComparison.Ordinal);
        inputs.InitialX[1] = double.PositiveInfinity;
        Assert.Contains("SeparateDecays.Inputs.InitialX", Assert.Throws<ArgumentException>(() => SeparateDecays.Estimate(new SeparateDecays.Parameters(inputs), inputs)).Message, StringComparison.Ordinal);
        foreach (var step in (double[])[0, -1, double.NaN, double.PositiveInfinity])
        {
            Fill(inputs);
            inputs.Steps[1, 2] = step;
            Assert.Contains("SeparateDecays.Inputs.Steps", Assert.Throws<ArgumentException>(() => SeparateDecays.Estimate(new SeparateDecays.Parameters(inputs), inputs)).Message, StringComparison.Ordinal);
        }

        static void Fill(SeparateDecays.Inputs inputs)
        {
            inputs.Steps.Fill(0.1);
            inputs.InitialX.Fill(1);
            inputs.ObservedX.Fill(1);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Few_grid_points_end_in_order(int points)
    {
        var inputs = new ExponentialDecay.Inputs(points);
        inputs.InitialX[0] = 1;
        for (var t = 0; t < points; t++)
        {
            inputs.ObservedX[0, t] = Math.Exp(-0.05 * t);
        }

        var estimate = ExponentialDecay.Estimate(new ExponentialDecay.Parameters(), inputs);
        if (points == 1)
        {
            Assert.Equal(EstimateStatus.NotIdentifiable, estimate.Status);
            Assert.Contains("K is not determined", estimate.Message, StringComparison.Ordinal);
            return;
        }

        Assert.Equal(0.5, estimate.EnsureSuccess().Parameters.K, 1e-6);
    }

    [Theory]
    [InlineData(1e9, 1)]
    [InlineData(1e-9, 1)]
    [InlineData(1e150, 1)]
    [InlineData(1e-150, 1)]
    [InlineData(1, 1e5)]
    [InlineData(1, 1e-5)]
    [InlineData(1e9, 1e-7)]
    public void Units_do_not_matter(double size, double time)
    {
        var noise = new GaussianNoise(21);
        var inputs = new SeparateDecays.Inputs(31);
        var (reference, scaled) = (new SeparateDecays.Inputs(31), new SeparateDecays.Inputs(31));
        for (var t = 0; t < 31; t++)
        {
            reference.ObservedX[0, t] = ClosedForms.Decay(0.1 * t, 1, 0.7) + noise.Next(0.02);
            scaled.ObservedX[0, t] = size * reference.ObservedX[0, t];
        }

        reference.Steps.Fill(0.1);
        scaled.Steps.Fill(0.1 * time);
        reference.InitialX[0] = scaled.InitialX[0] = double.NaN;
        var start = new SeparateDecays.Parameters(scaled);

        // Its bounds are 0 and 20, in the unit of time of the model.
        start.K[0] = Math.Min(19, 0.5 / time);
        var expected = SeparateDecays.Estimate(new SeparateDecays.Parameters(reference), reference).EnsureSuccess();
        var estimate = SeparateDecays.Estimate(start, scaled);
        if (time < 1e-2)
        {
            Assert.True(estimate.Report["K", 0].IsAtBound, estimate.ToString());
            return;
        }

        estimate.EnsureSuccess();
        Close.To(expected.Parameters.K[0], estimate.Parameters.K[0] * time, 1e-7, "k");
        Close.To(expected.Report["K", 0].StandardError, estimate.Report["K", 0].StandardError * time, 1e-6, "its error");
        Close.To(expected.Trajectories.X[0, 30], estimate.Trajectories.X[0, 30] / size, 1e-7, "the end");
    }

    [Fact]
    public void Random_numbers_end_in_order()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var noise = new GaussianNoise(seed);
            var inputs = new LogisticGrowth.Inputs(31);
            inputs.InitialX[0] = seed % 2 == 0 ? double.NaN : 1;
            for (var t = 0; t < 31; t++)
            {
                inputs.ObservedX[0, t] = noise.Happens(0.3) ? double.NaN : noise.Next(Math.Pow(10, noise.Between(-3, 3)));
            }

            var estimate = LogisticGrowth.Estimate(new LogisticGrowth.Parameters(), inputs);
            Assert.True(estimate.Report.Iterations <= 200);
            Assert.NotEmpty(estimate.Message);
            Assert.NotEmpty(estimate.ToString());
        }
    }

    [Fact]
    public void A_start_without_finite_values_fails_with_a_message()
    {
        var inputs = new LogisticGrowth.Inputs(31);
        inputs.InitialX[0] = 1;
        for (var t = 0; t < 31; t++)
        {
            inputs.ObservedX[0, t] = 1 + t;
        }

        var start = new LogisticGrowth.Parameters { C = 0 };
        var estimate = LogisticGrowth.Estimate(start, inputs);
        Assert.Equal(EstimateStatus.Failed, estimate.Status);
        Assert.Contains("C is 0 at point 0 of trajectory 0, time 0, so", estimate.Message, StringComparison.Ordinal);
        Assert.Contains(estimate.Message, estimate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_make_no_sense_are_refused()
    {
        var inputs = new LogisticGrowth.Inputs(3);
        foreach (var options in (EstimateOptions[])[
            new() { MaxIterations = 0 }, new() { Tolerance = 0 }, new() { Rigidity = double.NaN }, new() { FirstRigidity = -1 }, new() { Huber = 0 }, new() { Confidence = 1 }])
        {
            Assert.Throws<ArgumentException>(() => LogisticGrowth.Estimate(new LogisticGrowth.Parameters(), inputs, options));
        }
    }

    [Fact]
    public void The_limit_of_iterations_and_cancelling_leave_the_best_so_far()
    {
        var inputs = new LogisticGrowth.Inputs(51);
        inputs.InitialX[0] = double.NaN;
        for (var t = 0; t < 51; t++)
        {
            inputs.ObservedX[0, t] = ClosedForms.Logistic(0.2 * t, 0.5, 0.8, 10);
        }

        var limited = LogisticGrowth.Estimate(new LogisticGrowth.Parameters(), inputs, new EstimateOptions { MaxIterations = 2 });
        Assert.Equal(EstimateStatus.IterationLimit, limited.Status);
        Assert.True(limited.Report.Iterations <= 2 && double.IsFinite(limited.Parameters.R) && double.IsFinite(limited.Trajectories.X[0, 50]));
        Assert.Contains("MaxIterations", limited.Message, StringComparison.Ordinal);

        using var source = new CancellationTokenSource();
        var reports = 0;
        var progress = new Reporting(value =>
        {
            Assert.Equal(++reports, value.Iteration);
            Assert.True(double.IsFinite(value.DataMisfit) && double.IsFinite(value.ModelMisfit));
            if (reports == 3)
            {
                source.Cancel();
            }
        });
        var cancelled = LogisticGrowth.Estimate(new LogisticGrowth.Parameters(), inputs, new EstimateOptions { CancellationToken = source.Token, Progress = progress });
        Assert.Equal(EstimateStatus.Cancelled, cancelled.Status);
        Assert.Equal(3, cancelled.Report.Iterations);
        source.Cancel();
        var early = LogisticGrowth.Estimate(new LogisticGrowth.Parameters(), inputs, new EstimateOptions { CancellationToken = source.Token });
        Assert.Equal(EstimateStatus.Cancelled, early.Status);
    }

    private sealed class Reporting(Action<EstimateProgress> report) : IProgress<EstimateProgress>
    {
        public void Report(EstimateProgress value) => report(value);
    }
}
