using System;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using ScalableMNN.Runtime.Schedules;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Generated.Tests.Schedules;

/// <summary>
/// Regimens that have gone on for ever, against closed forms (Gabrielsson and Weiner, Pharmacokinetic and Pharmacodynamic Data Analysis, section 2.3: sums of geometric series over the doses before), matrix
/// exponentials, and regimens that have gone on for long.
/// </summary>
public sealed class SteadyStateTests
{
    private static readonly SolveOptions _exact = new() { RelativeTolerance = 1e-12 };

    [Fact]
    public void Doses_by_mouth_in_a_steady_state_follow_their_closed_form()
    {
        const double Every = 8;
        var p = new Regular.Parameters();
        var schedule = new Regular.Schedule();
        schedule.DoseGut(3, 100, Regimen.SteadyState(Every, doses: 3));
        double[] times = [3, 3.2, 3.4, 4, 7, 11, 11.2, 13, 19.3, 26];
        schedule.Want(times);
        var solution = Regular.Solve(p, schedule, _exact).EnsureSuccess();
        foreach (var time in times)
        {
            var since = time - 3 - p.Lag;
            since -= Math.Min(2, Math.Floor(since / Every)) * Every;
            var (ke, ka) = (Math.Exp(-p.Ke * since) / (1 - Math.Exp(-p.Ke * Every)), Math.Exp(-p.Ka * since) / (1 - Math.Exp(-p.Ka * Every)));
            var plasma = p.F * 100 * p.Ka / (p.Ka - p.Ke) * (ke - ka);
            Assert.Equal(plasma, solution.Plasma.At(time), 1e-9 * plasma);
            Assert.Equal(p.F * 100 * ka, solution.Gut.At(time), 1e-9 * p.F * 100);
        }
    }

    [Fact]
    public void Doses_into_a_vein_in_a_steady_state_follow_their_closed_form()
    {
        var p = new TwoCompartments.Parameters();
        var schedule = new TwoCompartments.Schedule();
        schedule.InitialPeripheral.Fill(0);
        schedule.DoseCentral(0, 50, Regimen.SteadyState(6));
        schedule.Want(0, 1, 5);
        var solution = TwoCompartments.Solve(p, schedule, _exact).EnsureSuccess();
        var matrix = Matrix<double>.Build.DenseOfArray(new[,] { { -(p.Elimination + p.Out), p.Back }, { p.Out, -p.Back } });
        var interval = Exponential(matrix * 6);
        var trough = (Matrix<double>.Build.DenseIdentity(2) - interval).Solve(interval * Vector<double>.Build.Dense([50, 0]));

        // At the time of the dose: before it. After: with it.
        AreClose(trough, solution.Central.At(0), solution.Peripheral.At(0));
        var peak = trough + Vector<double>.Build.Dense([50, 0]);
        AreClose(peak, solution.Central.After(0), solution.Peripheral.After(0));
        foreach (var time in new[] { 1.0, 5 })
        {
            AreClose(Exponential(matrix * time) * peak, solution.Central.At(time), solution.Peripheral.At(time));
        }

        static void AreClose(Vector<double> expected, double central, double peripheral)
        {
            Assert.Equal(expected[0], central, 1e-9 * expected[0]);
            Assert.Equal(expected[1], peripheral, 1e-9 * expected[1]);
        }
    }

    /// <summary>Of infusions shorter than the interval, as long as it, and several times as long: those before the record go on after it.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(12.5)]
    [InlineData(20)]
    public void Infusions_in_a_steady_state_follow_the_sum_over_all_before(double length)
    {
        const double Every = 4;
        var p = new Regular.Parameters { Late = 0 };
        var schedule = new Regular.Schedule();
        schedule.InfusePlasma(1, 1 + length, 60, Regimen.SteadyState(Every, doses: 2));
        double[] times = [1, 1.5, 3, 4.9, 5, 6, 9, 9.1, 20, 30];
        schedule.Want(times);
        var solution = Regular.Solve(p, schedule, _exact).EnsureSuccess();
        foreach (var time in times)
        {
            var sum = 0.0;
            for (var i = -400; i <= 1; i++)
            {
                var from = 1 + (i * Every);
                sum += p.Part * 60 / length / p.Ke * (Math.Exp(-p.Ke * Math.Max(0, time - from - length)) - Math.Exp(-p.Ke * Math.Max(0, time - from)));
            }

            Assert.Equal(sum, solution.Plasma.At(time), 1e-9 * sum);
        }
    }

    /// <summary>A lag longer than the interval: doses that were given before the record arrive after it.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(4)]
    [InlineData(9.75)]
    public void Lags_hold_for_the_doses_before_too(double lag)
    {
        var p = new Regular.Parameters { Lag = lag };
        var schedule = new Regular.Schedule();
        schedule.DoseGut(2, 100, Regimen.SteadyState(4));
        double[] times = [2, 2.3, 2.6, 5, 5.9, 8, 11, 11.8, 20];
        schedule.Want(times);
        var solution = Regular.Solve(p, schedule, _exact).EnsureSuccess();
        foreach (var time in times)
        {
            var sum = 0.0;
            for (var i = -400; i <= 0; i++)
            {
                var since = time - (2 + (4 * i) + lag);
                sum += since <= 0 ? 0 : p.F * 100 * p.Ka / (p.Ka - p.Ke) * (Math.Exp(-p.Ke * since) - Math.Exp(-p.Ka * since));
            }

            Assert.Equal(sum, solution.Plasma.At(time), 1e-9 * sum);
        }
    }

    [Fact]
    public void An_infusion_that_has_run_for_ever_ends()
    {
        var p = new Regular.Parameters();
        var schedule = new Regular.Schedule();
        schedule.InfusePlasmaUntil(2, 12);
        schedule.Want(2, 5);
        var solution = Regular.Solve(p, schedule, _exact).EnsureSuccess();
        Assert.Equal(12 / p.Ke, solution.Plasma.At(2), 1e-9 * 12 / p.Ke);
        Assert.Equal(12 / p.Ke * Math.Exp(-3 * p.Ke), solution.Plasma.At(5), 1e-9 * 12 / p.Ke);
    }

    [Fact]
    public void What_the_model_makes_by_itself_is_part_of_a_steady_state()
    {
        var p = new Indirect.Parameters();
        var rest = new Indirect.Schedule();
        rest.InitialResponse.Fill(1);
        rest.InfuseDrugUntil(0, 0);
        rest.Want(0, 3);
        var resting = Indirect.Solve(p, rest, _exact).EnsureSuccess();
        Assert.Equal(p.Made / p.Lost, resting.Response.At(0), 1e-9 * p.Made / p.Lost);
        Assert.Equal(p.Made / p.Lost, resting.Response.At(3), 1e-9 * p.Made / p.Lost);
        var q = new Endogenous.Parameters();
        var dosed = new Endogenous.Schedule();
        dosed.DoseAmount(0, 10, Regimen.SteadyState(5));
        dosed.Want(0);
        var expected = (q.Made / q.Ke) + (10 / (Math.Exp(5 * q.Ke) - 1));
        Assert.Equal(expected, Endogenous.Solve(q, dosed, _exact).EnsureSuccess().Amount.At(0), 1e-9 * expected);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(100)]
    [InlineData(115)]
    public void A_steady_state_of_saturable_elimination_is_that_of_a_long_regimen(double amount)
    {
        // 10 an hour are eliminated at most: 115 of the 120 that an interval can take leave it far from its beginning.
        const double Every = 12;
        var periods = amount > 110 ? 3000 : 300;
        var at = new Saturable.Schedule();
        at.DoseGut(0, amount, Regimen.SteadyState(Every));
        at.Want(0, 5, 12);
        var steady = Saturable.Solve(new Saturable.Parameters(), at, _exact).EnsureSuccess();
        var after = new Saturable.Schedule();
        after.DoseGut(0, amount, Regimen.Every(Every, periods + 1));
        after.Want(periods * Every, (periods * Every) + 5, (periods * Every) + 12);
        var repeated = Saturable.Solve(new Saturable.Parameters(), after, _exact with { MaxSteps = 1_000_000 }).EnsureSuccess();
        foreach (var time in new[] { 0.0, 5, 12 })
        {
            Assert.Equal(repeated.Plasma.At((periods * Every) + time), steady.Plasma.At(time), 2e-9 * steady.Plasma.At(time));
        }

        // A steady state is where it was one interval before.
        Assert.Equal(steady.Plasma.At(0), steady.Plasma.At(12), 1e-10 * steady.Plasma.At(0));
    }

    [Fact]
    public void A_steady_state_with_events_inside_is_that_of_a_long_regimen()
    {
        // The reservoir is full with each dose, and not again before the next.
        var p = new Reservoir.Parameters { Fills = 0.1 };
        var at = new Reservoir.Schedule();
        at.InitialPlasma.Fill(0);
        at.DoseBile(0, 20, Regimen.SteadyState(6));
        at.Want(0, 3);
        var steady = Reservoir.Solve(p, at, _exact).EnsureSuccess();
        var after = new Reservoir.Schedule();
        after.InitialPlasma.Fill(0);
        after.DoseBile(0, 20, Regimen.Every(6, 101));
        after.Want(600, 603);
        var repeated = Reservoir.Solve(p, after, _exact).EnsureSuccess();
        Assert.Equal(repeated.Plasma.At(600), steady.Plasma.At(0), 1e-9 * repeated.Plasma.At(600));
        Assert.Equal(repeated.Bile.At(603), steady.Bile.At(3), 1e-9 * repeated.Bile.At(603));

        // What comes back only every second interval is no steady state.
        at.DoseBile(10, 20, Regimen.SteadyState(6));
        at.Want(11);
        Assert.Equal(SolveStatus.NoSteadyState, Reservoir.Solve(new Reservoir.Parameters(), at).Reports[0].Status);
    }

    [Fact]
    public void A_steady_state_ends_all_that_was_given_before()
    {
        var (p, schedule, alone) = (new Regular.Parameters { Late = 0 }, new Regular.Schedule(), new Regular.Schedule());
        schedule.InfusePlasma(0, 30, 500);
        schedule.DoseGut(1, 100, Regimen.Every(6, 10));
        schedule.DoseGut(9.9, 77);
        foreach (var one in new[] { schedule, alone })
        {
            one.DosePlasma(10, 40, Regimen.SteadyState(8));
            one.Want(10, 11, 15, 29, 31);
        }

        var (all, only) = (Regular.Solve(p, schedule, _exact).EnsureSuccess(), Regular.Solve(p, alone, _exact).EnsureSuccess());
        foreach (var time in new[] { 10.0, 11, 15, 29, 31 })
        {
            Assert.Equal(only.Plasma.At(time), all.Plasma.At(time), 1e-11 * only.Plasma.At(time));
            Assert.Equal(0, all.Gut.At(time));
        }
    }

    [Fact]
    public void A_steady_state_may_be_added_to_what_is_there()
    {
        var (p, both, first, second) = (new Regular.Parameters(), new Regular.Schedule(), new Regular.Schedule(), new Regular.Schedule());
        foreach (var one in new[] { both, first })
        {
            one.DoseGut(0, 100, Regimen.SteadyState(12, doses: 3));
            one.InfusePlasma(1, 20, 33);
        }

        both.InfusePlasma(5, 5 + 30, 70, Regimen.AddedSteadyState(8));
        second.InfusePlasma(5, 5 + 30, 70, Regimen.SteadyState(8));
        double[] times = [5, 6, 12, 20, 30, 40];
        foreach (var one in new[] { both, first, second })
        {
            one.Want(times);
        }

        var (sum, one1, two) = (Regular.Solve(p, both, _exact).EnsureSuccess(), Regular.Solve(p, first, _exact).EnsureSuccess(), Regular.Solve(p, second, _exact).EnsureSuccess());
        foreach (var time in times)
        {
            Assert.Equal(one1.Plasma.At(time) + two.Plasma.At(time), sum.Plasma.At(time), 1e-10 * sum.Plasma.At(time));
        }
    }

    [Fact]
    public void Two_regimens_at_one_time_are_both_there_before_their_doses()
    {
        var (p, schedule) = (new Regular.Parameters { Lag = 0, Late = 0 }, new Regular.Schedule());
        schedule.DoseGut(0, 100, Regimen.SteadyState(12));
        schedule.DosePlasma(0, 40, Regimen.AddedSteadyState(8));
        schedule.Want(0);
        var u = Regular.Solve(p, schedule, _exact).EnsureSuccess();
        var (ke, ka) = (Math.Exp(-12 * p.Ke), Math.Exp(-12 * p.Ka));
        var expected = (p.F * 100 * p.Ka / (p.Ka - p.Ke) * ((ke / (1 - ke)) - (ka / (1 - ka)))) + (p.Part * 40 / (Math.Exp(8 * p.Ke) - 1));
        Assert.Equal(expected, u.Plasma.At(0), 1e-9 * expected);
    }

    /// <summary>A drug of which an interval takes a ten thousandth: an error of an interval would be there ten thousand times. The tolerance is that of every solve.</summary>
    [Fact]
    public void What_stays_for_long_comes_to_its_steady_state_too()
    {
        var (p, schedule) = (new Regular.Parameters { Ke = 1e-5, Lag = 0 }, new Regular.Schedule());
        schedule.DoseGut(0, 100, Regimen.SteadyState(8));
        schedule.Want(0, 4);
        var u = Regular.Solve(p, schedule).EnsureSuccess();
        var exact = p.F * 100 * p.Ka / (p.Ka - p.Ke) * ((1 / (Math.Exp(8 * p.Ke) - 1)) - (1 / (Math.Exp(8 * p.Ka) - 1)));
        Assert.Equal(exact, u.Plasma.At(0), 1e-8 * exact);
    }

    /// <summary>
    /// All that a model may say of doses, in steady states, resets and single doses. Differences are of the fourth order with a step of 1e-3, whose error is below 1e-9 beside a loss of the order of 100 that is known
    /// to 1e-12.
    /// </summary>
    [Fact]
    public void Gradients_go_through_steady_states_resets_rates_and_durations()
    {
        var parameters = new Regular.Parameters();
        var solution = Regular.Solve(parameters, Schedule(), _exact).EnsureSuccess();
        var seed = new Regular.Cotangent(solution);
        Mark(seed);
        var gradient = Regular.Gradient(solution, seed);
        for (var i = 0; i < parameters.Values.Length; i++)
        {
            const double H = 1e-3;
            var difference = ((8 * (Loss(i, H) - Loss(i, -H))) - (Loss(i, 2 * H) - Loss(i, -2 * H))) / (12 * H);
            Assert.Equal(difference, gradient.Parameters.Values[i], 1e-7 * (1 + Math.Abs(difference)));
        }

        Assert.Equal((Loss(-1, 1e-2) - Loss(-1, -1e-2)) / 2e-2, gradient.Inputs.InitialPlasma[0], 1e-7);
        Assert.NotEqual(0, gradient.Inputs.InitialPlasma[0]);

        double Loss(int parameter, double by)
        {
            var (moved, at) = (parameters.Clone(), Schedule());
            if (parameter < 0)
            {
                at.InitialPlasma.Fill(by);
            }
            else
            {
                moved.Values[parameter] += by;
            }

            var u = Regular.Solve(moved, at, _exact).EnsureSuccess();
            return u.Plasma.At(2) + (2 * u.Plasma.At(21)) - u.Plasma.At(29.2) + (3 * u.Gut.At(46)) + (0.5 * u.Plasma.At(55)) + u.Plasma.D(1).At(0, 66) - (0.1 * u.Plasma.At(66));
        }

        static Regular.Schedule Schedule()
        {
            var schedule = new Regular.Schedule();
            schedule.DoseGut(0, 100, Regimen.SteadyState(8, doses: 3));
            schedule.InfusePlasmaAtRate(10, 60);
            schedule.InfusePlasmaForDuration(20, 45, Regimen.AddedSteadyState(1.5));
            schedule.InfuseGutForDuration(28, 80);
            schedule.ResetAt(40);
            schedule.DosePlasma(40, 12);
            schedule.InfuseGutForDuration(44, 80, Regimen.SteadyState(1.25));
            schedule.InfusePlasmaUntil(52, 9);
            schedule.InfusePlasmaAtRate(60, 90, Regimen.SteadyState(1.9, doses: 2));
            schedule.ResetAt(64);
            schedule.Want(2, 21, 29.2, 46, 55, 66);
            return schedule;
        }

        static void Mark(Regular.Cotangent seed)
        {
            seed.Plasma.At(2) = 1;
            seed.Plasma.At(21) = 2;
            seed.Plasma.At(29.2) = -1;
            seed.Gut.At(46) = 3;
            seed.Plasma.At(55) = 0.5;
            seed.Plasma.D(1).At(0, 66) = 1;
            seed.Plasma.At(66) = -0.1;
        }
    }

    [Fact]
    public void Gradients_of_nonlinear_steady_states_follow_from_the_implicit_function_theorem()
    {
        var parameters = new Saturable.Parameters();
        var solution = Saturable.Solve(parameters, Schedule(), _exact).EnsureSuccess();
        var seed = new Saturable.Cotangent(solution);
        seed.Plasma.At(0) = 1;
        seed.Plasma.At(7) = 2;
        var gradient = Saturable.Gradient(solution, seed).Parameters.Values.ToArray();
        for (var i = 0; i < gradient.Length; i++)
        {
            const double H = 1e-3;
            var difference = ((8 * (Loss(i, H) - Loss(i, -H))) - (Loss(i, 2 * H) - Loss(i, -2 * H))) / (12 * H);
            Assert.Equal(difference, gradient[i], 1e-7 * (1 + Math.Abs(difference)));
        }

        double Loss(int parameter, double by)
        {
            var moved = parameters.Clone();
            moved.Values[parameter] += by;
            var u = Saturable.Solve(moved, Schedule(), _exact).EnsureSuccess();
            return u.Plasma.At(0) + (2 * u.Plasma.At(7));
        }

        static Saturable.Schedule Schedule()
        {
            var schedule = new Saturable.Schedule();
            schedule.DoseGut(0, 80, Regimen.SteadyState(12));
            schedule.Want(0, 7);
            return schedule;
        }
    }

    /// <summary>An input by time holds the value that it has at the record, and the derivative with respect to it says so.</summary>
    [Fact]
    public void Inputs_by_time_are_held_in_a_steady_state()
    {
        var p = new Trial.Parameters();
        var solution = Trial.Solve(p, Schedule(0), _exact).EnsureSuccess();
        var ke = p.Clearance * (1 - (0.5 * 0.6)) / p.V;
        var trough = 30 / (Math.Exp(6 * ke) - 1);
        Assert.Equal(trough, solution.Central.At(10), 1e-9 * trough);
        var seed = new Trial.Cotangent(solution);
        seed.Central.At(10) = 1;
        var gradient = Trial.Gradient(solution, seed);
        var difference = (Trial.Solve(p, Schedule(1e-4), _exact).Central.At(10) - Trial.Solve(p, Schedule(-1e-4), _exact).Central.At(10)) / 2e-4;
        var sum = 0.0;
        for (var point = 0; point < gradient.Inputs.PointCount; point++)
        {
            sum += gradient.Inputs.Inhibitor[0, point];
        }

        Assert.Equal(difference, sum, 1e-6 * Math.Abs(difference));

        static Trial.Schedule Schedule(double by)
        {
            var schedule = new Trial.Schedule();
            schedule.Weight.Fill(70);
            schedule.Inhibitor.Hold(0, 0.1);
            schedule.Inhibitor.Hold(10, 0.6 + by);
            schedule.Inhibitor.Hold(13, 0.2);
            schedule.DoseCentral(10, 30, Regimen.SteadyState(6));
            schedule.Want(10, 14);
            return schedule;
        }
    }

    [Fact]
    public void What_has_no_steady_state_says_so()
    {
        foreach (var (ke, says) in new[] { (0.0, "1 times as much is there at its end"), (-0.1, "times as much is there at its end"), (1e-12, "times as much") })
        {
            var schedule = new Kept.Schedule();
            schedule.DoseAmount(5, 10, Regimen.SteadyState(12));
            schedule.Want(4, 6);
            var u = Kept.Solve(new Kept.Parameters { Ke = ke }, schedule);
            Assert.Equal(SolveStatus.NoSteadyState, u.Reports[0].Status);
            Assert.Equal(0, u.Amount.At(4));
            Assert.True(double.IsNaN(u.Amount.At(6)));
            var message = Assert.Throws<SolveException>(() => u.EnsureSuccess()).Message;
            Assert.Contains("the regimen at t = 5 has no steady state", message, StringComparison.Ordinal);
            Assert.Contains(says, message, StringComparison.Ordinal);
            var running = new Kept.Schedule();
            running.InfuseAmountUntil(5, 10);
            running.Want(6);
            var (forever, expected) = (Kept.Solve(new Kept.Parameters { Ke = ke }, running), ke > 0 ? SolveStatus.Ok : SolveStatus.NoSteadyState);
            Assert.True(expected == forever.Reports[0].Status, $"{ke}: {forever.Reports[0]}");
        }

        // More than can be eliminated, although the equations balance at a negative amount.
        var more = new Saturable.Schedule();
        more.DoseGut(0, 130, Regimen.SteadyState(12));
        more.Want(1);
        var saturated = Saturable.Solve(new Saturable.Parameters(), more);
        Assert.Equal(SolveStatus.NoSteadyState, saturated.Reports[0].Status);
        Assert.Contains("has no steady state", Assert.Throws<SolveException>(() => saturated.EnsureSuccess()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_known_is_refused()
    {
        var clock = new ByTheClock.Schedule();
        clock.DoseAmount(0, 10, Regimen.SteadyState(12));
        clock.Want(1);
        Assert.Contains("contain the time, and a regimen that has gone on for ever has none", Message(() => ByTheClock.Solve(new ByTheClock.Parameters(), clock).EnsureSuccess()), StringComparison.Ordinal);
        var nonlinear = new Saturable.Schedule();
        nonlinear.DoseGut(0, 10, Regimen.AddedSteadyState(12));
        nonlinear.Want(1);
        Assert.Contains("right for equations that are linear in the states, and those of Saturable are not", Message(() => Saturable.Solve(new Saturable.Parameters(), nonlinear).EnsureSuccess()), StringComparison.Ordinal);
        var made = new Endogenous.Schedule();
        made.DoseAmount(0, 10, Regimen.AddedSteadyState(12));
        made.Want(1);
        Assert.Contains("Endogenous does not rest where its states are zero", Message(() => Endogenous.Solve(new Endogenous.Parameters(), made).EnsureSuccess()), StringComparison.Ordinal);
        var long1 = new Regular.Schedule();
        long1.InfusePlasma(0, 1e6, 10, Regimen.SteadyState(1));
        long1.Want(1);
        Assert.Contains("an infusion of Plasma that is repeated for ever takes more than 10000 of its intervals", Message(() => Regular.Solve(new Regular.Parameters(), long1).EnsureSuccess()), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Regimen.SteadyState(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Regimen.Every(double.NaN, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Regimen.Every(1, 0));
        Assert.Contains("The amount of Regular.Schedule.InfusePlasmaAtRate on trajectory 0 is 0", Assert.Throws<ArgumentException>(() => long1.InfusePlasmaAtRate(0, 0)).Message, StringComparison.Ordinal);
        Assert.Contains("The rate of Regular.Schedule.InfusePlasmaUntil on trajectory 0 is -1", Assert.Throws<ArgumentException>(() => long1.InfusePlasmaUntil(0, -1)).Message, StringComparison.Ordinal);

        static string Message(Func<object> solve) => Assert.Throws<SolveException>(solve).Message;
    }

    [Theory]
    [InlineData(0, 1.75, "the rate of a dose of Plasma is 0")]
    [InlineData(double.NaN, 1.75, "Pump")]
    [InlineData(30, -1, "the duration of a dose of Plasma is -1")]
    public void Rates_and_durations_are_greater_than_zero(double rate, double duration, string says)
    {
        var schedule = new Regular.Schedule();
        schedule.InfusePlasmaAtRate(0, 5);
        schedule.InfusePlasmaForDuration(0, 5);
        schedule.Want(1);
        var u = Regular.Solve(new Regular.Parameters { Pump = rate, Drip = duration }, schedule);
        Assert.Equal(SolveStatus.NotFinite, u.Reports[0].Status);
        Assert.Contains(says, Assert.Throws<SolveException>(() => u.EnsureSuccess()).Message, StringComparison.Ordinal);

        // What no dose asks for does not matter.
        var without = new Regular.Schedule();
        without.DosePlasma(0, 5);
        without.Want(1);
        Assert.Equal(double.IsNaN(rate) ? SolveStatus.NotFinite : SolveStatus.Ok, Regular.Solve(new Regular.Parameters { Pump = rate, Drip = duration }, without).Reports[0].Status);
    }

    [Fact]
    public void A_rate_stays_and_a_duration_stays_whatever_part_arrives()
    {
        // NONMEM: of an infusion at a rate the bioavailability changes how long it takes, of one of a duration the rate.
        var p = new Regular.Parameters { Late = 0.5 };
        var atRate = new Regular.Schedule();
        atRate.InfusePlasmaAtRate(0, 60);
        atRate.Want(1, 2.2, 2.4, 5);
        var u = Regular.Solve(p, atRate, _exact).EnsureSuccess();
        foreach (var time in new[] { 1, 2.2, 2.4, 5 })
        {
            Assert.Equal(Infusion(p.Ke, p.Pump, 0.5, 0.5 + (p.Part * 60 / p.Pump), time), u.Plasma.At(time), 1e-9 * u.Plasma.At(time));
        }

        var forDuration = new Regular.Schedule();
        forDuration.InfusePlasmaForDuration(0, 60);
        forDuration.Want(1, 2.2, 2.4, 5);
        var v = Regular.Solve(p, forDuration, _exact).EnsureSuccess();
        foreach (var time in new[] { 1, 2.2, 2.4, 5 })
        {
            Assert.Equal(Infusion(p.Ke, p.Part * 60 / p.Drip, 0.5, 0.5 + p.Drip, time), v.Plasma.At(time), 1e-9 * v.Plasma.At(time));
        }

        // Nothing arrives, and the derivative says what would.
        var none = new Regular.Parameters { Late = 0.5, Part = 0 };
        var nothing = Regular.Solve(none, atRate, _exact).EnsureSuccess();
        Assert.Equal(0, nothing.Plasma.At(5));
        var seed = new Regular.Cotangent(nothing);
        seed.Plasma.At(5) = 1;
        Assert.Equal(60 * Math.Exp(-4.5 * p.Ke), Regular.Gradient(nothing, seed).Parameters.Part, 1e-9 * 60);
        Assert.Equal(SolveStatus.NotFinite, Regular.Solve(new Regular.Parameters { Part = -0.1 }, atRate).Reports[0].Status);
    }

    [Fact]
    public void A_reset_ends_infusions_doses_on_their_way_and_repetitions()
    {
        var p = new Regular.Parameters { Lag = 0.5 };
        var schedule = new Regular.Schedule();
        schedule.InitialPlasma.Fill(3);
        schedule.InfusePlasma(0, 20, 100);
        schedule.DoseGut(0, 50, Regimen.Every(4, 10));
        schedule.DoseGut(9.8, 500);
        schedule.DosePlasma(10, 1000);
        schedule.ResetAt(10);
        schedule.DosePlasma(10, 8);
        schedule.Want(9, 10, 11, 15);
        var u = Regular.Solve(p, schedule, _exact).EnsureSuccess();
        Assert.True(u.Plasma.At(10) > 20);
        Assert.Equal(3, u.Plasma.After(10));
        Assert.Equal(0, u.Gut.After(10));
        Assert.Equal(0, u.Gut.At(15));
        var expected = (3 * Math.Exp(-5 * p.Ke)) + (p.Part * 8 * Math.Exp(-(5 - p.Late) * p.Ke));
        Assert.Equal(expected, u.Plasma.At(15), 1e-10 * expected);
    }

    [Fact]
    public void A_thousand_trajectories_with_regimens_of_their_own_are_those_of_each_alone()
    {
        const int Count = 1000;
        var random = new Random(5);
        var all = new Saturable.Schedule(Count);
        var alone = new Saturable.Schedule[Count];
        for (var b = 0; b < Count; b++)
        {
            alone[b] = new Saturable.Schedule();
            var (amount, every, time) = (20 + (60 * random.NextDouble()), 10 + (10 * random.NextDouble()), random.NextDouble());
            all.DoseGut(b, time, amount, Regimen.SteadyState(every));
            alone[b].DoseGut(time, amount, Regimen.SteadyState(every));
            if (b % 3 == 0)
            {
                all.ResetAt(b, 3);
                all.InfusePlasma(b, 3, 3 + (2 * every), amount, Regimen.SteadyState(every, doses: 2));
                alone[b].ResetAt(3);
                alone[b].InfusePlasma(3, 3 + (2 * every), amount, Regimen.SteadyState(every, doses: 2));
            }

            all.WantOf(b, 1.5, 8);
            alone[b].Want(1.5, 8);
        }

        var together = Saturable.Solve(new Saturable.Parameters(), all).EnsureSuccess();
        for (var b = 0; b < Count; b++)
        {
            var one = Saturable.Solve(new Saturable.Parameters(), alone[b], new SolveOptions { MaxDegreeOfParallelism = 1 }).EnsureSuccess();
            foreach (var time in new[] { 1.5, 8 })
            {
                Assert.Equal(BitConverter.DoubleToInt64Bits(one.Plasma.At(time)), BitConverter.DoubleToInt64Bits(together.Plasma.At(b, time)));
                Assert.Equal(BitConverter.DoubleToInt64Bits(one.Gut.At(time)), BitConverter.DoubleToInt64Bits(together.Gut.At(b, time)));
            }
        }
    }

    private static double Infusion(double ke, double rate, double from, double until, double time) =>
        rate / ke * (Math.Exp(-ke * Math.Max(0, time - until)) - Math.Exp(-ke * Math.Max(0, time - from)));

    private static Matrix<double> Exponential(Matrix<double> matrix)
    {
        const int Halvings = 12;
        var small = matrix / Math.Pow(2, Halvings);
        var (sum, term) = (Matrix<double>.Build.DenseIdentity(matrix.RowCount), Matrix<double>.Build.DenseIdentity(matrix.RowCount));
        foreach (var k in Enumerable.Range(1, 12))
        {
            term = term * small / k;
            sum += term;
        }

        for (var i = 0; i < Halvings; i++)
        {
            sum *= sum;
        }

        return sum;
    }
}
