using System;
using System.Diagnostics;
using System.Linq;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Generated.Tests.Switching;

/// <summary>Piecewise functions in equations: steps end where they switch. Solutions against closed forms, gradients against the derivatives of these, or against differences.</summary>
public sealed class SwitchTests
{
    private static readonly SolveOptions _exact = new() { RelativeTolerance = 1e-11 };

    [Fact]
    public void A_relay_that_lets_through_and_its_gradient()
    {
        // x = slow t up to the threshold at theta / slow, then fast: x(t) = theta + fast (t - theta / slow).
        var schedule = new Relay.Schedule();
        schedule.InitialX.Fill(0);
        schedule.Want(0.3, 0.7, 2);
        var solution = Relay.Solve(new Relay.Parameters(), schedule, _exact).EnsureSuccess();
        Assert.Equal(0.3, solution.X.At(0.3), 1e-11);
        Assert.Equal(0.7, solution.X.At(0.7), 1e-11);
        Assert.Equal(0.7 + (3 * 1.3), solution.X.At(2.0), 1e-10);
        var seed = new Relay.Cotangent(solution);
        seed.X.At(2.0) = 1;
        var gradient = Relay.Gradient(solution, seed);
        Assert.Equal(1 - 3, gradient.Parameters.Threshold, 1e-9);
        Assert.Equal(3 * 0.7, gradient.Parameters.Slow, 1e-9);
        Assert.Equal(1.3, gradient.Parameters.Fast, 1e-9);
    }

    [Fact]
    public void A_solution_that_would_slide_ends_with_a_sentence()
    {
        var schedule = new Held.Schedule();
        schedule.InitialX.Fill(0);
        schedule.Want(0.5, 3);
        var solution = Held.Solve(new Held.Parameters(), schedule, _exact);
        var report = solution.Reports[0];
        Assert.Equal(SolveStatus.StepTooSmall, report.Status);
        Assert.Equal(1, report.March!.End, 1e-9);
        Assert.Contains("slide along the switch of", report.March!.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_start_at_which_both_sides_lead_back_is_refused()
    {
        var schedule = new Held.Schedule();
        schedule.InitialX.Fill(1);
        schedule.Want(3);
        var report = Held.Solve(new Held.Parameters(), schedule, _exact).Reports[0];
        Assert.Equal(SolveStatus.StepTooSmall, report.Status);
        Assert.Contains("slide", report.March!.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dead_band_keeps_its_energy_and_its_period()
    {
        // Free flight across the band, half a period of the spring outside: from x = b with speed v, period 2 (pi / w + 2 b / v).
        var schedule = new DeadBand.Schedule();
        schedule.InitialX.Set(0, 0.5, 2);
        var period = 2 * ((Math.PI / 2) + (1 / 2.0));
        schedule.Want(Math.PI / 4, period, 5 * period);
        var solution = DeadBand.Solve(new DeadBand.Parameters(), schedule, _exact).EnsureSuccess();
        Assert.Equal(0.5 + 1, solution.X.At(Math.PI / 4), 1e-9);
        Assert.Equal(0.5, solution.X.At(period), 1e-9);
        Assert.Equal(0.5, solution.X.At(5 * period), 1e-8);
    }

    [Fact]
    public void A_rectified_sine_and_its_gradient()
    {
        // The integral of the positive halves of sin(w t): 2 / w for each, and (1 - cos(w t')) / w of the last.
        static double Charge(double w, double t)
        {
            var turns = Math.Floor(w * t / (2 * Math.PI));
            var rest = t - (turns * 2 * Math.PI / w);
            return (turns * 2 / w) + ((1 - Math.Cos(Math.Min(w * rest, Math.PI))) / w);
        }

        var schedule = new Rectifier.Schedule();
        schedule.InitialCharge.Fill(0);
        schedule.Want(1, 2, 7.2, 60.3);
        var solution = Rectifier.Solve(new Rectifier.Parameters(), schedule, _exact).EnsureSuccess();
        Assert.All([1, 2, 7.2, 60.3], time => Assert.Equal(Charge(2, time), solution.Charge.At(time), 1e-9));
        var seed = new Rectifier.Cotangent(solution);
        seed.Charge.At(7.2) = 1;
        var slope = (Charge(2 + 1e-5, 7.2) - Charge(2 - 1e-5, 7.2)) / 2e-5;
        Assert.Equal(slope, Rectifier.Gradient(solution, seed).Parameters.Frequency, 1e-7);
    }

    [Fact]
    public void Dry_friction_slows_down_and_is_not_said_to_stick()
    {
        // Half periods of pi around 0.3 and -0.3 in turn: from 1 to -0.4, where the spring is stronger than friction, from there to -0.2, where it is not: the block sticks.
        var schedule = new Friction.Schedule();
        schedule.InitialX.Set(0, 1, 0);
        schedule.Want(1, Math.PI, 4);
        var solution = Friction.Solve(new Friction.Parameters(), schedule, _exact).EnsureSuccess();
        Assert.Equal(0.3 + (0.7 * Math.Cos(1)), solution.X.At(1.0), 1e-9);
        Assert.Equal(-0.4, solution.X.At(Math.PI), 1e-9);
        Assert.Equal(-0.3 - (0.1 * Math.Cos(4 - Math.PI)), solution.X.At(4.0), 1e-9);
        schedule.Want(20);
        var report = Friction.Solve(new Friction.Parameters(), schedule, _exact).Reports[0];
        Assert.Equal(SolveStatus.StepTooSmall, report.Status);
        Assert.Equal(2 * Math.PI, report.March!.End, 1e-6);
        Assert.Contains("slide", report.March!.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_thousand_pulses_are_none_too_many()
    {
        var schedule = new PulseTrain.Schedule();
        schedule.InitialX.Fill(0);
        schedule.Want(0.1, 0.5, 999.05, 999.1, 1000);
        var clock = Stopwatch.StartNew();
        var solution = PulseTrain.Solve(new PulseTrain.Parameters(), schedule, new SolveOptions { RelativeTolerance = 1e-10, MaxSteps = 1000000 }).EnsureSuccess();

        // At the start of a period in the long run x0 = e^-5 (e^0.5 - 1) / 5 / (1 - e^-5).
        var start = Math.Exp(-5) * (Math.Exp(0.5) - 1) / 5 / (1 - Math.Exp(-5));
        Assert.Equal((1 - Math.Exp(-0.5)) / 5, solution.X.At(0.1), 1e-9);
        Assert.Equal((1 - Math.Exp(-0.5)) / 5 * Math.Exp(-2), solution.X.At(0.5), 1e-9);
        Assert.Equal(0.2 + ((start - 0.2) * Math.Exp(-0.25)), solution.X.At(999.05), 1e-9);
        Assert.Equal(0.2 + ((start - 0.2) * Math.Exp(-0.5)), solution.X.At(999.1), 1e-9);
        Assert.Equal(start, solution.X.At(1000.0), 1e-9);

        // Seconds where everything else runs on the machine too; without steps that know where the pulses are it would be minutes, or wrong.
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), clock.Elapsed.ToString());
    }

    [Fact]
    public void The_gradient_of_pulses_that_move()
    {
        static double At(double period, double width, double decay)
        {
            var schedule = new PulseTrain.Schedule();
            schedule.InitialX.Fill(0);
            schedule.Want(7.05);
            return PulseTrain.Solve(new PulseTrain.Parameters { Period = period, Width = width, Decay = decay }, schedule, _exact).EnsureSuccess().X.At(7.05);
        }

        var wanted = new PulseTrain.Schedule();
        wanted.InitialX.Fill(0);
        wanted.Want(7.05);
        var solution = PulseTrain.Solve(new PulseTrain.Parameters(), wanted, _exact).EnsureSuccess();
        var seed = new PulseTrain.Cotangent(solution);
        seed.X.At(7.05) = 1;
        var gradient = PulseTrain.Gradient(solution, seed).Parameters;
        Assert.Equal(Slope(p => At(p, 0.1, 5), 1), gradient.Period, 1e-7);
        Assert.Equal(Slope(w => At(1, w, 5), 0.1), gradient.Width, 1e-7);
        Assert.Equal(Slope(d => At(1, 0.1, d), 5), gradient.Decay, 1e-7);
    }

    [Fact]
    public void A_house_by_the_time_of_day_and_its_gradient()
    {
        static House.Trajectories Solve(House.Parameters parameters)
        {
            var schedule = new House.Schedule();
            schedule.InitialTemperature.Fill(12);
            schedule.InitialOil.Fill(41);
            schedule.Want(5, 10, 23, 50);
            return House.Solve(parameters, schedule, _exact).EnsureSuccess();
        }

        var solution = Solve(new House.Parameters());

        // Cold at night: 5 + 7 e^(-0.2 t); from 6.3 on towards (20 + 0.2 5) / 1.2 = 17.5 with rate 1.2.
        var morning = 5 + (7 * Math.Exp(-0.2 * 6.3));
        Assert.Equal(5 + (7 * Math.Exp(-1)), solution.Temperature.At(5.0), 1e-9);
        Assert.Equal(17.5 + ((morning - 17.5) * Math.Exp(-1.2 * 3.7)), solution.Temperature.At(10.0), 1e-9);
        var seed = new House.Cotangent(solution);
        seed.Oil.At(50.0) = 1;
        var gradient = House.Gradient(solution, seed).Parameters;
        Assert.Equal(Slope(x => Solve(new House.Parameters { Morning = x }).Oil.At(50.0), 6.3), gradient.Morning, 1e-7);
        Assert.Equal(Slope(x => Solve(new House.Parameters { Evening = x }).Oil.At(50.0), 21.7), gradient.Evening, 1e-7);
        Assert.Equal(Slope(x => Solve(new House.Parameters { Loss = x }).Oil.At(50.0), 0.2), gradient.Loss, 1e-7);
    }

    [Fact]
    public void An_event_takes_the_solution_to_another_piece()
    {
        static double At(double rate, double jump)
        {
            var schedule = new ByEvent.Schedule();
            schedule.InitialX.Fill(0.1);
            schedule.Want(2);
            return ByEvent.Solve(new ByEvent.Parameters { Rate = rate, Jump = jump }, schedule, _exact).EnsureSuccess().X.At(2.0);
        }

        // 1.1 at time 1, 2.6 then, and down with rate / 4.
        Assert.Equal(2.6 * Math.Exp(-0.25), At(1, 1.5), 1e-9);
        var wanted = new ByEvent.Schedule();
        wanted.InitialX.Fill(0.1);
        wanted.Want(2);
        var solution = ByEvent.Solve(new ByEvent.Parameters(), wanted, _exact).EnsureSuccess();
        var seed = new ByEvent.Cotangent(solution);
        seed.X.At(2.0) = 1;
        var gradient = ByEvent.Gradient(solution, seed).Parameters;
        Assert.Equal(Slope(r => At(r, 1.5), 1), gradient.Rate, 1e-7);
        Assert.Equal(Slope(j => At(1, j), 1.5), gradient.Jump, 1e-7);
    }

    [Fact]
    public void Further_functions_and_their_gradient()
    {
        static Further.Trajectories Solve(double k)
        {
            var schedule = new Further.Schedule();
            schedule.InitialA.Fill(0.4);
            schedule.InitialB.Fill(0.2);
            schedule.Want(0.5, 1.3);
            return Further.Solve(new Further.Parameters { K = k }, schedule, _exact).EnsureSuccess();
        }

        var solution = Solve(0.7);
        var seed = new Further.Cotangent(solution);
        seed.A.At(1.3) = 1;
        seed.B.At(1.3) = 1;
        Assert.Equal(Slope(k => Solve(k).A.At(1.3) + Solve(k).B.At(1.3), 0.7), Further.Gradient(solution, seed).Parameters.K, 1e-7);

        // The equations themselves, at a time between the jumps of Round and Ceiling.
        var (a, b) = (solution.A.At(1.3), solution.B.At(1.3));
        Assert.Equal(Math.Atan(0.7 * a) + Math.Log10(0.7 + (a * a)) + MathNet.Numerics.SpecialFunctions.Erf(0.35 * a) - a, solution.A.D(1).At(1.3), 1e-12);
        Assert.Equal(Math.Asin(b / 3) - (3 * b) - Math.Acos(0.7 * b / 4) + 1 - 1, solution.B.D(1).At(1.3), 1e-12);
    }

    [Fact]
    public void What_is_not_taken_does_not_matter()
    {
        var schedule = new Untaken.Schedule();
        schedule.InitialX.Fill(0);
        schedule.Want(2);
        var solution = Untaken.Solve(new Untaken.Parameters(), schedule, _exact).EnsureSuccess();
        Assert.Equal(2, solution.X.At(2.0), 1e-10);
        var seed = new Untaken.Cotangent(solution);
        seed.X.At(2.0) = 1;
        Assert.Equal(2, Untaken.Gradient(solution, seed).Parameters.Rate, 1e-9);
    }

    [Fact]
    public void On_a_grid_values_and_derivatives_are_those_of_the_piece()
    {
        var inputs = new GridSwitch.Inputs();
        inputs.InitialX.Fill(1);
        var grid = new SolveOptions { RelativeTolerance = 0 };
        GridSwitch.Trajectories At(double k) => GridSwitch.Solve(new GridSwitch.Parameters { K = k }, inputs, grid).EnsureSuccess();
        var solution = At(0.8);
        Assert.Equal(Math.Exp(-0.8), solution.X[0, 20], 1e-3);
        var seed = new GridSwitch.Cotangent(solution);
        seed.X[0, 40] = 1;
        Assert.Equal(Slope(k => At(k).X[0, 40], 0.8), GridSwitch.Gradient(solution, seed).Parameters.K, 1e-6);
    }

    [Fact]
    public void In_single_precision_further_functions_are_those_of_double_precision()
    {
        var single = new SingleFurther.Inputs();
        single.InitialA.Fill(0.3f);
        var doubled = new DoubleFurther.Inputs();
        doubled.InitialA.Fill(0.3f);
        var grid = new SolveOptions { RelativeTolerance = 0 };
        var one = SingleFurther.Solve(new SingleFurther.Parameters(), single, grid).EnsureSuccess();
        var other = DoubleFurther.Solve(new DoubleFurther.Parameters(), doubled, grid).EnsureSuccess();
        Assert.Equal(other.A[0, 8], one.A[0, 8], 1e-5);
        var (seed, otherSeed) = (new SingleFurther.Cotangent(one), new DoubleFurther.Cotangent(other));
        (seed.A[0, 8], otherSeed.A[0, 8]) = (1, 1);
        var gradient = DoubleFurther.Gradient(other, otherSeed).Parameters.K;
        Assert.Equal(gradient, SingleFurther.Gradient(one, seed).Parameters.K, 1e-5);
        Assert.Equal(Slope(k => DoubleFurther.Solve(new DoubleFurther.Parameters { K = k }, doubled, grid).A[0, 8], 0.7), gradient, 1e-8);
    }

    [Fact]
    public void A_threshold_is_estimated_from_what_was_measured_on_both_sides()
    {
        var schedule = new Relay.Schedule();
        schedule.InitialX.Fill(0);
        for (var i = 1; i <= 20; i++)
        {
            var time = 0.1 * i;
            schedule.ObserveX(time, (time < 0.8 ? 0.9 * time : 0.72 + (2.5 * (time - 0.8))) + (0.001 * Math.Cos(7.7 * i)));
        }

        var estimate = Relay.Estimate(new Relay.Parameters { Threshold = 0.6 }, schedule).EnsureSuccess();
        Assert.Equal(0.72, estimate.Parameters.Threshold, 0.01);
        Assert.Equal(0.9, estimate.Parameters.Slow, 0.01);
        Assert.Equal(2.5, estimate.Parameters.Fast, 0.01);
    }

    [Fact]
    public void Batch_mates_change_nothing()
    {
        var batch = new House.Schedule(5);
        for (var i = 0; i < 5; i++)
        {
            batch.InitialTemperature.Set(i, 12 + i);
            batch.InitialOil.Set(i, 41 + (0.3 * i));
        }

        batch.Want(9, 30);

        var together = House.Solve(new House.Parameters(), batch, _exact).EnsureSuccess();
        for (var i = 0; i < 5; i++)
        {
            var alone = new House.Schedule();
            alone.InitialTemperature.Fill(12 + i);
            alone.InitialOil.Fill(41 + (0.3 * i));
            alone.Want(9, 30);
            var solution = House.Solve(new House.Parameters(), alone, _exact).EnsureSuccess();
            Assert.Equal(solution.Temperature.At(30.0), together.Temperature.At(i, 30));
            Assert.Equal(solution.Oil.At(30.0), together.Oil.At(i, 30));
        }
    }

    private static double Slope(Func<double, double> function, double at)
    {
        // Of fourth order, so that its own error is far below 1e-7.
        var h = 3e-4 * Math.Abs(at);
        return ((8 * (function(at + h) - function(at - h))) - (function(at + (2 * h)) - function(at - (2 * h)))) / (12 * h);
    }
}
