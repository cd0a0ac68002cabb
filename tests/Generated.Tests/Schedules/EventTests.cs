using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Runtime.Estimation;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Generated.Tests.Schedules;

/// <summary>Events: at times of a schedule, at times that are parameters, and when conditions become true; against closed forms, and gradients against differences.</summary>
public sealed class EventTests
{
    private static readonly SolveOptions _exact = new() { RelativeTolerance = 1e-12 };

    [Fact]
    public void Twenty_bounces_are_where_the_closed_form_has_them()
    {
        var bounces = Bounces(9.81, 0.9, 22);
        var schedule = Dropped();
        var end = (bounces[19] + bounces[20]) / 2;
        schedule.Want(0.1, 1, 2, 3, end);
        var solution = Ball.Solve(new Ball.Parameters(), schedule, _exact).EnsureSuccess();
        var events = solution.Reports[0].March!.Events;
        Assert.Equal(20, events.Count);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal("Bounce", events[i].Name);
            Assert.Equal(bounces[i], events[i].Time, 1e-9);
        }

        Assert.All([0.1, 1, 2, 3, end], time => Assert.Equal(Height(9.81, 0.9, time), solution.Height.At(time), 1e-9));
    }

    [Fact]
    public void The_gradient_goes_through_times_that_move()
    {
        var schedule = Dropped();
        schedule.Want(3);
        var solution = Ball.Solve(new Ball.Parameters(), schedule, _exact).EnsureSuccess();
        var seed = new Ball.Cotangent(solution);
        seed.Height.At(3) = 1;
        var gradient = Ball.Gradient(solution, seed);

        // Between bounces k and k + 1: v (t - t_k) - g (t - t_k)^2 / 2, v = e^k sqrt(2 g), t_k = (1 + 2 (e + ... + e^(k-1))) sqrt(2 / g) with every e differentiated.
        Assert.Equal(Slope(e => Height(9.81, e, 3), 0.9), gradient.Parameters.Restitution, 1e-7);
        Assert.Equal(Slope(g => Height(g, 0.9, 3), 9.81), gradient.Parameters.Gravity, 1e-8);
    }

    [Fact]
    public void The_restitution_of_a_ball_is_estimated_from_its_heights()
    {
        var schedule = Dropped();
        foreach (var i in Enumerable.Range(1, 40))
        {
            var time = 0.1 * i;
            schedule.ObserveHeight(time, Height(9.81, 0.85, time) + (0.002 * Math.Cos(11.3 * i)));
        }

        var estimate = Ball.Estimate(new Ball.Parameters { Gravity = 9.6, Restitution = 0.87 }, schedule, new EstimateOptions { Deviations = true }).EnsureSuccess();
        Assert.Equal(0.85, estimate.Parameters.Restitution, 3 * estimate.Report["Restitution"].StandardError);
        Assert.Equal(9.81, estimate.Parameters.Gravity, 3 * estimate.Report["Gravity"].StandardError);
        Assert.InRange(estimate.Report["Restitution"].StandardError, 1e-5, 1e-2);
    }

    [Fact]
    public void Events_that_happen_ever_faster_end_with_a_sentence()
    {
        var schedule = Dropped();
        schedule.Want(20);
        var solution = Ball.Solve(new Ball.Parameters(), schedule, _exact);
        Assert.Equal(SolveStatus.StepTooSmall, solution.Reports[0].Status);
        var message = Assert.Throws<SolveException>(() => solution.EnsureSuccess()).Message;
        Assert.Contains("event Bounce happens ever faster", message, StringComparison.Ordinal);
        Assert.Contains("8.578", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Events_of_every_kind_happen_in_their_order()
    {
        var solution = Campaign.Solve(new Campaign.Parameters(), Epidemic(), _exact).EnsureSuccess();
        var march = solution.Reports[0].March!;
        Assert.Equal(["Vaccinate", "Vaccinate", "Panic", "Panic", "Isolate", "Over"], march.Events.Select(static occurrence => occurrence.Name));
        Assert.Equal([5, 9, 20.3], march.Events.Where(static occurrence => occurrence.Name is "Vaccinate" or "Isolate").Select(static occurrence => occurrence.Time));
        Assert.Equal(0.7 * solution.S.At(5), solution.S.After(5), 1e-10);
        Assert.Equal("Over", march.EndedBy);
        Assert.Equal(march.Events[^1].Time, march.End);
        Assert.False(double.IsNaN(solution.I.At(45)));
        Assert.True(double.IsNaN(solution.I.At(50)));
    }

    [Fact]
    public void Gradients_go_through_events_of_every_kind()
    {
        var parameters = new Campaign.Parameters();
        var schedule = Epidemic();
        var solution = Campaign.Solve(parameters, schedule, _exact).EnsureSuccess();
        var seed = new Campaign.Cotangent(solution);
        seed.I.At(40) = 1;
        seed.S.At(25) = 0.3;
        seed.S.After(0, 5) = -0.2;
        var gradient = Campaign.Gradient(solution, seed);
        for (var i = 0; i < parameters.Values.Length; i++)
        {
            var h = 1e-4 * parameters.Values[i];
            var difference = ((8 * (Loss(i, h) - Loss(i, -h))) - (Loss(i, 2 * h) - Loss(i, -2 * h))) / (12 * h);
            Assert.Equal(difference, gradient.Parameters.Values[i], 1e-7 * (1 + Math.Abs(difference)));
        }

        double Loss(int parameter, double by)
        {
            var moved = parameters.Clone();
            moved.Values[parameter] += by;
            var other = Campaign.Solve(moved, schedule, _exact);
            return other.I.At(40) + (0.3 * other.S.At(25)) - (0.2 * other.S.After(5));
        }
    }

    [Fact]
    public void A_neuron_spikes_as_a_method_of_small_steps_says()
    {
        var schedule = new Neuron.Schedule();
        schedule.InitialV.Fill(-65);
        schedule.InitialU.Fill(-13);
        schedule.Current.Hold(0, 0);
        schedule.Current.Hold(10, 18);
        schedule.Current.Hold(150, 14);
        schedule.Want(200);
        var solution = Neuron.Solve(new Neuron.Parameters(), schedule, _exact).EnsureSuccess();
        var expected = SpikesByRungeKutta();
        var spikes = solution.Reports[0].March!.Events;
        Assert.Equal(expected.Count, spikes.Count);
        Assert.InRange(spikes.Count, 5, 50);
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.Equal(expected[i], spikes[i].Time, 1e-5);
        }
    }

    [Fact]
    public void Two_events_at_one_moment_both_happen_in_the_order_of_the_model()
    {
        var schedule = new Together.Schedule();
        schedule.InitialA.Fill(0);
        schedule.InitialB.Fill(0);
        schedule.Want(3.5);
        var solution = Together.Solve(schedule, _exact).EnsureSuccess();
        Assert.Equal(["First", "Second"], solution.Reports[0].March!.Events.Select(static occurrence => occurrence.Name));
        Assert.Equal(0.5, solution.A.At(3.5), 1e-12);
        Assert.Equal(2, solution.B.At(3.5), 1e-11);
    }

    [Fact]
    public void What_a_dose_or_another_event_makes_true_happens_at_once()
    {
        var schedule = new Cascade.Schedule();
        schedule.InitialBasin.Fill(0);
        schedule.InitialSpilt.Fill(0);
        schedule.DoseCup(4, 7);
        schedule.Want(3.5, 25);
        var solution = Cascade.Solve(schedule, _exact).EnsureSuccess();

        // At 4 the cup holds 4 and 7; then it fills by itself at 14 and 24, where the basin holds 31.
        Assert.Equal(["Empty", "Empty", "Empty", "Overflow"], solution.Reports[0].March!.Events.Select(static occurrence => occurrence.Name));
        Assert.Equal([4, 14, 24, 24], solution.Reports[0].March!.Events.Select(static occurrence => Math.Round(occurrence.Time, 10)));
        Assert.Equal(31, solution.Spilt.At(25), 1e-9);
        Assert.Equal(0, solution.Basin.At(25), 1e-9);
        Assert.Equal(1, solution.Cup.At(25), 1e-9);
        Assert.Equal(0, solution.Cup.After(4));
    }

    [Fact]
    public void A_condition_that_is_true_from_the_start_is_no_event()
    {
        var schedule = new Together.Schedule();
        schedule.InitialA.Fill(4);
        schedule.InitialB.Fill(0);
        schedule.Want(2);
        var solution = Together.Solve(schedule, _exact).EnsureSuccess();
        Assert.Empty(solution.Reports[0].March!.Events);
        Assert.Equal(6, solution.A.At(2), 1e-12);
    }

    [Fact]
    public void Events_happen_in_solves_without_a_schedule_and_on_every_trajectory_by_itself()
    {
        var inputs = new Ball.Inputs(points: 11, trajectories: 50);
        inputs.Steps.Fill(0.25);
        for (var b = 0; b < 50; b++)
        {
            inputs.InitialHeight.Set(b, 0.5 + (0.05 * b), 0.1 * b);
        }

        var all = Ball.Solve(new Ball.Parameters(), inputs).EnsureSuccess();
        for (var b = 0; b < 50; b++)
        {
            var one = new Ball.Inputs(points: 11);
            one.Steps.Fill(0.25);
            one.InitialHeight.Set(0, 0.5 + (0.05 * b), 0.1 * b);
            var alone = Ball.Solve(new Ball.Parameters(), one, new SolveOptions { MaxDegreeOfParallelism = 1 }).EnsureSuccess();
            Assert.Equal(alone.Height.ToArray(), all.Height.ToArray(b));
        }
    }

    private static Ball.Schedule Dropped()
    {
        var schedule = new Ball.Schedule();
        schedule.InitialHeight.Set(0, 1, 0);
        return schedule;
    }

    private static Campaign.Schedule Epidemic()
    {
        var schedule = new Campaign.Schedule();
        schedule.InitialS.Fill(990);
        schedule.InitialI.Fill(10);
        schedule.Vaccinate(5);
        schedule.Vaccinate(0, 9);
        schedule.WantEvenly(0, 60, 13);
        return schedule;
    }

    private static List<double> Bounces(double gravity, double restitution, int count)
    {
        var speed = Math.Sqrt(2 * gravity);
        var times = new List<double> { speed / gravity };
        while (times.Count < count)
        {
            speed *= restitution;
            times.Add(times[^1] + (2 * speed / gravity));
        }

        return times;
    }

    private static double Height(double gravity, double restitution, double time)
    {
        var (speed, bounce) = (Math.Sqrt(2 * gravity), Math.Sqrt(2 / gravity));
        if (time <= bounce)
        {
            return 1 - (gravity * time * time / 2);
        }

        for (speed *= restitution; time > bounce + (2 * speed / gravity); speed *= restitution)
        {
            bounce += 2 * speed / gravity;
        }

        return (speed * (time - bounce)) - (gravity * (time - bounce) * (time - bounce) / 2);
    }

    private static double Slope(Func<double, double> f, double at)
    {
        const double H = 1e-3;
        return ((8 * (f(at + H) - f(at - H))) - (f(at + (2 * H)) - f(at - (2 * H)))) / (12 * H);
    }

    private static List<double> SpikesByRungeKutta()
    {
        const double H = 2e-4;
        var (v, u, spikes) = (-65.0, -13.0, new List<double>());
        for (var i = 0; i < 1_000_000; i++)
        {
            var time = i * H;
            var (nextV, nextU) = Step(v, u, H, Current(time));
            if (nextV >= 30)
            {
                // The part of the step after which v is 30, and the rest of it from the reset on.
                var (low, high) = (0.0, H);
                for (var k = 0; k < 60; k++)
                {
                    var middle = (low + high) / 2;
                    (low, high) = Step(v, u, middle, Current(time)).V < 30 ? (middle, high) : (low, middle);
                }

                spikes.Add(time + low);
                (nextV, nextU) = Step(-65, Step(v, u, low, Current(time)).U + 8, H - low, Current(time));
            }

            (v, u) = (nextV, nextU);
        }

        return spikes;

        static double Current(double time) => time < 10 - 1e-9 ? 0 : time < 150 - 1e-9 ? 18 : 14;

        static (double V, double U) Step(double v, double u, double h, double current)
        {
            var (a, b) = F(v, u);
            var (c, d) = F(v + (h / 2 * a), u + (h / 2 * b));
            var (e, f) = F(v + (h / 2 * c), u + (h / 2 * d));
            var (g, i) = F(v + (h * e), u + (h * f));
            return (v + (h / 6 * (a + (2 * c) + (2 * e) + g)), u + (h / 6 * (b + (2 * d) + (2 * f) + i)));

            (double, double) F(double v, double u) => ((0.04 * v * v) + (5 * v) + 140 - u + current, 0.02 * ((0.2 * v) - u));
        }
    }
}
