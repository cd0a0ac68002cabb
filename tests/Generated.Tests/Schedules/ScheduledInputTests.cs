using System;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Generated.Tests.Schedules;

/// <summary>Values that change along a trajectory, by time: held, with jumps, and linear between given ones.</summary>
public sealed class ScheduledInputTests
{
    private static readonly SolveOptions _exact = new() { RelativeTolerance = 1e-12 };
    private static readonly double[] _times = [1, 2, 3, 5, 8, 12, 17, 23, 30, 38, 48, 60];

    [Fact]
    public void A_pedal_that_goes_down_at_once()
    {
        var solution = Vehicle.Solve(new Vehicle.Parameters { Gain = 1, Drag = 50 }, Stepped(), _exact).EnsureSuccess();
        Assert.All(_times, time => Assert.Equal(Speed(time), solution.Speed.At(time), 1e-9));
    }

    [Fact]
    public void A_pedal_that_goes_down_at_once_is_estimated_as_it_is()
    {
        // The grid takes such a jump for a ramp over a step, which leaves the gain and the drag wrong by far more than their errors say.
        var schedule = Stepped();
        foreach (var time in _times)
        {
            schedule.ObserveSpeed(time, Speed(time));
        }

        var estimate = Vehicle.Estimate(schedule).EnsureSuccess();
        Assert.Equal(1, estimate.Parameters.Gain, 1e-7);
        Assert.Equal(50, estimate.Parameters.Drag, 1e-5);
    }

    [Fact]
    public void A_pedal_that_is_pressed_and_let_go_gradually()
    {
        // A ramp from 0 at t = 2 to 100 at t = 12, held from then on until it is let go at t = 20.
        var schedule = new Vehicle.Schedule();
        schedule.InitialSpeed.Fill(0);
        schedule.Pedal.Set([0, 2, 12], [0, 0, 100]);
        schedule.Pedal.Hold(20, 0);
        schedule.Want(1, 7, 12, 15, 20, 30);
        var solution = Vehicle.Solve(new Vehicle.Parameters { Gain = 1, Drag = 50 }, schedule, _exact).EnsureSuccess();
        foreach (var time in new[] { 1.0, 7, 12, 15, 20, 30 })
        {
            Assert.Equal(Ramp(time), solution.Speed.At(time), 1e-9);
        }

        static double Ramp(double time)
        {
            // v' = (p - v) / 10.
            var rising = Math.Min(Math.Max(time - 2, 0), 10);
            var v = 10 * (rising - 10 + (10 * Math.Exp(-rising / 10)));
            var held = Math.Min(Math.Max(time - 12, 0), 8);
            v = 100 + ((v - 100) * Math.Exp(-held / 10));
            return time <= 12 ? 10 * (rising - 10 + (10 * Math.Exp(-rising / 10))) : v * Math.Exp(-Math.Max(time - 20, 0) / 10);
        }
    }

    [Fact]
    public void Gradients_with_respect_to_values_on_both_sides_of_a_jump()
    {
        var schedule = Stepped();
        var solution = Vehicle.Solve(new Vehicle.Parameters { Gain = 1, Drag = 50 }, schedule, _exact).EnsureSuccess();
        var seed = new Vehicle.Cotangent(solution);
        seed.Speed.At(12) = 1;
        var gradient = Vehicle.Gradient(solution, seed);

        // v(12) = integral of exp(-(12 - t) / 10) p / 10, with p linear between grid points: their derivatives add up to that of a pedal that is held.
        var sum = 0.0;
        var times = solution.Times();
        for (var point = 0; point < times.Length; point++)
        {
            sum += times[point] >= 3 && !(times[point] == 3 && point > 0 && times[point - 1] < 3) ? gradient.Inputs.Pedal[0, point] : 0;
        }

        Assert.Equal(1 - Math.Exp(-0.9), sum, 1e-9);
        Assert.Equal(100 * (1 - Math.Exp(-0.9)), gradient.Parameters.Gain, 1e-7);
    }

    private static Vehicle.Schedule Stepped()
    {
        var schedule = new Vehicle.Schedule();
        schedule.InitialSpeed.Fill(0);
        schedule.Pedal.Hold(0, 0);
        schedule.Pedal.Hold(3, 100);
        schedule.Want(_times);
        return schedule;
    }

    private static double Speed(double time) => time <= 3 ? 0 : 100 * (1 - Math.Exp(-(time - 3) / 10));
}
