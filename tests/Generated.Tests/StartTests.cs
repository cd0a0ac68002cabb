using System;
using System.Linq;
using ScalableMNN.Generated.Tests.Estimation.Models;
using ScalableMNN.Generated.Tests.Models;
using ScalableMNN.Runtime.Estimation;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Generated.Tests;

/// <summary>Trajectories that start at a time of their own.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(19)]
    public void Each_trajectory_starts_where_its_grid_does(int trajectories)
    {
        var inputs = new Ray.Inputs(points: 41, trajectories);
        inputs.InitialY.Fill(1);
        for (var b = 0; b < trajectories; b++)
        {
            inputs.Set(b, TimeGrid.Through([1.0 + b, 3 + (2 * b)], new TimeGridOptions { Points = 41 }));
        }

        var u = Ray.Solve(inputs).EnsureSuccess();
        for (var b = 0; b < trajectories; b++)
        {
            Assert.Equal(1 + b, inputs.Start[b]);
            var times = u.Times(b);
            Assert.Equal(1 + b, times[0]);
            Assert.Equal(3 + (2 * b), times[40], 12);
            for (var t = 0; t < 41; t++)
            {
                // A line leaves no error but rounding.
                Assert.Equal(times[t] / times[0], u.Y[b, t], 12);
            }
        }
    }

    [Fact]
    public void The_steps_of_a_grid_set_the_start_and_plain_numbers_leave_it()
    {
        var grid = TimeGrid.Through([5, 6], new TimeGridOptions { Points = 5 });
        var inputs = new Ray.Inputs(points: 5);
        Assert.Equal(0, inputs.Start[0]);
        inputs.Steps.Set(0, grid.Steps);
        Assert.Equal(5, inputs.Start[0]);
        inputs.Steps.Set(0, grid.Steps.ToArray());
        Assert.Equal(5, inputs.Start[0]);
        inputs.Start[0] = 2;
        inputs.Steps.CopyFrom(grid.Steps);
        Assert.Equal(5, inputs.Start[0]);
        Assert.Equal(5, inputs.Clone().Start[0]);
    }

    [Fact]
    public void A_constant_step_has_a_start_too_which_the_declaration_gives_first()
    {
        const double H = 0.1;
        var inputs = new Swept.Inputs(points: 31, trajectories: 2);
        inputs.InitialX.Fill(0);
        Assert.Equal([-1, -1], inputs.Start.ToArray());
        inputs.Start[1] = 2.5;
        var u = Swept.Solve(inputs).EnsureSuccess();
        var cotangent = new Swept.Cotangent(u);
        cotangent.X[0, 30] = 1;
        cotangent.X[1, 20] = 1;
        var gradient = Swept.Gradient(u, cotangent).Inputs.Start;

        // x(s + n h) = sin(s + n h) - sin s; order 6 at h = 0.1.
        Assert.Equal(Math.Sin(-1 + (30 * H)) - Math.Sin(-1), u.X[0, 30], 8);
        Assert.Equal(Math.Sin(2.5 + (20 * H)) - Math.Sin(2.5), u.X[1, 20], 8);
        Assert.Equal(Math.Cos(-1 + (30 * H)) - Math.Cos(-1), gradient[0], 8);
        Assert.Equal(Math.Cos(2.5 + (20 * H)) - Math.Cos(2.5), gradient[1], 8);
        Assert.Equal(2.5 + (30 * H), u.Times(1)[30], 12);
    }

    [Fact]
    public void Its_gradient_is_right_in_single_precision()
    {
        var inputs = new SweptInSingle.Inputs(points: 21, trajectories: 20);
        inputs.InitialX.Fill(0);
        for (var b = 0; b < 20; b++)
        {
            inputs.Set(b, TimeGrid.Through([0.3 * b, 2 + (0.3 * b)], new TimeGridOptions { Points = 21 }));
        }

        var u = SweptInSingle.Solve(inputs).EnsureSuccess();
        var cotangent = new SweptInSingle.Cotangent(u);
        for (var b = 0; b < 20; b++)
        {
            cotangent.X[b, 20] = 1;
        }

        var gradient = SweptInSingle.Gradient(u, cotangent).Inputs;
        for (var b = 0; b < 20; b++)
        {
            // Six digits are what a refined solution in single precision promises.
            var (start, end) = (0.3 * b, 2 + (0.3 * b));
            Assert.Equal(Math.Sin(end) - Math.Sin(start), u.X[b, 20], 6);
            Assert.Equal(Math.Cos(end) - Math.Cos(start), gradient.Start[b], 5);
            Assert.Equal(Math.Cos(end), gradient.Steps[b, 19], 1e-2);
        }
    }

    [Fact]
    public void Its_gradient_is_right_where_equations_are_iterated()
    {
        var inputs = new SweptCurve.Inputs(points: 41, trajectories: 5);
        inputs.InitialX.Fill(1.5);
        for (var b = 0; b < 5; b++)
        {
            inputs.Set(b, TimeGrid.Through([0.2 * b, (0.2 * b) + 0.8], new TimeGridOptions { Points = 41 }));
        }

        var u = SweptCurve.Solve(inputs).EnsureSuccess();
        var cotangent = new SweptCurve.Cotangent(u);
        for (var b = 0; b < 5; b++)
        {
            cotangent.X[b, 40] = 1;
        }

        var gradient = SweptCurve.Gradient(u, cotangent).Inputs.Start;
        for (var b = 0; b < 5; b++)
        {
            // t^2 - s^2 = (2 s + L) L with L = 0.8, so that dx/ds = -2 L x^2.
            var exact = 1 / ((1 / 1.5) + (((0.4 * b) + 0.8) * 0.8));
            Assert.Equal(exact, u.X[b, 40], 7);
            Assert.Equal(-1.6 * exact * exact, gradient[b], 6);
        }
    }

    [Fact]
    public void An_estimate_starts_there_too()
    {
        // x' = 2 sin 2t - 0.8 x from x(5) = 1, without noise.
        static double Part(double t) => 2 * ((0.8 * Math.Sin(2 * t)) - (2 * Math.Cos(2 * t))) / (0.64 + 4);
        static double X(double t) => Part(t) + ((1 - Part(5)) * Math.Exp(-0.8 * (t - 5)));
        var times = Enumerable.Range(0, 33).Select(static k => 5 + (0.25 * k)).ToArray();
        var grid = TimeGrid.Through(times, new TimeGridOptions { LargestStep = 0.05 });
        var inputs = new ForcedDecay.Inputs(grid.Points);
        inputs.Set(0, grid);
        inputs.ObservedX.Set(0, grid.Measured, [.. times.Select(X)]);
        var estimate = ForcedDecay.Estimate(inputs);
        Assert.Equal(EstimateStatus.Converged, estimate.Report.Status);

        // Order 4 at h = 0.05.
        Assert.Equal(0.8, estimate.Parameters.Rate, 5);
        Assert.Equal(2, estimate.Parameters.Height, 5);
        Assert.Equal(5, estimate.Trajectories.Times(0)[0]);
        Assert.Equal(5, estimate.Report.Residuals[0].Time);
    }

    [Fact]
    public void The_times_are_those_of_the_grid_where_equations_do_not_use_them()
    {
        var grid = TimeGrid.Through([5, 7], new TimeGridOptions { Points = 60 });
        var inputs = new ObservedChain.Inputs(points: 60, trajectories: 2);
        inputs.Steps.Fill(0.1);
        inputs.Set(1, grid);
        var copy = inputs.Clone();
        var u = new ObservedChain.Trajectories(new ObservedChain.Parameters(), copy);
        Assert.Equal(0, u.Times(0)[0]);
        Assert.Equal(5, u.Times(1)[0]);
        Assert.Equal(7, u.Times(1)[59], 12);
        Assert.DoesNotContain(ObservedChain.Description.Inputs, static slot => slot.Kind == ValueKind.Start);
    }

    [Fact]
    public void What_cannot_take_a_start_or_a_grid_says_so()
    {
        // Learned steps are not among the inputs, and the model starts at 0.3.
        var (parameters, inputs) = EverySourceBatch.Create(2);
        var late = TimeGrid.Through([5, 6], new TimeGridOptions { Points = EverySourceBatch.Points });
        Assert.Contains("Set Inputs.Start[1] to 5", Assert.Throws<ArgumentException>(() => parameters.Steps.Set(1, late.Steps)).Message, StringComparison.Ordinal);
        Assert.Contains("are learned", Assert.Throws<InvalidOperationException>(() => inputs.Set(1, late)).Message, StringComparison.Ordinal);
        parameters.Steps.Set(1, TimeGrid.Through([0.3, 1], new TimeGridOptions { Points = EverySourceBatch.Points }).Steps);

        var swept = new Swept.Inputs(points: 11);
        Assert.Contains("step 0.1 as declared", Throws(TimeGrid.Through([0, 2], new TimeGridOptions { Points = 11 })), StringComparison.Ordinal);
        Assert.Contains("one step for all intervals", Throws(TimeGrid.Through([0, 0.5, 2], new TimeGridOptions { Points = 11, Clock = static time => time * time })), StringComparison.Ordinal);
        Assert.Contains("11 grid points, the time grid has 12", Throws(TimeGrid.Through([0, 1.1], new TimeGridOptions { Points = 12 })), StringComparison.Ordinal);
        swept.Set(0, TimeGrid.Through([7, 8], new TimeGridOptions { Points = 11 }));
        Assert.Equal(7, swept.Start[0]);

        swept.InitialX.Fill(0);
        swept.Start[0] = double.NaN;
        Assert.Contains("Start", Assert.Throws<ArgumentException>(() => Swept.Solve(swept)).Message, StringComparison.Ordinal);
        swept.Start[0] = double.PositiveInfinity;
        var u = Swept.Solve(swept);
        Assert.Equal(SolveStatus.NotFinite, u.Reports[0].Status);
        Assert.Contains("Inputs.Start is", Assert.Throws<SolveException>(u.EnsureSuccess).Message, StringComparison.Ordinal);

        string Throws(TimeGrid grid) => Assert.Throws<ArgumentException>(() => swept.Set(0, grid)).Message;
    }
}
